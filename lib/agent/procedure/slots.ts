/** Fills the placeholders of a procedure's wording, such as {name}, <order id> or [date], from what the ticket has shown. Pure. */

const placeholder =
  /\{\{?\s{0,9}([^{}\n]{1,40}?)\s{0,9}\}?\}|<(\p{L}[^<>\n]{0,39})>|\[(\p{L}[^[\]\n]{0,39})\]|⟨([^⟨⟩\n]{1,40})⟩/gu;
/** A gap without a name: nobody knows what belongs there. */
const blank = /_{2,}|\bx{3,}\b|(?<=\s)(?:…|\.{3})/iu;
const customerWords =
  /^(?:(?:the )?customer(?:'s)?(?: name)?|(?:first )?name|vorname|nom|prénom|nombre|kunde|姓名|客户(?:姓名)?|名前)$/iu;

/** A value under a name, and which of the words of its name it goes by. */
export type Known = { name: string; value: string };

/** The wording with its values; null where one is not known. */
export function fillWording(wording: string, lookUp: (slot: string) => string | null): string | null {
  let isMissing = blank.test(wording);
  const text = wording.replace(placeholder, (_, ...names: (string | undefined)[]) => {
    const value = lookUp(names.slice(0, 4).find((name) => name !== undefined) ?? "");
    if (value === null) isMissing = true;
    return value ?? "";
  });
  return isMissing ? null : text;
}

/** The wording's own words, whatever the ticket. */
export function literalWording(wording: string): string {
  return wording.replace(placeholder, " ");
}

/** The value that goes by a name, or by one that says the same in more or fewer words; null when none does. */
export function knownValue(asked: string, known: readonly Known[]): string | null {
  const wanted = nameWords(asked);
  if (wanted.length === 0) return null;
  let best: { value: string; score: number } | null = null;
  for (const { name, value } of known) {
    const score = nameSimilarity(wanted, nameWords(name));
    if (score > (best?.score ?? 0.49)) best = { value, score };
  }
  if (best?.score !== 1 && customerWords.test(asked.trim()))
    return known.find(({ name }) => name === "@first")?.value ?? best?.value ?? null;
  return best?.value ?? null;
}

/** Share of the words of the longer name that both have; 0 unless one has all of the other's. */
function nameSimilarity(left: readonly string[], right: readonly string[]): number {
  const shared = left.filter((word) => right.includes(word)).length;
  if (shared === 0 || shared < Math.min(left.length, right.length)) return 0;
  return shared / Math.max(left.length, right.length);
}

/** Words of a name however it is written: OrderId, order_id, "order ID". */
export function nameWords(name: string): string[] {
  const parted = name.replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, "$1 ");
  return [...new Set(parted.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [])].filter(
    (word) => !filler.has(word),
  );
}

const filler = new Set(["the", "a", "of", "their", "your", "der", "die", "das"]);
