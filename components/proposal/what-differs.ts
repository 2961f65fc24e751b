/** Another step's text on one line, its own words apart from those it shares with the draft beside it. */
import type { DiffPart } from "#lib/suggestions/model";

export type Stretch = { text: string; isOwn: boolean };

/** Signs of a shared opening that stay in sight, so that the line starts where the texts part. */
const openingKept = 16;

/** `parts` turn the draft into the other text. */
export function whatDiffers(parts: readonly DiffPart[]): Stretch[] {
  const stretches = parts
    .filter(({ kind }) => kind !== "remove")
    .map(({ kind, text }) => ({ text: text.replace(/\s+/g, " "), isOwn: kind === "add" }));
  const [opening, ...rest] = stretches;
  if (!opening || rest.length === 0) return stretches;
  const shared = lengthOf(stretches.filter(({ isOwn }) => !isOwn));
  const isAlike = shared >= lengthOf(stretches) / 2;
  if (opening.isOwn) return isAlike ? stretches : [whole(stretches)];
  return [{ text: shortened(opening.text), isOwn: false }, ...(isAlike ? rest : [whole(rest)])];
}

/** Words that two different texts happen to share are no common ground. */
function whole(stretches: readonly Stretch[]): Stretch {
  return { text: stretches.map(({ text }) => text).join(""), isOwn: true };
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { text }) => sum + text.length, 0);
}

/** The end of a shared opening, from a whole word on where words are told by spaces. */
function shortened(text: string): string {
  if (text.length <= 2 * openingKept) return text;
  const end = text.slice(-openingKept);
  const word = end.indexOf(" ");
  return `… ${word >= 0 && word < end.length - 1 ? end.slice(word + 1) : end}`;
}
