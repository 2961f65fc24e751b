/** Which sentences of a text state something, and which ask or are mere courtesy. Pure. */
import { isClosing } from "#lib/tickets/message/closing";
import { greetingWords, signOffThanks, signOffWords } from "#lib/tickets/message/letter-words";
import { anyOf } from "#lib/tickets/message/word-pattern";

const longest = 240;

/** A request to us that is no question, in the languages desks write in. */
const request = anyOf(
  "please|(?:can|could|would|will) (?:you|we|i)|(?:let|tell|send|give) (?:me|us)|(?:like|want|need|help|good) to know",
  "bitte|k[öo]nn(?:en|ten) sie|merci de|pouvez|pourriez|por favor|pueden?|podrían?|per favore|potete|può|potrebbe|poderia\\p{L}*|podem?",
  "kunt u|kunnen (?:jullie|we)|graag|alstublieft|kan (?:ni|du|jag)|vänligen|vennligst|proszę|prosimy|prosím\\p{L}*|můžete|czy mogą|пожалуйста|можете|будь ласка|lütfen",
  "请|能否|ください|お願い|주세요|부탁",
);

const reminder = anyOf(
  "any (?:news|updates?|progress)|are you there|any ?(?:one|body) there|still waiting|gibt es (?:etwas |schon )?neues|des nouvelles|alguna novedad|ci sono novità|(?:alguma|há) novidades?",
  "is er (?:al )?nieuws|några nyheter|noe nytt|są (?:już |jakieś )*(?:wieści|nowości)|nějaké novinky|есть (?:ли )?новости|чи є новини|gelişme var mı",
  "进展|進捗|소식",
);

const courtesy = new RegExp(`^(?:${greetingWords}|${signOffWords}|${signOffThanks})(?!\\p{L})`, "iu");

/** A greeting before the sentence it stands in. */
const salutation = new RegExp(`^(?:${greetingWords})(?: \\p{L}+){0,2}[,!，！]\\s*(?=.)`, "iu");

/** The sentences of a message that say something. */
export function sentences(body: string): string[] {
  return (body.match(/[^\n.!?。！？]+(?:\.(?=\S)[^\n.!?。！？]*)*[.!?。！？]*/gu) ?? [])
    .map((sentence) => sentence.trim().replace(salutation, ""))
    .filter((sentence) => !isCourtesy(sentence))
    .map((sentence) =>
      sentence.length > longest ? `${sentence.slice(0, longest - 1).trimEnd()}…` : sentence,
    );
}

/** True for a sentence that asks for something. */
export function asks(sentence: string): boolean {
  return /[?？]$/.test(sentence) || request.test(sentence);
}

/** True for a sentence that states something. */
export function says(sentence: string): boolean {
  return !asks(sentence) && !isReminder(sentence);
}

/** True for a sentence that only presses for an answer, or is too short to say what about. */
function isReminder(sentence: string): boolean {
  return reminder.test(sentence) || wordsOf(sentence) < 3;
}

function isCourtesy(sentence: string): boolean {
  const isShort = wordsOf(sentence) <= 6;
  return (
    wordsOf(sentence) === 0 ||
    isClosing(sentence) ||
    (isShort && courtesy.test(sentence) && !/\d/.test(sentence))
  );
}

/** Words; a character of a script without spaces counts as half of one. */
function wordsOf(sentence: string): number {
  const unspaced =
    sentence.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? [];
  const spaced =
    sentence.match(
      /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu,
    ) ?? [];
  return spaced.length + unspaced.length / 2;
}
