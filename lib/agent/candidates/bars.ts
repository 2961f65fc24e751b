/** Why a highly ranked step may not be shown, as a sentence about “it”. */
import type { Bar } from "#lib/apprentice/model";

/** Why a reply of the apprentice is not shown. */
export function whyBarred(bar: Bar): string {
  if (bar.kind === "goodbye") return rashGoodbye;
  if (bar.kind === "unfamiliar") return "Too little of what this ticket says was ever said on a closed one.";
  if (bar.kind === "no_reader")
    return "It was only ever said to customers, and nobody but monitoring wrote here.";
  if (bar.kind === "handed_over")
    return `It was said by whoever had been given such a case, ${bar.times} of ${bar.of} times.`;
  return `It says “${bar.sentence}”, which was never said where ${bar.tool} found ${foundAs(bar)}.`;
}

export const rashGoodbye = "It says goodbye while something is open.";

function foundAs({ path, value }: Extract<Bar, { kind: "contradicts" }>): string {
  const name = path.replace(/\[\]/gu, "").replace(/#$/u, "");
  if (value === "∅") return `no ${name.replace("=", " ")}`;
  if (value === "some") return name.replace("=", " ");
  return path.endsWith("#") ? `${value} ${name}` : `${name} ${value}`;
}
