/** What a question about a ticket may be about. */

/**
 * `asked`: what the customer wants; `done`: what was tried and found; `open`: what is missing or next; `people`: who did or
 * has it; `opened`, `answered`, `closed`, `when`: times; `similar`: how the like was resolved; `state`: how it stands;
 * `promised`: what was promised; `customer`: who asks; `other`: anything else, which is looked for.
 */
export const questionKinds = [
  "asked",
  "done",
  "open",
  "people",
  "opened",
  "answered",
  "closed",
  "when",
  "similar",
  "state",
  "promised",
  "customer",
  "other",
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** Questions of each kind as people put them, one a line. */
export type Examples = Record<QuestionKind, string>;
