/** Applies a customer's own corrections ("Sorry, I meant vol-42") to messages nobody has answered yet. Pure. */
import { anyOf } from "./word-pattern";

/** Longest message that is nothing but a correction, in words. */
const mostWords = 16;

/** Says that something else was meant. */
const meant = anyOf(
  "sorry|oops|whoops|my (?:bad|mistake)|i (?:mean|meant)|(?:i )?meant|correction|correct\\p{L}*|typo|mistyped|wrong (?:id|one|number|name)|should (?:be|read|have been)|rather|instead of|actually|scratch that|edit|apolog\\p{L}*",
  "meinte\\p{L}*|gemeint|korrektur|korrigier\\p{L}*|tippfehler|vertippt|verschrieben|statt|sondern|falsch\\p{L}*|entschuldig\\p{L}*|richtig (?:ist|wäre)|(?:je )?voulais dire|plutôt|pardon|désolée?|erreur de frappe|au lieu de|excusez\\p{L}*|quería decir|quise decir|perd[oó]n|me equivoqué|disculpe?n?|corrijo|errata|en lugar de|volevo dire|scusa\\p{L}*|intendevo|correzione|quis dizer|desculp\\p{L}*|correção|ik bedoel\\p{L}*|bedoelde|correctie|menade|mente|mente jeg|rettelse|rättelse|miałem na myśli|miałam na myśli|poprawka|przepraszam|myslel|myslela|oprava|pardon|имел[аи]? в виду|точнее|ошибся|ошиблась|опечатка|извините|мав на увазі|точніше|demek istedim|düzeltme|tarkoitin|korjaus",
  "我是说|我的意思|应该是|打错|写错|更正|不是|抱歉|对不起|訂正|間違え|間違い|ではなく|じゃなくて|すみません|정정|아니라|오타",
);
/** Names one more, beside what was named. */
const added = anyOf(
  "also|too|as well|and|both|another|auch|und|ebenfalls|sowie|aussi|et|également|también|y|además|anche|também|ook|och|og|także|také|тоже|и|ayrıca",
  "也|还有|以及|和|も|도",
);
/** Names of machines, accounts and amounts: whatever holds a digit or a joint. */
const name =
  /(?<![\p{Script=Latin}\p{N}_@./-])(?=[\p{Script=Latin}\p{N}_.-]*[\d_-])[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}_.-]*[\p{Script=Latin}\p{N}](?![\p{Script=Latin}\p{N}_@/-])|(?<![\p{Script=Latin}\p{N}_.-])\d{1,9}(?![\p{Script=Latin}\p{N}_-])/gu;

/** The texts of one customer, none of them answered, oldest first, with what a later one corrects replaced by what was meant. */
export function corrected(texts: readonly string[]): string[] {
  const read = [...texts];
  for (let later = 1; later < read.length; later++) {
    const text = read[later] ?? "";
    if (!isCorrection(text)) continue;
    const before = read.slice(0, later).flatMap(namesIn);
    const fresh = namesIn(text).filter((one) => !before.includes(one));
    for (const right of fresh) {
      const wrong = before.findLast((one) => shapeOf(one) === shapeOf(right));
      if (wrong === undefined) continue;
      for (let at = 0; at <= later; at++) read[at] = replaceName(read[at] ?? "", wrong, right);
    }
  }
  return read;
}

function isCorrection(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}_'’.-]+/gu)?.length ?? 0;
  if (words === 0 || words > mostWords) return false;
  return /^\s*\*\S|\S\*\s*$/u.test(text) || (meant.test(text) && !added.test(text.replace(meant, " ")));
}

function namesIn(text: string): string[] {
  return text.match(name) ?? [];
}

/** What stands before the first joint tells kinds of names apart; a bare number is like any other. */
function shapeOf(one: string): string {
  if (/^\d+$/.test(one)) return "0";
  if (one.includes(".")) return `.${one.split(".").length}`;
  return /^(\p{L}+)[-_\d]/u.exec(one)?.[1]?.toLowerCase() ?? one;
}

function replaceName(text: string, wrong: string, right: string): string {
  return text.replace(name, (one) => (one === wrong ? right : one));
}
