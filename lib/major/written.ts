/** The terms that messages share, as the customers wrote them: a term is a stem, and half a word is nothing to read. Pure. */
import { readOf, termsIn } from "./terms";

/** Words, identifiers with their joints, and runs of scripts that write no spaces. */
const pieces = /[\p{L}\p{N}]+(?:[._:/-][\p{L}\p{N}]+)*/gu;

/** What is longer is nothing to read in a list. */
const longestWord = 80;

/** `terms` in their order, each as most messages write it; one that no message holds is left out, one word is told once. */
export function asWritten(terms: readonly string[], messages: readonly { subject: string; body: string }[]) {
  const wanted = new Set(terms);
  const forms = new Map<string, Map<string, number>>();
  for (const { subject, body } of messages)
    for (const [term, form] of formsIn(readOf(subject, body), wanted)) {
      const counts = forms.get(term) ?? new Map<string, number>();
      forms.set(term, counts.set(form, (counts.get(form) ?? 0) + 1));
    }
  const words = terms.flatMap((term) => commonest(forms.get(term)) ?? []);
  return words.filter((word, place) => words.findIndex((one) => sameWord(one, word)) === place);
}

/** Each wanted term with a form of it in the text. */
function formsIn(text: string, wanted: ReadonlySet<string>): [string, string][] {
  return [...text.matchAll(pieces)].flatMap(([piece]) => {
    if (piece.length > longestWord) return [];
    const simple = piece.split(/[._:/-]/);
    return [piece, ...(simple.length > 1 ? simple : [])].flatMap((form) =>
      stretches(form, wanted).flatMap((stretch) =>
        termsIn(stretch)
          .filter((term) => wanted.has(term))
          .map((term): [string, string] => [term, plainly(stretch)]),
      ),
    );
  });
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Of a script without spaces the longest stretches whose every pair of characters is wanted; else the word itself. */
function stretches(form: string, wanted: ReadonlySet<string>): string[] {
  if (!unspaced.test(form)) return [form];
  const found: string[] = [];
  let stretch = "";
  for (const character of form) {
    const isWanted = wanted.has(`${[...stretch].at(-1) ?? ""}${character}`);
    if (stretch && isWanted) stretch += character;
    else {
      if (stretch.length > 1) found.push(stretch);
      stretch = character;
    }
  }
  return stretch.length > 1 ? [...found, stretch] : found;
}

/** What stands large only because a sentence begins with it is small in a list; a name or a code stays as it is. */
function plainly(form: string): string {
  return /^\p{Lu}\p{Ll}+$/u.test(form) ? form.toLowerCase() : form;
}

/** The form that is written most; of several the shortest. */
function commonest(forms: ReadonlyMap<string, number> | undefined): string | undefined {
  return [...(forms ?? [])].sort(([a, ofA], [b, ofB]) => ofB - ofA || a.length - b.length)[0]?.[0];
}

function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
