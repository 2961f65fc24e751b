/** Patterns out of words of many languages: whole words where a script has spaces, anywhere in the text where it has none. */

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;

/** One pattern for all of `words`, each a piece of a regular expression, or several between `|`. */
export function anyOf(...words: string[]): RegExp {
  return new RegExp(sourceOf(words), "iu");
}

/** The same, finding every one. */
export function everyOf(...words: string[]): RegExp {
  return new RegExp(sourceOf(words), "giu");
}

function sourceOf(words: string[]): string {
  const parts = words.flatMap(alternatives);
  const spaced = parts.filter((word) => !unspaced.test(word));
  const whole = `(?<![\\p{L}\\p{M}\\p{N}_])(?:${spaced.join("|")})(?![\\p{L}\\p{M}\\p{N}_])`;
  return [spaced.length > 0 ? whole : "", ...parts.filter((word) => unspaced.test(word))]
    .filter(Boolean)
    .join("|");
}

/** Cuts at each `|` that stands in no bracket. */
function alternatives(words: string): string[] {
  let depth = 0;
  let at = 0;
  const found: string[] = [""];
  for (const sign of words) {
    if (sign === "(" || sign === "[") depth++;
    if (sign === ")" || sign === "]") depth--;
    if (sign === "|" && depth === 0) found[++at] = "";
    else found[at] += sign;
  }
  return found;
}
