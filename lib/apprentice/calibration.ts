/**
 * Calibration: the confidence of the apprentice's first reply, and P(free-text reply): that the analyst writes something
 * no template covers.
 */
import { type Logistic, learn, liftedBy, newLogistic, predict, telling } from "#lib/policy/gate/logistic";
import { type DialogueState, isOpening } from "./dialogue-state";
import { expectedOverlap } from "./drafts";
import type { EnsemblePrediction } from "./ensemble";
import { writeHashed } from "./hashed-weights";
import { count, type Histogram, newHistogram, shareBelow } from "./histogram";
import { logit } from "./logit";
import type { GateFeatures, ReplyCandidate } from "./model";
import { type Nearest, shareHeard } from "./nearest";
import { type Novelty, newNovelty, strangeness } from "./novelty";
import { newPointing, type Pointing } from "./pointing";
import type { Reader, Writer } from "./snapshot";
import {
  learnSparse,
  newSparseLogistic,
  readSparse,
  type SparseLogistic,
  sparseLogit,
} from "./sparse-logistic";
import { classOf, endingShare, FREE_TEXT, type TemplateStore } from "./template-store";
import { ALMOST, hash, overlap } from "./tokens";

export type Calibration = {
  confidence: Logistic;
  /** Where proposals like this one were right: template, rival and situation. */
  habits: SparseLogistic;
  typed: Logistic;
  typedHabits: SparseLogistic;
  /** What every analyst did with replies; the least recently seen is forgotten. */
  analysts: Map<string, Analyst>;
  /** Shares among the newest of the whole desk: our proposal being right, own words. */
  recentRight: number;
  recentOwn: number;
  novelty: Novelty;
  pointing: Pointing;
  /** Which share of what was said had been said before the same reply, where that was right. */
  heard: Histogram;
};

/** Replies of an analyst, those no template covered, and the shares among the newest: own words, and our proposal being right. */
type Analyst = { replies: number; own: number; recentOwn: number; recentRight: number };

const ANALYSTS_KEPT = 2_000;
/** So little is heard seldom from about one in seven down: the negative logarithm of that share. */
const ordinary = 2;

function rareness(known: Histogram, value: number): number {
  return Math.max(0, -Math.log(shareBelow(known, value)) - ordinary);
}

export function newCalibration(): Calibration {
  return {
    confidence: untaught(),
    habits: newSparseLogistic(),
    typed: newLogistic(-0.5, { typed: 0.5, typedHabit: 0.5 }),
    typedHabits: newSparseLogistic(),
    analysts: new Map(),
    recentRight: 0.5,
    recentOwn: 0.5,
    novelty: newNovelty(),
    pointing: newPointing(),
    heard: newHistogram(),
  };
}

// A goodbye in answer to a question starts with a low prior: with little data it is the most frequent reply. So does a
// reply where the nearest past case is unusually far: closed tickets hold few such cases, so labels alone never show it.
function untaught(): Logistic {
  return newLogistic(0, { logit: 0.8, habit: 0.3, farewell: -6, strange: -1.5, unheard: -1 });
}
const prior = untaught();

/** What a proposal is judged by. */
export type Knowledge = { calibration: Calibration; templateStore: TemplateStore; nearest: Nearest };

/** Named finite numbers about a proposal. */
export function gateFeatures(
  { calibration, templateStore, nearest }: Knowledge,
  { prediction, features }: { prediction: EnsemblePrediction; features: Uint32Array },
  replies: readonly ReplyCandidate[],
  dialogue: DialogueState,
): GateFeatures {
  const first = replies[0]?.probability ?? 0;
  const second = replies[1]?.probability ?? 0;
  const entry = templateStore.entries.get(replies[0]?.templateKey ?? "");
  const analyst = calibration.analysts.get(dialogue.assigneeId ?? "");
  const calls = prediction.choices.reduce(
    (sum, one) => sum + (one.entry.kind === "call" ? one.probability : 0),
    0,
  );
  const typed = prediction.typed / Math.max(1e-6, 1 - calls);
  const facts = prediction.choices.find((one) => one.entry === entry)?.facts ?? [];
  const similarity = prediction.near[0]?.similarity ?? 0;
  const heard = shareHeard(nearest, dialogue.turnWords, replies[0]?.templateKey ?? "");
  const replied = dialogue.done.filter((key) => key.startsWith("reply:"));
  const own = replied.filter((key) => classOf(templateStore, key) === FREE_TEXT).length;
  return {
    logit: logit(first),
    margin: first - second,
    overlap: expectedOverlap(replies, replies[0]),
    second: logit(second),
    entropy: -prediction.choices.reduce(
      (sum, one) => sum + one.probability * Math.log(one.probability + 1e-9),
      0,
    ),
    agreement: prediction.agreement,
    votes: prediction.votes.get(replies[0]?.templateKey ?? "") ?? 0,
    similarity,
    strange: isOpening(dialogue) ? strangeness(calibration.novelty, prediction.near, dialogue.turnWords) : 0,
    unlike: replies[0]?.unlike ?? 0,
    heard,
    unheard: rareness(calibration.heard, heard),
    track: logit(((entry?.taken ?? 0) + 1) / ((entry?.offered ?? 0) + 2)),
    trust: Math.min(1, (entry?.offered ?? 0) / 20),
    count: Math.log(1 + (entry?.count ?? 0)) / 5,
    slots: (entry?.slots.length ?? 0) / 4,
    farewell: entry && /[?？]/u.test(dialogue.turnText) ? endingShare(entry) : 0,
    repeated: dialogue.done.includes(replies[0]?.templateKey ?? "") ? 1 : 0,
    afterResult: dialogue.lastKind === "tool_result" ? 1 : 0,
    turnLength: Math.log(1 + dialogue.turnWords.length) / 4,
    caseLength: Math.log(1 + dialogue.steps.length) / 4,
    callShare: calls,
    typed: logit(typed),
    analystOwn: logit(((analyst?.own ?? 0) + 2 * calibration.recentOwn) / ((analyst?.replies ?? 0) + 2)),
    ownHere: logit((own + calibration.recentOwn) / (replied.length + 1)),
    ownLast: replied.length > 0 && classOf(templateStore, replied.at(-1) ?? "") === FREE_TEXT ? 1 : 0,
    recentOwn: logit(analyst?.recentOwn ?? calibration.recentOwn),
    recentRight: logit(analyst?.recentRight ?? calibration.recentRight),
    deskRight: logit(calibration.recentRight),
    recentTrack: logit(entry?.recentlyTaken ?? 0.5),
    twin: replies[0] && replies[1] ? overlap(replies[0].text, replies[1].text) : 0,
    linear: (facts[0] ?? 0) / 4,
    deep: (facts[1] ?? 0) / 4,
    other: logit(prediction.other / Math.max(1e-6, 1 - calls)),
    once: entry && entry.classId === null ? 1 : 0,
    habit: sparseLogit(calibration.habits, habitFeatures(replies, dialogue)),
    typedHabit: sparseLogit(calibration.typedHabits, features),
  };
}

/**
 * P(the first reply is the one given | a reply is given). A desk whose replies were nearly all right has not seen what a
 * wrong one looks like: it is sure of none by that.
 */
export function confidenceOf({ confidence }: Calibration, features: GateFeatures): number {
  return liftedBy(telling(confidence), predict(confidence, features), predict(prior, features));
}

/** P(the analyst writes what no template covers | a reply is given). */
export function freeTextProbability(calibration: Calibration, features: GateFeatures): number {
  return predict(calibration.typed, features);
}

/** Updates the calibration with what the analyst then wrote, before the engine learns from it. */
export function learnCalibration(
  calibration: Calibration,
  templateStore: TemplateStore,
  moment: {
    replies: readonly ReplyCandidate[];
    gate: GateFeatures;
    dialogue: DialogueState;
    features: Uint32Array;
  },
  given: { key: string; text: string },
): void {
  const first = moment.replies[0];
  const isRight =
    first !== undefined && (first.templateKey === given.key || overlap(first.text, given.text) >= ALMOST);
  const isCovered = isRight || classOf(templateStore, given.key) !== FREE_TEXT;
  calibration.recentOwn = moved(calibration.recentOwn, !isCovered, 0.02);
  learn(calibration.typed, moment.gate, !isCovered);
  learnSparse(calibration.typedHabits, moment.features, !isCovered);
  noteAnalyst(calibration, moment.dialogue.assigneeId, { isCovered, isRight });
  if (isRight) count(calibration.heard, moment.gate.heard ?? 0);
  if (!first) return;
  learn(calibration.confidence, moment.gate, isRight);
  learnSparse(calibration.habits, habitFeatures(moment.replies, moment.dialogue), isRight);
  calibration.recentRight = moved(calibration.recentRight, isRight, 0.02);
  const entry = templateStore.entries.get(first.templateKey);
  if (!entry) return;
  entry.offered++;
  if (isRight) entry.taken++;
  entry.recentlyTaken = moved(entry.recentlyTaken, isRight, 0.1);
}

export function writeCalibration(writer: Writer, calibration: Calibration): void {
  const { confidence, typed, analysts, recentRight, recentOwn, novelty, pointing, heard } = calibration;
  writer.json([confidence, typed, [...analysts], recentRight, recentOwn, novelty, pointing, heard]);
  writeHashed(writer, calibration.habits);
  writeHashed(writer, calibration.typedHabits);
}

export function readCalibration(reader: Reader): Calibration {
  type Kept = [Logistic, Logistic, [string, Analyst][], number, number, Novelty, Pointing, Histogram];
  const [confidence, typed, analysts, recentRight, recentOwn, novelty, pointing, heard] =
    reader.json() as Kept;
  return {
    confidence,
    typed,
    analysts: new Map(analysts),
    recentRight,
    recentOwn,
    novelty,
    pointing,
    heard,
    habits: readSparse(reader),
    typedHabits: readSparse(reader),
  };
}

function habitFeatures(replies: readonly ReplyCandidate[], dialogue: DialogueState): number[] {
  const first = replies[0]?.templateKey ?? "";
  const last = dialogue.steps.at(-1) ?? "";
  return [
    "bias",
    `f ${first}`,
    `f2 ${first} ${replies[1]?.templateKey ?? ""}`,
    `fl ${first} ${dialogue.lastReply} ${last}`,
    `l ${dialogue.lastReply} ${last}`,
    `w ${dialogue.assigneeId}`,
    `wf ${dialogue.assigneeId} ${first}`,
    ...[...new Set(dialogue.turnWords.slice(0, 20))].map((word) => `t ${word} ${first}`),
  ].map((text) => hash(text));
}

function noteAnalyst(
  calibration: Calibration,
  analystId: string | null,
  { isCovered, isRight }: { isCovered: boolean; isRight: boolean },
): void {
  if (analystId === null) return;
  const known = calibration.analysts.get(analystId) ?? {
    replies: 0,
    own: 0,
    recentOwn: calibration.recentOwn,
    recentRight: calibration.recentRight,
  };
  calibration.analysts.delete(analystId);
  calibration.analysts.set(analystId, {
    replies: known.replies + 1,
    own: known.own + Number(!isCovered),
    recentOwn: moved(known.recentOwn, !isCovered, 0.1),
    recentRight: moved(known.recentRight, isRight, 0.05),
  });
  if (calibration.analysts.size <= ANALYSTS_KEPT) return;
  for (const oldest of calibration.analysts.keys()) {
    calibration.analysts.delete(oldest);
    return;
  }
}

/** A running share after one more observation; `step` is how much the newest counts. */
function moved(share: number, observed: boolean, step: number): number {
  return share + step * (Number(observed) - share);
}
