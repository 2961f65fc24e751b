/** Whether a message reads like those of earlier major incidents or like what is asked every day: learnt from what people confirmed. Pure. */

/** In how many messages of confirmed major incidents each term stands, in how many of all, and how many of both there are. */
export type TroubleWords = {
  major: ReadonlyMap<string, number>;
  all: ReadonlyMap<string, number>;
  majors: number;
  messages: number;
};

/** With fewer messages of confirmed incidents nothing is known yet. */
const fewest = 12;
/** No word alone decides. */
const loudest = 1.5;

/** P(trouble many may have) by its words (naive Bayes with bounded votes); 0.5 where nothing is learnt. */
export function troubleOf(terms: readonly string[], { major, all, majors, messages }: TroubleWords): number {
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
