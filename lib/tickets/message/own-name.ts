/** A reply without the name of who wrote it: whoever sends the same words signs with another. Pure. */

/** Lines at the end in which a writer may stand with what he is, where he sits and how to reach him. */
const lines = 5;
const longestLine = 90;
const longestText = 20_000;

/**
 * The text up to the writer's own name at its end; what leads to it stays ("Kind regards"). The name ends the text, or begins
 * one of its last lines. As it is where it is not signed, or says nothing else.
 */
export function withoutOwnName(text: string, name: string | null): string {
  const parts = (name ?? "").split(/\s+/u).filter((part) => /^\p{L}[\p{L}\p{M}.'’-]+$/u.test(part));
  if (parts.length === 0 || text.length > longestText) return text;
  const plain = parts.map((part) => part.replaceAll(".", "\\."));
  const [first = "", last = first] = [plain[0], plain.at(-1)];
  const full = plain.join("\\s+");
  const own = `(?:${full}|\\p{Lu}\\.\\s?${last}|${first}(?:\\s\\p{Lu}\\.)?)`;
  const cut =
    below(text, new RegExp(`^\\s*(?:[-–—]{1,2}\\s*)?${own}\\s*(?:$|[,|(/·–—-].*$)`, "iu")) ??
    atEnd(text, own);
  return cut?.replace(/(?<![\s,–—-])[\s,–—-]+$/u, "") || text;
}

/** What stands above the line that is the name, where only short lines follow it. */
function below(text: string, line: RegExp): string | null {
  const all = text.trimEnd().split("\n");
  for (let at = Math.max(1, all.length - lines); at < all.length; at++) {
    if (!line.test(all[at] ?? "")) continue;
    const rest = all.slice(at);
    return rest.every((one) => one.length <= longestLine && !/[?？]\s*$/u.test(one))
      ? all.slice(0, at).join("\n")
      : null;
  }
  return null;
}

/** "… Best wishes, Priya" */
function atEnd(text: string, own: string): string | null {
  const found = new RegExp(`[,\\n–—-]\\s{0,40}${own}[\\s.!]*$`, "iu").exec(text);
  return found ? text.slice(0, found.index) : null;
}
