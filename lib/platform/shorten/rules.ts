/** A text where there is room for its beginning only. Pure. */

/** The text on one line, at most `longest` characters; a cut one ends in "…", between two words where one is near, never within a character. */
export function shortened(text: string, longest: number): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= longest) return flat;
  const cut = flat.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "");
  const space = cut.lastIndexOf(" ");
  return `${space > longest * 0.7 ? cut.slice(0, space) : cut}…`;
}
