/** Whether a message reads like those of earlier major incidents or like an ordinary question: naive Bayes, learned from confirmed incidents. Pure. */

/** In how many messages of confirmed major incidents each term stands, in how many of all, and how many of both there are. */
export type IncidentWords = {
  major: ReadonlyMap<string, number>;
  all: ReadonlyMap<string, number>;
  majors: number;
  messages: number;
};

/** With fewer messages of confirmed incidents nothing is known yet. */
const fewest = 12;
/** No word alone decides. */
const loudest = 1.5;

/** P(a message is about a major incident) by its words (naive Bayes with bounded votes); 0.5 where nothing is learnt. */
export function incidentLikelihood(
  terms: readonly string[],
  { major, all, majors, messages }: IncidentWords,
): number {
  if (majors < fewest) return 0.5;
  const others = Math.max(1, messages - majors);
  const votes = terms.map((term) => {
    const hits = major.get(term) ?? 0;
    const rest = Math.max(0, (all.get(term) ?? 0) - hits);
    const odds = Math.log((hits + 0.5) / (majors + 1)) - Math.log((rest + 0.5) / (others + 1));
    return Math.max(-loudest, Math.min(loudest, odds));
  });
  const sum = votes.reduce((total, vote) => total + vote, 0);
  return 1 / (1 + Math.exp(-sum / Math.sqrt(Math.max(1, terms.length))));
}
