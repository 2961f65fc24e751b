/** What the gate's features are, in words. */

const own: Record<string, string> = {
  logit: "How likely the draft is taken by our own estimate, as log odds.",
  novelty: "How little the moment resembles any past one, 0 to 1.",
  article: "Score of the best article found, 0 to 1.",
  ticket: "Score of the best closed ticket found, 0 to 1.",
  cited: "Sources the draft cites, in fifths.",
  llm: "1 when a language model wrote the draft.",
  agrees: "1 when a language model came to the apprentice's first reply.",
  prefers: "1 when a language model chose another of the apprentice's replies.",
  call: "1 for a diagnostic, 0 for a reply.",
  callSure: "Chance of the least certain value of the diagnostic.",
  learned: "1 when the draft is the apprentice's first reply.",
  procedure: "1 when a written procedure has the draft next.",
  procedureTells: "1 when that step tells a result.",
  procedureDone: "Steps of that procedure done before, in thirds.",
};

const ofApprentice: Record<string, string> = {
  logit: "Probability of the first reply, as log odds.",
  margin: "Its lead over the second reply.",
  overlap: "How much the likely replies agree in their words.",
  second: "Probability of the second reply, as log odds.",
  entropy: "How spread the possible next steps are.",
  agreement: "How much the learners agree with each other.",
  votes: "Share of similar past moments with this reply.",
  similarity: "Likeness of the nearest past moment.",
  track: "How often this reply was taken when it was first, as log odds.",
  trust: "How often this reply was first before, up to twenty times.",
  count: "How often this reply was sent before, as a logarithm.",
  slots: "Values the reply takes over from this ticket, in fourths.",
  repeated: "1 when the same was said on this ticket before.",
  afterResult: "1 right after the result of a diagnostic.",
  turnLength: "Length of the newest message, as a logarithm.",
  caseLength: "Steps taken on this ticket, as a logarithm.",
  callShare: "Probability that a diagnostic comes next.",
  typed: "Probability that the analyst writes words of his own, as log odds.",
  analystOwn: "How often this analyst writes words of his own, as log odds.",
  ownHere: "How often the replies of this ticket were words of the analyst's own, as log odds.",
  ownLast: "1 when the last reply of this ticket was.",
  recentOwn: "How often this analyst lately writes words of his own, as log odds.",
  recentRight: "How often the first reply was lately right for this analyst, as log odds.",
  deskRight: "How often it was lately right on the whole desk, as log odds.",
  recentTrack: "How often this reply was lately right when it was first, as log odds.",
  farewell: "How often this reply ends a ticket, where the customer has just asked something.",
  twin: "How much the first two replies have in common.",
  linear: "What the linear learner makes of the first reply, as a logarithm.",
  deep: "What the network makes of it, as a logarithm.",
  other: "Probability of something that is none of the choices, as log odds.",
  once: "1 when the first reply was given only once before.",
  habit: "What usually follows on such steps, as log odds.",
  typedHabit: "How often words of one's own follow on such words, as log odds.",
};

/** A sentence about a feature; its bare name where it is a new one. */
export function featureWords(name: string): string {
  const prefix = "apprentice.";
  const words = name.startsWith(prefix) ? ofApprentice[name.slice(prefix.length)] : own[name];
  return words ?? "A feature of its own making.";
}
