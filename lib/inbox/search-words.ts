/** What somebody looks for in the list, as a text search query. Pure. */

/**
 * What is looked for as a text search query. Between blanks stand words, addresses, paths, identifiers: their parts, in
 * this order, the last as a prefix. A script without spaces is looked for by its pairs of characters, which stand in the
 * index beside the words. Null when there is nothing, or only the number of a ticket.
 */
export function searchedWords(search = ""): string | null {
  const wanted = /^#\d{1,15}$/.test(search)
    ? []
    : search.split(/\s+/).flatMap((word) => asPhrase(word) ?? []);
  return wanted.length > 0 ? wanted.join(" & ") : null;
}

function asPhrase(word: string): string | null {
  const parts = word.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const runs = parts.flatMap((part) => part.match(unspacedOrNot) ?? []);
  if (runs.length === 0) return null;
  if (runs.some((run) => isUnspaced.test(run))) return runs.flatMap(asLexemes).join(" & ");
  const [first = ""] = runs;
  const humps = first.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2").split(" ");
  const isCompound = runs.length === 1 && humps.length > 1;
  return isCompound ? `(${inOrder(runs)} | ${inOrder(humps)})` : inOrder(runs);
}

/** One word right after the other; the last may go on. */
function inOrder(words: string[]): string {
  return `(${words.map((word, place) => `'${word}'${place === words.length - 1 ? ":*" : ""}`).join(" <-> ")})`;
}

/** The characters of `spaced_words` in the database. */
const unspaced = "\\u0e00-\\u0eff\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const unspacedOrNot = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, "gu");
const isUnspaced = new RegExp(`^[${unspaced}]{2,}$`, "u");

function asLexemes(run: string): string[] {
  if (!isUnspaced.test(run)) return [`'${run}':*`];
  return Array.from({ length: run.length - 1 }, (_, at) => `'${run.slice(at, at + 2)}'`);
}
