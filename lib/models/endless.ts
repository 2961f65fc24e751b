/** Notices a text that goes round in circles, while it grows: small models never find an end. Pure. */

/** How much of the end of a text is looked at, and the shortest that can be told. */
const looked = [160, 480, 1_440];
/** The same piece so many times in a row is no writing. */
const turns = 4;
/** A sentence this long is not written three times by anybody. */
const tellingSentence = 24;
const repeats = 3;

/** True once the end of a text is one piece over and over, or one sentence stands in it for the third time. */
export function isEndless(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/\p{N}+/gu, "0")
    .replace(/\s+/g, " ");
  if (looked.some((length) => plain.length >= length && isPeriodic(plain.slice(-length)))) return true;
  const seen = new Map<string, number>();
  for (const sentence of plain.split(/[.!?。！？;:]\s?|\s[-*•]\s/u)) {
    const said = sentence.trim();
    if (said.length < tellingSentence) continue;
    const count = (seen.get(said) ?? 0) + 1;
    if (count >= repeats) return true;
    seen.set(said, count);
  }
  return false;
}

/** True when a text is one piece, at least `turns` times; told by the border of Knuth, Morris and Pratt. */
function isPeriodic(text: string): boolean {
  const borders = [0];
  for (let at = 1, border = 0; at < text.length; at++) {
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1] ?? 0;
    if (text[at] === text[border]) border++;
    borders.push(border);
  }
  const period = text.length - (borders.at(-1) ?? 0);
  return period * turns <= text.length && /[\p{L}\p{N}]/u.test(text);
}
