/** What the gate's features are, in words. */

const own: Record<string, string> = {
  logit: "Estimated probability that the draft is accepted, as log odds.",
  novelty: "Novelty: how little this conversation resembles past ones, 0 to 1.",
  article: "Score of the best article found, 0 to 1.",
  ticket: "Score of the best closed ticket found, 0 to 1.",
  cited: "Sources the draft cites, in fifths.",
  llm: "1 when a language model wrote the draft.",
  agrees: "1 when a language model chose the apprentice's first reply.",
  prefers: "1 when a language model chose another of the apprentice's replies.",
  call: "1 for a diagnostic, 0 for a reply.",
  callSpecific: "How far the arguments of the diagnostic point to this tool alone.",
  callSure: "Probability of the least certain argument of the diagnostic.",
  learned: "1 when the draft is the apprentice's first reply.",
  procedure: "1 when a written procedure has the draft next.",
  procedureTells: "1 when that step reports a result.",
  procedureDone: "Steps of that procedure done before, in thirds.",
};

const ofApprentice: Record<string, string> = {
  logit: "Probability of the first reply, as log odds.",
  margin: "Its lead over the second reply.",
  overlap: "How much the likely replies agree in their words.",
  second: "Probability of the second reply, as log odds.",
  entropy: "How spread the possible next steps are.",
  agreement: "How much the learners agree with each other.",
  votes: "Share of similar past conversations with this reply.",
  similarity: "Similarity of the nearest past conversation.",
  track: "How often this reply was accepted when it was first, as log odds.",
  trust: "How often this reply was first before, up to twenty times.",
  count: "How often this reply was sent before, as a logarithm.",
  slots: "Values of this ticket that the reply contains, in fourths.",
  repeated: "1 when the same was already said on this ticket.",
  afterResult: "1 right after the result of a diagnostic.",
  turnLength: "Length of the newest message, as a logarithm.",
  caseLength: "Steps taken on this ticket, as a logarithm.",
  callShare: "Probability that a diagnostic comes next.",
  typed: "Probability of a free-text reply, as log odds.",
  analystOwn: "How often this analyst writes free-text replies, as log odds.",
  ownHere: "How often replies on this ticket were free text, as log odds.",
  ownLast: "1 when the last reply on this ticket was free text.",
  recentOwn: "How often this analyst recently writes free-text replies, as log odds.",
  recentRight: "How often the first reply was recently right for this analyst, as log odds.",
  deskRight: "How often it was recently right for the whole team, as log odds.",
  recentTrack: "How often this reply was recently right when it was first, as log odds.",
  farewell: "How often this reply ends a ticket, where the customer has just asked something.",
  twin: "How much the first two replies have in common.",
  linear: "Score of the first reply by the linear model, as a logarithm.",
  deep: "Score of the first reply by the neural network, as a logarithm.",
  other: "Probability of something outside the candidates, as log odds.",
  once: "1 when the first reply was given only once before.",
  habit: "How often this follows such steps, as log odds.",
  typedHabit: "How often a free-text reply follows such messages, as log odds.",
};

/** A sentence about a feature; its bare name where it is a new one. */
export function featureWords(name: string): string {
  const prefix = "apprentice.";
  const words = name.startsWith(prefix) ? ofApprentice[name.slice(prefix.length)] : own[name];
  return words ?? "Another feature.";
}
