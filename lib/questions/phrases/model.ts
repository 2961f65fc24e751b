/** The sentences the apprentice puts around what it quotes. */
export type Phrases = {
  asked: string;
  askedNothing: string;
  done: string;
  nothingDone: string;
  open: string;
  nothingOpen: string;
  people: string;
  nobody: string;
  assigned: (name: string) => string;
  replied: (name: string, count: number) => string;
  opened: string;
  firstReply: string;
  lastReply: string;
  notAnswered: string;
  finished: string;
  notFinished: string;
  when: (topic: string) => string;
  times: string;
  similar: string;
  nothingSimilar: string;
  /** As BCP 47 names the language: durations are put in it. */
  language: string;
  resolvedAfter: (time: string) => string;
  /** It was finished, and had to be answered again. */
  cameBack: string;
  promised: string;
  nothingPromised: string;
  customer: string;
  noCustomer: string;
  others: string;
  here: string;
  articles: string;
  past: string;
  lookedUp: string;
  nothing: (topic: string) => string;
  nothingAtAll: string;
  closest: string;
};
