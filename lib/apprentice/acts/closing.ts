/** Closing: which sentences end conversations, and which customer messages leave nothing open. Learnt from how tickets ended. */
import { recalled } from "#lib/recalled";
import { doubtsIn, isClosing, isHisTurn } from "#lib/tickets/message/closing";
import type { DialogueState } from "../dialogue-state";
import { writeHashed } from "../hashed-weights";
import type { CaseEvent } from "../model";
import type { Reader, Writer } from "../snapshot";
import {
  learnSparse,
  newSparseLogistic,
  readSparse,
  type SparseLogistic,
  sparseLogit,
} from "../sparse-logistic";
import { literalText } from "../templates";
import { hash, words } from "../tokens";

/** How far the customer had been served when he wrote. */
type Stage = "open" | "answered" | "told";

/** Whether what the customer wrote leaves something open; `unsure` where his words do not tell. */
export type Closability = "proven" | "unsure" | "open";

export type Closing = {
  /** By the words of a sentence: how often it was said, and how often as the last thing to a customer who had been answered before. */
  sentences: Map<string, Said>;
  /** Whether a customer's message leaves nothing open. */
  ends: SparseLogistic;
};

type Said = { count: number; last: number };

const SENTENCES_KEPT = 6_000;
/** A sentence said fewer times proves nothing; nor does one that was the last for a smaller share of its uses. */
const LEAST_SAID = 3;
const LEAST_LAST = 0.5;
/** From which chance of the end on, and which log odds of its words alone, a message is taken for one; below which it is not. */
const PROVEN = { chance: 0.4, evidence: 0.05 };
const OPEN = { chance: 0.25, evidence: -0.6 };
/** Log odds by which each word the desk never met speaks against it. */
const DOUBT = 0.1;
const WORDS_READ = 60;
/** A small desk sees few ends: each is learnt more than once. */
const TIMES_LEARNT = 2;
/** A value of this ticket, other than whom it is about: what tells something is no goodbye. */
const TELLING = /\u27e8[^@]/u;

export function newClosing(): Closing {
  return { sentences: new Map(), ends: newSparseLogistic() };
}

/** Learns from a closed ticket; `saidAs` gives the pattern of each reply by the id of its event. */
export function learnClosing(
  closing: Closing,
  events: readonly CaseEvent[],
  saidAs: ReadonlyMap<number, string>,
): void {
  const replies = events.flatMap(({ kind }, index) => (kind === "analyst_reply" ? [index] : []));
  for (const [nth, index] of replies.entries()) {
    const before = replies[nth - 1];
    const isLast = nth === replies.length - 1;
    // A reply after a call reports its result, and is no goodbye.
    const isAfterAnswer =
      before !== undefined && events.slice(before, index).every(({ kind }) => kind !== "tool_call");
    for (const sentence of sentencesOf(saidAs.get(events[index]?.id ?? -1) ?? ""))
      note(closing.sentences, sentence, isLast && isAfterAnswer);
  }
  for (const [index, { kind, body }] of events.entries()) {
    if (kind !== "customer_message") continue;
    const isEnd = wasEnd(closing, index > (replies[0] ?? events.length), events.slice(index + 1), saidAs);
    if (isEnd === null) continue;
    const features = endFeatures(closing.ends, body, stageOf(events.slice(0, index)));
    for (let time = 0; time < TIMES_LEARNT; time++) learnSparse(closing.ends, features, isEnd);
  }
}

/** True for words with a goodbye in them. `text` is a pattern or what it became. */
export function saysGoodbye(closing: Closing, text: string): boolean {
  return sentencesOf(text).some((sentence) => isGoodbye(closing, sentence));
}

/**
 * How far a goodbye fits: `proven` where the customer was answered and what he wrote since leaves nothing open, `open`
 * where something is. In between his words do not tell: it may be learnt from, and is not shown.
 */
export function closability(closing: Closing, dialogue: DialogueState): Closability {
  if (dialogue.lastKind === "follow_up_due" || dialogue.lastKind === "alert_resolved") return "proven";
  if (dialogue.replies.length === 0) return "open";
  const stage = (dialogue.replies.at(-1)?.calls ?? 0) > 0 ? "told" : "answered";
  const ends = dialogue.unanswered.map((text) => endOf(closing, text, stage));
  if (ends.every((end) => end === "proven")) return "proven";
  return ends.includes("open") ? "open" : "unsure";
}

/** Whether a message is the end: plain thanks are; else its own words have to say so, not only how far he was served. */
function endOf({ ends }: Closing, text: string, stage: Stage): Closability {
  if (isHisTurn(text)) return "unsure";
  if (isClosing(text)) return "proven";
  const said = wordsSaid(text);
  const chance = 1 / (1 + Math.exp(-sparseLogit(ends, endFeatures(ends, text, stage))));
  const evidence = sparseLogit(ends, said);
  const unknown = said.filter((feature) => !isTrained(ends, feature)).length;
  const isEnd =
    chance >= PROVEN.chance && evidence - DOUBT * unknown > PROVEN.evidence && !restsOnOneWord(ends, said);
  // With little data, "no" in any language proves no closing unless it did so on this installation.
  if (isEnd) return doubtsIn(text).every((one) => endsHere(ends, one)) ? "proven" : "unsure";
  return chance < OPEN.chance || evidence < OPEN.evidence ? "open" : "unsure";
}

/** True where all the other words speak against an end: "you" of "thank you" proves none. */
function restsOnOneWord(ends: SparseLogistic, said: readonly number[]): boolean {
  const worth = (feature: number) => sparseLogit(ends, [feature]);
  const strongest = said.reduce((most, one) => (worth(one) > worth(most) ? one : most), said[0] ?? 0);
  return (
    sparseLogit(
      ends,
      said.filter((one) => one !== strongest),
    ) < 0
  );
}

/** True for words that spoke for an end on this desk: "no" answers "anything else?". */
function endsHere(ends: SparseLogistic, text: string): boolean {
  const said = wordsSaid(text);
  return said.length > 0 && sparseLogit(ends, said) > 0;
}

export function writeClosing(writer: Writer, { sentences, ends }: Closing): void {
  writer.json([...sentences]);
  writeHashed(writer, ends);
}

export function readClosing(reader: Reader): Closing {
  return { sentences: new Map(reader.json() as [string, Said][]), ends: readSparse(reader) };
}

/** How far the customer had been served when he wrote: not at all, answered, or told what was looked up. */
function stageOf(before: readonly Pick<CaseEvent, "kind">[]): Stage {
  const last = before.findLastIndex(({ kind }) => kind === "analyst_reply");
  if (last < 0) return "open";
  return before.slice(0, last).some(({ kind }) => kind === "tool_call") ? "told" : "answered";
}

/** Whether nothing but a goodbye, or nothing at all, came after a message; null where that does not tell. */
function wasEnd(
  closing: Closing,
  isAnswered: boolean,
  after: readonly CaseEvent[],
  saidAs: ReadonlyMap<number, string>,
): boolean | null {
  const next = after.find(({ kind }) => isTurn(kind));
  if (!next) return isAnswered ? true : null;
  if (next.kind === "customer_message") return null;
  if (
    !isAnswered ||
    next.kind !== "analyst_reply" ||
    after.some(({ kind, id }) => isTurn(kind) && id !== next.id)
  )
    return false;
  const isLastWord = sentencesOf(saidAs.get(next.id) ?? "").every((sentence) => isGoodbye(closing, sentence));
  return isLastWord ? true : null;
}

function isTurn(kind: CaseEvent["kind"]): boolean {
  return kind === "customer_message" || kind === "analyst_reply" || kind === "tool_call";
}

function isGoodbye({ sentences }: Closing, sentence: string): boolean {
  const said = sentences.get(sentence);
  return said !== undefined && said.count >= LEAST_SAID && said.last >= LEAST_LAST * (said.count + 1);
}

function note(sentences: Map<string, Said>, sentence: string, isLast: boolean): void {
  const { count, last } = sentences.get(sentence) ?? { count: 0, last: 0 };
  // Re-inserting keeps the map ordered by last use.
  sentences.delete(sentence);
  sentences.set(sentence, { count: count + 1, last: last + Number(isLast) });
  const [oldest] = sentences.keys();
  if (sentences.size > SENTENCES_KEPT && oldest !== undefined) sentences.delete(oldest);
}

/** The words of each sentence; one with a value of the ticket is left out. */
const sentencesOf = recalled(8_000, (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?。！？]["')\]]?)\s+|(?<=[。！？])|\n+/u)
    .filter((sentence) => !TELLING.test(sentence))
    .map((sentence) => words(literalText(sentence)).join(" "))
    .filter((sentence) => sentence !== ""),
);

/** What a message says: its words, how many are new to the desk, whether it asks, and when it was written. */
function endFeatures(ends: SparseLogistic, text: string, stage: Stage): number[] {
  const said = wordsSaid(text);
  const unknown = coarse(said.filter((feature) => !isTrained(ends, feature)).length);
  return [
    ...said,
    hash(`new ${unknown}`),
    hash(`length ${coarse(said.length)}`),
    hash(/[?？]/u.test(text) ? "asks" : "tells"),
    hash(`stage ${stage}`),
    hash(`stage ${stage} ${unknown}`),
  ];
}

function wordsSaid(text: string): number[] {
  return [...new Set(words(text))].slice(0, WORDS_READ).map((word) => hash(`end ${word}`));
}

function isTrained({ energy }: SparseLogistic, feature: number): boolean {
  return energy[feature & (energy.length - 1)] !== 0;
}

function coarse(count: number): number {
  return Math.min(5, Math.ceil(Math.log2(1 + count)));
}
