/** Messages that wait for nobody: thanks, that all is well, or that the customer does something himself first. Pure. */
import { persisting } from "./automatic-signs";
import {
  acknowledged,
  again,
  ahead,
  another,
  assent,
  concluded,
  courtesy,
  doubt,
  fault,
  harmless,
  inAdvance,
  request,
  serving,
  thankedOnce,
  thanks,
  well,
  withdrawn,
} from "./closing-words";
import { greetingWords } from "./letter-words";
import { said } from "./parts";
import { splitSentences } from "./sentences";
import { withoutSignOff } from "./signatures";

/** Longer messages say more than thanks. */
const mostWords = 40;
const mostCharacters = 1_000;

/** What each sign is worth; a message whose sum is above nought is an end. */
const worth = {
  thanks: 3,
  concluded: 3,
  withdrawn: 4,
  well: 2.5,
  ahead: 3,
  assent: 1.5,
  /** A word of which nothing is known, where it can only say what for: in the sentence that thanks, or before the end. */
  ofTheMatter: -0.3,
  /** The same elsewhere: it may say anything. */
  unknown: -0.8,
  /** Something like vm-4f7710 or 403 in a sentence that does not thank for it. */
  identifier: -2,
  doubt: -5,
  matter: -4,
  question: -6,
};

const emoji = /\p{Extended_Pictographic}/u;
const pictures = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|:-?[)D]|;-?\)|<3|\^\^|:\+1:/gu;
/** Pictures of anger, sorrow, refusal and doubt. */
const unhappy = /[👎😠😡🤬😢😭😞😟😕🙁☹😤😩😫😖😣😰😱🤔❌🚫⛔⚠❓❔❗‼⁉🆘🔥💔🤦🤷🙄😒😬]/u;
const greeting = new RegExp(
  `^\\s*(?:${greetingWords})(?![\\p{L}\\p{M}])[\\p{L}\\p{M} .'’-]{0,40}?[,!.\\n，！]`,
  "iu",
);

/** True where the customer says that he tries or looks first, and not that it works: he waits for nobody, and nothing has ended. */
export function isHisTurn(message: string): boolean {
  const text = said(message).replace(/[’]/g, "'");
  const rest = text.replace(ahead, " ").replace(acknowledged, " ");
  return (
    found(text, ahead) > 0 && [concluded, withdrawn, well, serving].every((sign) => found(rest, sign) === 0)
  );
}

/**
 * True for a message that only thanks, says that all is well, or that it is his turn. Doubtful ones are no end: what is overlooked costs more
 * than a run too many. Where the last thing we said `asked` something, a bare "ok" or 👍 answers it.
 */
export function isClosing(message: string, { asked = false }: { asked?: boolean } = {}): boolean {
  const text = withoutSignOff(said(message)).replace(greeting, " ").replace(/[’]/g, "'").trim();
  if (text === "" || text.length > mostCharacters || wordsOf(text) > mostWords || unhappy.test(text))
    return false;
  const plain = text.replace(pictures, " ").trim();
  if (plain === "") return !asked && text.length < 40;
  const isThanked = found(plain, thanks) > 0 && !inAdvance.test(plain);
  const isConcluded = found(plain, concluded) > 0;
  const isWithdrawn = found(plain, withdrawn) > 0;
  const isWell = isConcluded || found(plain, well) > 0 || (isThanked && found(plain, serving) > 0);
  const isAhead = found(plain, ahead) > 0;
  const isAssent = !asked && (found(plain, assent) > 0 || emoji.test(text) || isBareThumb(plain));
  if (!isThanked && !isWell && !isWithdrawn && !isAhead && !isAssent) return false;
  const settled = withoutWell(serious(plain)).replace(withdrawn, " ").replace(ahead, " ");
  const against =
    (/[?？؟]/u.test(plain) ? worth.question : 0) +
    (inAdvance.test(plain) || doubt.test(settled) ? worth.doubt : 0) +
    // Who takes it back may say what was wrong.
    (request.test(settled) || (isWrong(settled) && !isWithdrawn) ? worth.matter : 0);
  const signs =
    (isThanked ? worth.thanks : 0) +
    (isWithdrawn ? worth.withdrawn : isConcluded ? worth.concluded : isWell ? worth.well : 0) +
    (isAhead ? worth.ahead : 0) +
    (isAssent ? worth.assent : 0);
  const end = against === 0 ? endOf(plain, isWithdrawn) : 0;
  const told = remainder(plain.slice(0, end), worth.ofTheMatter) + remainder(plain.slice(end), worth.unknown);
  return signs + against + told > 0;
}

/** True for a message that ends the matter by itself, whether anybody answered or not: it works, or it is taken back. */
export function isSettling(message: string): boolean {
  if (!isClosing(message)) return false;
  const text = said(message).replace(/[’]/g, "'");
  return [concluded, withdrawn, well, serving].some((sign) => found(text, sign) > 0);
}

/** Up to here the sentences report how it went, or, where it is taken back, all of them how it came about. */
function endOf(plain: string, isWithdrawn: boolean): number {
  return isWithdrawn ? plain.length : ([...plain.matchAll(concluded)].at(-1)?.index ?? 0);
}

/** A text without what reads like a doubt and is none. */
function serious(text: string): string {
  return thankedOnce(text).replace(concluded, " ").replace(harmless, " ");
}

function withoutWell(text: string): string {
  return text.replace(serving, " ").replace(well, " ");
}

/** Says what hurts, or that something is back of which nothing is known. */
function isWrong(text: string): boolean {
  return fault.test(text) || found(text, again) > 0;
}

const doubts = new RegExp(doubt.source, "giu");

/** What in a message refuses, contrasts or doubts, however thankful the rest is: something may be open. */
export function doubtsIn(message: string): string[] {
  const text = said(message).replace(/[’]/g, "'");
  const left = serious(text);
  return [
    ...(text.match(unhappy) ?? []),
    ...(left.match(doubts) ?? []),
    ...(withoutWell(left).match(again) ?? []),
  ];
}

/**
 * True for a message that says what hurts or that something is as it was, and does not begin by saying that all is well. Who
 * asks something, and only doubts ("Who can do that? We have no access"), wants an answer.
 */
export function isComplaint(message: string): boolean {
  const text = said(message).replace(/[’]/g, "'");
  const [first = ""] = splitSentences(text);
  const isWell = first.trim() !== text.trim() && isClosing(first);
  const isAsking = /[?？؟]/u.test(text);
  return !isWell && (fault.test(text) || persisting.test(text) || (!isAsking && doubtsIn(text).length > 0));
}

/** True for a message that speaks of another thing than before. */
export function namesAnother(message: string): boolean {
  return another.test(said(message));
}

/** What is said beside the known signs, clause by clause, at so much a word. */
function remainder(text: string, aWord: number): number {
  return withoutWell(serious(text))
    .split(/(?<![.,;:!…\n。，、；！—–-])[.,;:!…\n。，、；！—–-]+(?=\s|$)|[。，、；！]/u)
    .map((clause) => {
      const isThanks = found(clause, thanks) > 0;
      const rest = [thanks, courtesy, ahead, assent].reduce(
        (left, known) => left.replace(known, " "),
        clause,
      );
      const words = isName(clause) ? 0 : wordsOf(rest);
      const named = /\p{N}/u.test(rest) && !isThanks ? worth.identifier : 0;
      return words * (isThanks ? worth.ofTheMatter : aWord) + named;
    })
    .reduce((sum, one) => sum + one, 0);
}

/** A clause that is nothing but one or two capitalised words names somebody. */
function isName(clause: string): boolean {
  return /^\s*\p{Lu}[\p{L}\p{M}'-]+(?:\s+\p{Lu}[\p{L}\p{M}'-]+)?\s*$/u.test(clause);
}

function isBareThumb(text: string): boolean {
  return /^\s*(?:\+1|👍|:\+1:)+\s*$/u.test(text);
}

function found(text: string, words: RegExp): number {
  return text.match(words)?.length ?? 0;
}

/** Words; two characters of a script without spaces count as one, four of Hiragana, in which Japanese writes its endings. */
function wordsOf(text: string): number {
  const unspaced = text.match(/[\p{Script=Han}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  const endings = text.match(/\p{Script=Hiragana}/gu)?.length ?? 0;
  const rest = text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu, " ");
  return (rest.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]*/gu)?.length ?? 0) + unspaced / 2 + endings / 4;
}
