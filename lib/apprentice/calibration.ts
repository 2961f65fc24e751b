/**
 * Calibration: the confidence of the apprentice's first reply, and P(free-text reply): that the analyst writes something
 * no template covers.
 */
import { type Logistic, learn, liftedBy, newLogistic, predict, telling } from "#lib/policy/gate/logistic";
import type { DialogueState } from "./dialogue-state";
import { writeHashed } from "./hashed-weights";
import { count, type Histogram, newHistogram } from "./histogram";
import type { GateFeatures, ReplyCandidate } from "./model";
import { type Novelty, newNovelty } from "./novelty";
import { newPointing, type Pointing } from "./pointing";
import type { Reader, Writer } from "./snapshot";
import { learnSparse, newSparseLogistic, readSparse, type SparseLogistic } from "./sparse-logistic";
import { classOf, FREE_TEXT, type TemplateStore } from "./template-store";
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

export function habitFeatures(replies: readonly ReplyCandidate[], dialogue: DialogueState): number[] {
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
