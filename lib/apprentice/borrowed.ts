/** Values a past reply copied from its own ticket without a slot: names and identifiers mentioned there before. */
import { IDENTIFIER } from "./call/identifiers";
import { words } from "./tokens";

/** A capitalised word within a sentence; at its beginning every word is. */
const NAME = /(?<=[\p{L}\p{N},;)"'’»”]["'’»”)]?[ ]{1,40}(?:["'(«“„])?)\p{Lu}[\p{L}\p{M}'’-]{2,}/gu;

/** Words of a language that are written with a hyphen: "Support-Team", "E-Mail". */
const COMPOUND = /^\p{Lu}[\p{L}-]*$/u;

/** The names and identifiers of a reply's own words all of whose words were heard on its ticket. */
export function borrowedNames(literal: string, isHeard: (word: string) => boolean): string[] {
  const identifiers = (literal.match(IDENTIFIER) ?? []).filter((found) => !COMPOUND.test(found));
  const found = [...(literal.match(NAME) ?? []), ...identifiers];
  return [...new Set(found)].filter((name) => words(name).every(isHeard));
}
