/** Applies a customer's own corrections ("Sorry, I meant vol-42") to messages nobody has answered yet. Pure. */
import { recalled } from "#lib/recalled";
import { anyOf } from "./word-pattern";

/** Longest message that is nothing but a correction, in words. */
const mostWords = 16;

/** Says that something else was meant. */
const meant = anyOf(
  "sorry|oops|whoops|my (?:bad|mistake)|i (?:mean|meant)|(?:i )?meant|correction|correct\\p{L}*|typo|mistyped|wrong (?:id|one|number|name)|should (?:be|read|have been)|rather|instead of|actually|scratch that|edit|apolog\\p{L}*",
  "meinte\\p{L}*|gemeint|korrektur|korrigier\\p{L}*|tippfehler|vertippt|verschrieben|statt|sondern|falsch\\p{L}*|entschuldig\\p{L}*|richtig (?:ist|wäre)|(?:je )?voulais dire|plutôt|pardon|désolée?|erreur de frappe|au lieu de|excusez\\p{L}*|quería decir|quise decir|perd[oó]n|me equivoqué|disculpe?n?|corrijo|errata|en lugar de|volevo dire|scusa\\p{L}*|intendevo|correzione|quis dizer|desculp\\p{L}*|correção|ik bedoel\\p{L}*|bedoelde|correctie|menade|mente|mente jeg|rettelse|rättelse|miałem na myśli|miałam na myśli|poprawka|przepraszam|myslel|myslela|oprava|pardon|имел[аи]? в виду|точнее|ошибся|ошиблась|опечатка|извините|мав на увазі|точніше|demek istedim|düzeltme|tarkoitin|korjaus",
  "我是说|我的意思|应该是|打错|写错|更正|不是|抱歉|对不起|訂正|間違え|間違い|ではなく|じゃなくて|すみません|정정|아니라|오타",
);
const not = anyOf(
  "not|nicht|pas|no|non|não|niet|nie|ne|inte|ikke|ei|не|instead of|(?:an)?statt|au lieu de|en lugar de|en vez de|invece di|em vez de|in plaats van|zamiast|místo|вместо|istället för|i stedet for",
  "不是|而非",
);
/** Ends in what negates the name behind it; a preposition or an article may stand between. */
const denied = new RegExp(`(?:${not.source})(?:\\s+\\p{L}{1,3}){0,2}[\\s"'\`«“(]*$`, "iu");
/** Begins with what negates the name before it. */
const deniedBehind = /^[\s"'`»”)]*(?:değil|ではなく|じゃなく|아니라)/iu;
/** Names one more, beside what was named. */
const added = anyOf(
  "also|too|as well|and|both|another|auch|und|ebenfalls|sowie|aussi|et|également|también|y|además|anche|também|ook|och|og|także|také|тоже|и|ayrıca",
  "也|还有|以及|和|も|도",
);
/** "And not" adds nothing. */
const andNot = new RegExp(`(?:${added.source})\\s+(?=${not.source})`, "iu");
/** Names of machines, accounts and amounts: whatever holds a digit or a joint. */
const name =
  /(?<![\p{Script=Latin}\p{N}_@./-])(?=[\p{Script=Latin}\p{N}_.-]*[\d_-])[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}_.-]*[\p{Script=Latin}\p{N}](?![\p{Script=Latin}\p{N}_@/-])|(?<![\p{Script=Latin}\p{N}_.-])\d{1,9}(?![\p{Script=Latin}\p{N}_-])/gu;

/**
 * The texts of one customer, none of them answered, oldest first, with what a later one corrects replaced by what was meant.
 * `answered` are those before: what they named may be what is corrected.
 */
export function corrected(texts: readonly string[], answered: readonly string[] = []): string[] {
  const read = [...texts];
  for (let later = 0; later < read.length; later++) {
    const text = read[later] ?? "";
    if (!isShort(text) || namesIn(text).length === 0) continue;
    const before = [...answered, ...read.slice(0, later)].flatMap(namesIn);
    const wrongs = namesIn(text).filter((one) => before.includes(one) && isDenied(one, text));
    if (!isCorrection(text, wrongs)) continue;
    const fresh = namesIn(text).filter((one) => !before.includes(one));
    for (const right of fresh) {
      const isAlike = (one: string) => shapeOf(one) === shapeOf(right);
      const wrong = wrongs.find(isAlike) ?? before.findLast(isAlike);
      if (wrong === undefined) continue;
      for (let at = 0; at <= later; at++) read[at] = replaceName(read[at] ?? "", wrong, right);
    }
  }
  return read;
}

function isShort(text: string): boolean {
  return (text.match(/[\p{L}\p{N}_'’.-]+/gu)?.length ?? 0) <= mostWords;
}

/** True for a text that says what was meant, or names what it was not, and adds nothing. */
function isCorrection(text: string, wrongs: readonly string[]): boolean {
  if (/^\s*\*\S|\S\*\s*$/u.test(text)) return true;
  return (
    (wrongs.length > 0 || meant.test(text)) && !added.test(text.replace(meant, " ").replace(andNot, " "))
  );
}

/** "It is lb-2, not lb-1", "not on lb-1": that one is not meant. */
function isDenied(one: string, text: string): boolean {
  const at = text.indexOf(one);
  return denied.test(text.slice(Math.max(0, at - 40), at)) || deniedBehind.test(text.slice(at + one.length));
}

/** The messages of a ticket are read again and again. */
const namesIn = recalled(2_000, (text: string): string[] => text.match(name) ?? []);

/** What stands before the first joint tells kinds of names apart; a bare number is like any other. */
function shapeOf(one: string): string {
  if (/^\d+$/.test(one)) return "0";
  if (one.includes(".")) return `.${one.split(".").length}`;
  return /^(\p{L}+)[-_\d]/u.exec(one)?.[1]?.toLowerCase() ?? one;
}

function replaceName(text: string, wrong: string, right: string): string {
  return text.replace(name, (one) => (one === wrong ? right : one));
}
