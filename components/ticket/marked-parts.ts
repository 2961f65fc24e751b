/** Finds an excerpt in the text it was taken from, so that it can be marked there. Pure. */

export type MarkedParts = { before: string; marked: string; after: string };

/**
 * The text in three pieces that joined give it back; the middle one holds the excerpt, widened to whole paragraphs so
 * that each piece is well-formed by itself. Spaces and the dots of a shortened excerpt do not count. An excerpt that is
 * not there leaves `marked` empty.
 */
export function markedParts(text: string, excerpt: string): MarkedParts {
  const words = excerpt.replace(/^…|…$/gu, "").trim();
  const found = words && new RegExp(words.split(/\s+/u).map(escaped).join("\\s+"), "u").exec(text);
  if (!found) return { before: text, marked: "", after: "" };
  const start = text.lastIndexOf("\n\n", found.index);
  const end = text.indexOf("\n\n", found.index + found[0].length);
  const from = Math.max(0, start);
  const to = end < 0 ? text.length : end;
  return { before: text.slice(0, from), marked: text.slice(from, to), after: text.slice(to) };
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}
