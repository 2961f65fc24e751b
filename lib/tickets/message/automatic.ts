/** Tells automatic mail from a person's, by the headers where a connector has them, else by what it says. Pure. */
import { recalled } from "#lib/recalled";
import type { AutomaticKind } from "../model";
import {
  absent,
  bounced,
  declared,
  instead,
  ofItself,
  persisting,
  receipt,
  registered,
  serverMarks,
  unread,
  until,
} from "./automatic-signs";
import { doubt } from "./closing-words";
import { said } from "./parts";
import { isMailHeader } from "./quotations";
import { splitSentences } from "./sentences";
import { anyOf } from "./word-pattern";

/** `person` and an automatic kind are sure; `unsure` is for somebody to say. */
export type Origin = AutomaticKind | "unsure" | "person";

/** What each sign adds; calibrated so that one strong sign, or two that fit each other, are enough. */
const weight = {
  declared: 1.5,
  opensDeclared: 3,
  unread: 2.5,
  opensUnread: 0.5,
  absent: 2,
  absentUntil: 1.5,
  absentInstead: 1.5,
  absentReports: -1.5,
  bounced: 2.5,
  opensBounced: 1,
  serverMarks: 2,
  both: 1.5,
  receipt: 3,
  registered: 2.5,
  registeredNumber: 1,
  /** "This is an automated message, please do not reply": no person says that of what he writes. */
  says: 3,
  /** What a person adds to "we have received your message". */
  registeredBut: -1,
  question: -3,
  trouble: -1.5,
  /** Somebody's own things: what mail robots never speak of. */
  identifier: -1.5,
  own: -1.5,
};
/** From here on it is automatic; from `doubtful` on somebody is asked. */
const sure = 3;
const doubtful = 2;

/** Longest text looked at: mail robots come to the point. */
const longest = 4_000;

const ownMatter =
  /(?<![\p{L}])(?:we|our|us|my (?:server|vm|site|app|users?|customers?)|wir|uns(?:er\p{L}*)?|nous|nos|notre|nuestr\p{L}*|nosotros|noi|nostr\p{L}*|nós|nosso\p{L}*|wij|ons|onze|nasz\p{L}*|наш\p{L}*|мы)(?![\p{L}])|我们的?(?!已收到)|私たち|当社/iu;
/** Something does not work: absence notes and receipts speak of no such thing. */
const trouble = anyOf(
  "error\\p{L}*|crash\\p{L}*|broken|outage|time[ds]?[ -]?out|log ?in|slow|fehler\\p{L}*|kaputt|absturz|abgestürzt|langsam|erreur\\p{L}*|en panne|lente?|lento|caíd[oa]|errore|erro|fout|błąd|chyba|ошибк\\p{L}*|hata",
  "错误|报错|エラー|오류",
);
const identifiers =
  /(?<![\p{L}\p{N}.@-])\p{L}{1,12}-\p{L}{0,12}-?(?=[\p{L}\d-]*\d)[\p{L}\d-]{2,24}(?![\p{L}\p{N}@-])/gu;

/**
 * Who wrote a message: a person, or a program and of which kind. What the sender's headers said (`given`) counts before
 * what the text says.
 */
export function originOf(body: string, given: Origin | undefined): Origin {
  if (given) return given;
  return judged(body);
}

/** The messages of a ticket are read again and again; the newest are kept as they were judged. */
const judged = recalled(4_000, (body: string): Origin => byText(said(body).slice(0, longest)));

function byText(text: string): Origin {
  if (text.trim() === "") return "person";
  const all = scores(text);
  const [kind, score] = Object.entries(all).reduce((best, one) => (one[1] > best[1] ? one : best));
  if (score >= sure) return kind as AutomaticKind;
  return score >= doubtful ? "unsure" : "person";
}

/** How much speaks for each kind of automatic mail. */
function scores(text: string): Record<AutomaticKind, number> {
  const is = (pattern: RegExp) => pattern.test(text);
  const machine =
    (is(declared) ? weight.declared : 0) +
    (opens(text, declared) || speaksOfItself(text) ? weight.opensDeclared : 0) +
    (is(unread) ? weight.unread : 0) +
    (opens(text, unread) ? weight.opensUnread : 0);
  const says = saysSo(text);
  // A form letter may ask, for show.
  const asked = !says && /[?？؟](?:\s|$)/u.test(text) ? weight.question : 0;
  const person = asked + personal(withoutRepeated(text));
  const isAbsent = is(absent);
  const isBounced = is(bounced);
  const isServer = is(serverMarks);
  const isNumbered =
    /(?:[#№:°]|case|ticket|request|incident|nr|no)\.?\s?[\p{L}-]{0,6}\d{3,}|^\[\p{L}{2,12}-\d+\]/imu.test(
      text,
    );
  return {
    absence:
      machine +
      person +
      (isAbsent ? weight.absent : -1) +
      (isAbsent && namesDay(text) && is(until) ? weight.absentUntil : 0) +
      (isAbsent && is(instead) ? weight.absentInstead : 0) +
      (is(persisting) ? weight.absentReports : 0),
    bounce:
      person +
      (isBounced ? weight.bounced : 0) +
      (isServer ? weight.serverMarks : 0) +
      (isBounced && isServer ? weight.both : 0) +
      (opens(text, bounced) ? weight.opensBounced : 0) +
      (isBounced || isServer ? machine / 2 : -1),
    receipt: machine / 2 + person + (is(receipt) ? weight.receipt : -1),
    // A desk says we, and has numbers of its own.
    notice:
      machine +
      asked +
      (says ? weight.says : 0) +
      (is(registered) ? weight.registered : 0) +
      (is(registered) && isNumbered ? weight.registeredNumber : 0) +
      (machine === 0 && doubt.test(text) ? weight.registeredBut : 0),
  };
}

/** What a mail repeats of the one it is about, in marks. */
const inMarks = /[«“„"][^«»“”„"]{1,200}[»”“"]/gu;
const words = /^[\p{L} ]{1,30}$/u;
const answerMark = /^\p{L}{2,4}$/u;

/** A text without the subject it only repeats, in marks, in a header or behind the mark of an answer: that is not its own matter. */
function withoutRepeated(text: string): string {
  return text
    .split("\n")
    .filter((line) => !isMailHeader(line))
    .map(withoutSubject)
    .join("\n")
    .replace(inMarks, " ");
}

/** Of "Gelesen: AW: Server hängt" the first word. */
function withoutSubject(line: string): string {
  const [opening = "", mark = "", subject] = line.split(/[:：]/u, 3).map((part) => part.trim());
  return subject !== undefined && words.test(opening) && answerMark.test(mark) ? `${opening}:` : line;
}

/** True for a text with a number that a date may have, outside the names of things: "back on lb-77c1, 502" has none. */
function namesDay(text: string): boolean {
  return /(?<!\d)(?:\d{1,2}|20\d\d)(?!\d)/.test(text.replace(identifiers, " "));
}

/** The sign stands where a line begins, or after a few small words like "this is an". */
function opens(text: string, sign: RegExp): boolean {
  return text.split("\n", 12).some((line) => {
    const at = sign.exec(line)?.index;
    const before = at === undefined ? null : line.slice(0, at);
    return before !== null && /^\W*(?:\p{L}{1,6}\s+){0,4}$/u.test(before) && !ownMatter.test(before);
  });
}

/** "This message was generated automatically": wherever it stands, unless somebody complains of such a message. */
function speaksOfItself(text: string): boolean {
  const at = ownMatter.test(text) && !registered.test(text) ? undefined : declared.exec(text)?.index;
  return at !== undefined && ofItself.test(text.slice(Math.max(0, at - 120), at));
}

/** A sentence that begins by saying that it is automatic asks for no answer, or the next one does; in marks it is another's. */
function saysSo(text: string): boolean {
  const sentences = splitSentences(text.replace(inMarks, " "));
  return sentences.some(
    (sentence, at) => opens(sentence, declared) && unread.test(sentence + (sentences[at + 1] ?? "")),
  );
}

/** What speaks for a person: identifiers of his things, trouble with them, we and our. */
function personal(text: string): number {
  return (
    (text.search(identifiers) >= 0 ? weight.identifier : 0) +
    (trouble.test(text) ? weight.trouble : 0) +
    (ownMatter.test(text) ? weight.own : 0)
  );
}
