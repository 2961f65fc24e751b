/**
 * Names that people write in another way than the machine that gave them: "vm 90aa1e", "VM_90AA1E" and "vm–90aa1e", as word
 * processors put it, are vm-90aa1e. How a name is written is told by those that calls were given. Pure.
 */
import { recalled } from "#lib/recalled";
import { JOINING } from "../tokens";

/** How names of a kind begin, whether their codes are in small letters, and what finds one that is written otherwise. */
export type Spelling = { beginning: string; isSmall: boolean; otherwise: RegExp };

/** A beginning that marks a kind, and one code behind it, in which there is a number. */
const MARKED_CODE = /^(\p{L}[\p{L}\p{N}]{0,3}-)((?=\p{L}*\p{N})[\p{L}\p{N}]+)$/u;
/** Different names that tell how those of a kind are written. */
const TIMES_TO_KNOW = 3;
const LENGTH_READ = 4_000;

/** How the names of each marked kind are written, by all values that calls were given. */
export function spellingsOf(values: Iterable<unknown>): Spelling[] {
  const codes = new Map<string, Set<string>>();
  for (const value of values) {
    const [, beginning, code] = MARKED_CODE.exec(String(value)) ?? [];
    if (beginning && code) codes.set(beginning, (codes.get(beginning) ?? new Set<string>()).add(code));
  }
  return [...codes]
    .filter(([, known]) => known.size >= TIMES_TO_KNOW)
    .map(([beginning, known]) => {
      const lengths = [...known].map(({ length }) => length);
      const isSmall = ![...known].some((code) => /\p{Lu}/u.test(code));
      const code = `(?=\\p{L}*\\p{N})[\\p{L}\\p{N}]{${Math.min(...lengths)},${Math.max(...lengths)}}`;
      const otherwise = writtenOtherwise(beginning, code);
      return { beginning, isSmall, otherwise };
    });
}

/** The text with such names as machines write them. */
export function respelled(text: string, spellings: readonly Spelling[]): string {
  if (spellings.length === 0 || !/\p{N}/u.test(text)) return text;
  const written = spellings.reduce(
    (found, { beginning, isSmall, otherwise }) =>
      found.replace(otherwise, (_, code: string) => `${beginning}${isSmall ? code.toLowerCase() : code}`),
    text.slice(0, LENGTH_READ),
  );
  return written + text.slice(LENGTH_READ);
}

/** True where a text holds a marked name in another way than this one. */
export function isWrittenOtherwise(name: string, text: string): boolean {
  const [, beginning, code = ""] = MARKED_CODE.exec(name) ?? [];
  // Searched, not tested: an expression that is kept would go on where it found something before.
  return beginning !== undefined && text.search(otherwiseOf(`${beginning}${code}`)) >= 0;
}

/** A name is looked for in text after text, and to make the pattern takes longer than to look. */
const otherwiseOf = recalled(500, (name: string) => {
  const [, beginning = "", code = ""] = MARKED_CODE.exec(name) ?? [];
  return writtenOtherwise(beginning, code);
});

/** What people put in the place of the hyphen: a space, another dash, or a sign with or without spaces. */
const JOINT = "(?:[ \\t]|[ \\t]?[#:_‐‑‒–—−][ \\t]?|[ \\t]-[ \\t]?|-[ \\t])";

/** `code` is an expression. */
function writtenOtherwise(beginning: string, code: string): RegExp {
  return new RegExp(
    `(?<![${JOINING}\\-.])${beginning.slice(0, -1)}${JOINT}(${code})(?![${JOINING}\\-])`,
    "giv",
  );
}
