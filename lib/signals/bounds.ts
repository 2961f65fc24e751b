/** Keeps an alert to a size that can be stored, searched and shown, and says what was left out. Pure. */
import { type InboundAlert, longestAnnotation, longestLabel, mostAnnotations, mostLabels } from "./model";

/** `sent` with no more labels and annotations, and no longer ones, than are kept. */
export function bounded(sent: InboundAlert): InboundAlert {
  const flaws = [...(sent.flaws ?? [])];
  const labels = few("labels", sent.labels, { most: mostLabels, longest: longestLabel }, flaws);
  const annotations = few(
    "annotations",
    sent.annotations,
    { most: mostAnnotations, longest: longestAnnotation },
    flaws,
  );
  return { ...sent, labels, annotations, ...(flaws.length > 0 && { flaws }) };
}

function few(
  what: string,
  texts: Record<string, string>,
  { most, longest }: { most: number; longest: number },
  flaws: string[],
): Record<string, string> {
  const all = Object.entries(texts);
  const long = all.filter(([name, text]) => name.length > 200 || text.length > longest);
  if (all.length <= most && long.length === 0) return texts;
  if (all.length > most) flaws.push(`Of ${all.length} ${what} ${most} were kept.`);
  if (long.length > 0) flaws.push(`${long.length} of the ${what} were cut.`);
  const first = all.length > most ? all.sort(byWorth).slice(0, most) : all;
  return Object.fromEntries(first.map(([name, text]) => [whole(name, 200), whole(text, longest)]));
}

/** Labels that say what it is about come before those nobody knows; shorter texts before longer ones. */
function byWorth([one, left]: [string, string], [other, right]: [string, string]): number {
  return worthOf(other) - worthOf(one) || left.length - right.length;
}

const telling = /name$|service|severity|cluster|region|env|namespace|summary|description|runbook/i;

function worthOf(name: string): number {
  return telling.test(name) ? 1 : 0;
}

/** At most `longest` UTF-16 units, never half a character. */
function whole(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\ud800-\udbff]$/, "");
}
