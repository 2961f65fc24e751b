/** What ranks high and may not be said: each with the sentence that tells why. */
import type { Bar } from "#lib/apprentice/model";

/** A reply that is not shown, its place in the ranking, and why in one sentence about “it”. */
export type Withheld = {
  text: string;
  probability: number;
  confidence: number;
  eventIds: number[];
  rank: number;
  why: string;
  /** True where an answer is owed all the same: a goodbye that may fit was none. */
  isAnswer: boolean;
};

/** Why a reply of the apprentice is not shown. */
export function whyBarred(bar: Bar): string {
  if (bar.kind === "goodbye") return rashGoodbye;
  if (bar.kind === "unfamiliar") return "Too little of what this ticket says was ever said on a closed one.";
  return `It says “${bar.sentence}”, which was never said where ${bar.tool} found ${foundAs(bar)}.`;
}

export const rashGoodbye = "It says goodbye while something is open.";

function foundAs({ path, value }: Extract<Bar, { kind: "contradicts" }>): string {
  const name = path.replace(/\[\]/gu, "").replace(/#$/u, "");
  if (value === "∅") return `no ${name.replace("=", " ")}`;
  if (value === "some") return name.replace("=", " ");
  return path.endsWith("#") ? `${value} ${name}` : `${name} ${value}`;
}
