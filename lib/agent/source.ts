/** A source: something a draft may cite. */
import type { Evidence } from "#lib/suggestions/step";

/** A source with its whole text: what is cited becomes `Evidence`. */
export type Source = Evidence & {
  body: string;
  /** Whom a past ticket was about: names that may not appear elsewhere. */
  people: string[];
  /** True for runbooks: they guide, customers do not read them. */
  isInternal: boolean;
  /** Of a past ticket: whose it was, and what analysts wrote on it. */
  ours?: { whose: string; text: string };
};
