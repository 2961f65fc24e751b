/** Finds whom a text addresses: the names after a greeting or before a form of address, in several languages. */
import { behindSignOff, greetingWords } from "#lib/tickets/message/letter-words";

const GREETING = `(?:${greetingWords})`;
const TITLE =
  "(?:herrn?|frau|mr|mrs|ms|miss|dr|prof|sir|monsieur|madame|mme|señora?|sra?|signora?|heer|meneer|mevrouw)\\.?";
const PARTICLE = "(?:von|van|zu|de[rnl]?|la|le)";
const GREETED = new RegExp(
  `^[^\\S\\n]{0,20}${GREETING}\\s{1,9}((?:(?:${TITLE}|${PARTICLE})\\s{1,9}){0,6})(\\p{L}[\\p{L}\\p{M}'’-]{1,60})`,
  "gimu",
);
/** A name before its form of address, as in Chinese and Japanese. */
const BEFORE_TITLE = /(\p{Script=Han}{1,4})(?:先生|女士|小姐|様)/gu;

/** What may follow a greeting and names nobody. */
const nobody =
  /^(?:there|all|team|folks|everyone|everybody|again|customers?|users?|sir|madam|damen|herren|zusammen|kunden?|kundin|nochmals|tous|todos|tutti)$/iu;
/** Before a form of address these speak to whoever reads. */
const anybody = /(?:位|客|皆|顾客|客户|用户)$/u;

/** The names a text addresses someone by; none where it greets nobody by name. */
export function addressed(text: string): string[] {
  // "Liebe Grüße" begins as "Liebe Anna" does, and ends the letter.
  const first = [...text.matchAll(GREETED)].find(({ 0: greeting }) => behindSignOff(greeting) === null);
  const greeted = first?.[2] ?? "";
  const titled = [...text.matchAll(BEFORE_TITLE)]
    .map((match) => match[1] ?? "")
    .filter((name) => !anybody.test(name));
  return /^\p{Lu}/u.test(greeted) && !nobody.test(greeted) ? [greeted, ...titled] : titled;
}

const GREETS = new RegExp(
  `^[^\\p{L}]{0,9}(?:${GREETING}(?!\\p{L})|.{0,12}(?:您好|你好|尊敬|様|御中|здравствуйте|добрый))`,
  "iu",
);

/** True for a line that greets somebody. */
export function greets(line: string): boolean {
  return GREETS.test(line);
}
