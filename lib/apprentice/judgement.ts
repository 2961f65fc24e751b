/** How far the apprentice may be believed at a moment: calibrated confidence, and whether the analyst will write something of his own. */
import { type Logistic, learn, newLogistic, predict } from "#lib/policy/gate/logistic";
import { expectedOverlap } from "./drafts";
import { writeHashed } from "./hashed-weights";
import type { GateFeatures, ReplyCandidate } from "./model";
import type { Opinion } from "./opinion";
import type { Reading } from "./reading";
import { classOf, endingShare, type Repertoire, TYPED } from "./repertoire";
import type { Reader, Writer } from "./snapshot";
import {
  learnSparse,
  newSparseLogistic,
  readSparse,
  type SparseLogistic,
  sparseLogit,
} from "./sparse-logistic";
import { ALMOST, hash, overlap } from "./tokens";

export type Judgement = {
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
};

/** Replies of an analyst, those no template covered, and the shares among the newest: own words, and our proposal being right. */
type Analyst = { replies: number; own: number; recentOwn: number; recentRight: number };

const ANALYSTS_KEPT = 2_000;

export function newJudgement(): Judgement {
  return {
    // A goodbye to a question is doubted from the start: on a young desk it is what was said most.
    confidence: newLogistic(0, { logit: 0.8, habit: 0.3, farewell: -6 }),
    habits: newSparseLogistic(),
    typed: newLogistic(-0.5, { typed: 0.5, typedHabit: 0.5 }),
    typedHabits: newSparseLogistic(),
    analysts: new Map(),
    recentRight: 0.5,
    recentOwn: 0.5,
  };
}

/** Named finite numbers about a proposal. */
export function gateFeatures(
  judgement: Judgement,
  repertoire: Repertoire,
  opinion: Opinion,
  replies: readonly ReplyCandidate[],
  reading: Reading,
  features: Uint32Array,
): GateFeatures {
  const first = replies[0]?.probability ?? 0;
  const second = replies[1]?.probability ?? 0;
  const entry = repertoire.entries.get(replies[0]?.templateKey ?? "");
  const analyst = judgement.analysts.get(reading.assigneeId ?? "");
  const calls = opinion.choices.reduce(
    (sum, one) => sum + (one.entry.kind === "call" ? one.probability : 0),
    0,
  );
  const typed = opinion.typed / Math.max(1e-6, 1 - calls);
  const facts = opinion.choices.find((one) => one.entry === entry)?.facts ?? [];
  const replied = reading.done.filter((key) => key.startsWith("reply:"));
  const own = replied.filter((key) => classOf(repertoire, key) === TYPED).length;
  return {
    logit: logit(first),
    margin: first - second,
    overlap: expectedOverlap(replies, replies[0]),
    second: logit(second),
    entropy: -opinion.choices.reduce(
      (sum, one) => sum + one.probability * Math.log(one.probability + 1e-9),
      0,
    ),
    agreement: opinion.agreement,
    votes: opinion.votes.get(replies[0]?.templateKey ?? "") ?? 0,
    similarity: opinion.near[0]?.similarity ?? 0,
    track: logit(((entry?.taken ?? 0) + 1) / ((entry?.offered ?? 0) + 2)),
    trust: Math.min(1, (entry?.offered ?? 0) / 20),
    count: Math.log(1 + (entry?.count ?? 0)) / 5,
    slots: (entry?.slots.length ?? 0) / 4,
    farewell: entry && /[?？]/u.test(reading.turnText) ? endingShare(entry) : 0,
    repeated: reading.done.includes(replies[0]?.templateKey ?? "") ? 1 : 0,
    afterResult: reading.lastKind === "tool_result" ? 1 : 0,
    turnLength: Math.log(1 + reading.turnWords.length) / 4,
    caseLength: Math.log(1 + reading.steps.length) / 4,
    callShare: calls,
    typed: logit(typed),
    analystOwn: logit(((analyst?.own ?? 0) + 2 * judgement.recentOwn) / ((analyst?.replies ?? 0) + 2)),
    ownHere: logit((own + judgement.recentOwn) / (replied.length + 1)),
    ownLast: replied.length > 0 && classOf(repertoire, replied.at(-1) ?? "") === TYPED ? 1 : 0,
    recentOwn: logit(analyst?.recentOwn ?? judgement.recentOwn),
    recentRight: logit(analyst?.recentRight ?? judgement.recentRight),
    deskRight: logit(judgement.recentRight),
    recentTrack: logit(entry?.recentlyTaken ?? 0.5),
    twin: replies[0] && replies[1] ? overlap(replies[0].text, replies[1].text) : 0,
    linear: (facts[0] ?? 0) / 4,
    deep: (facts[1] ?? 0) / 4,
    other: logit(opinion.other / Math.max(1e-6, 1 - calls)),
    once: entry && entry.classId === null ? 1 : 0,
    habit: sparseLogit(judgement.habits, habitFeatures(replies, reading)),
    typedHabit: sparseLogit(judgement.typedHabits, features),
  };
}

/** P(the first reply is the one given | a reply is given). */
export function confidenceOf(judgement: Judgement, features: GateFeatures): number {
  return predict(judgement.confidence, features);
}

/** P(the analyst writes what no template covers | a reply is given). */
export function typedChance(judgement: Judgement, features: GateFeatures): number {
  return predict(judgement.typed, features);
}

/** Compares a proposal with what the analyst then wrote, before the engine learns from it. */
export function learnJudgement(
  judgement: Judgement,
  repertoire: Repertoire,
  moment: { replies: readonly ReplyCandidate[]; gate: GateFeatures; reading: Reading; features: Uint32Array },
  given: { key: string; text: string },
): void {
  const first = moment.replies[0];
  const isRight =
    first !== undefined && (first.templateKey === given.key || overlap(first.text, given.text) >= ALMOST);
  const isCovered = isRight || classOf(repertoire, given.key) !== TYPED;
  judgement.recentOwn = moved(judgement.recentOwn, !isCovered, 0.02);
  learn(judgement.typed, moment.gate, !isCovered);
  learnSparse(judgement.typedHabits, moment.features, !isCovered);
  noteAnalyst(judgement, moment.reading.assigneeId, { isCovered, isRight });
  if (!first) return;
  learn(judgement.confidence, moment.gate, isRight);
  learnSparse(judgement.habits, habitFeatures(moment.replies, moment.reading), isRight);
  judgement.recentRight = moved(judgement.recentRight, isRight, 0.02);
  const entry = repertoire.entries.get(first.templateKey);
  if (!entry) return;
  entry.offered++;
  if (isRight) entry.taken++;
  entry.recentlyTaken = moved(entry.recentlyTaken, isRight, 0.1);
}

export function writeJudgement(writer: Writer, judgement: Judgement): void {
  const { confidence, typed, analysts, recentRight, recentOwn } = judgement;
  writer.json([confidence, typed, [...analysts], recentRight, recentOwn]);
  writeHashed(writer, judgement.habits);
  writeHashed(writer, judgement.typedHabits);
}

export function readJudgement(reader: Reader): Judgement {
  type Kept = [Logistic, Logistic, [string, Analyst][], number, number];
  const [confidence, typed, analysts, recentRight, recentOwn] = reader.json() as Kept;
  return {
    confidence,
    typed,
    analysts: new Map(analysts),
    recentRight,
    recentOwn,
    habits: readSparse(reader),
    typedHabits: readSparse(reader),
  };
}

/** Log odds, kept finite. */
export function logit(probability: number): number {
  const safe = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(safe / (1 - safe));
}

function habitFeatures(replies: readonly ReplyCandidate[], reading: Reading): number[] {
  const first = replies[0]?.templateKey ?? "";
  const last = reading.steps.at(-1) ?? "";
  return [
    "bias",
    `f ${first}`,
    `f2 ${first} ${replies[1]?.templateKey ?? ""}`,
    `fl ${first} ${reading.lastReply} ${last}`,
    `l ${reading.lastReply} ${last}`,
    `w ${reading.assigneeId}`,
    `wf ${reading.assigneeId} ${first}`,
    ...[...new Set(reading.turnWords.slice(0, 20))].map((word) => `t ${word} ${first}`),
  ].map((text) => hash(text));
}

function noteAnalyst(
  judgement: Judgement,
  analystId: string | null,
  { isCovered, isRight }: { isCovered: boolean; isRight: boolean },
): void {
  if (analystId === null) return;
  const known = judgement.analysts.get(analystId) ?? {
    replies: 0,
    own: 0,
    recentOwn: judgement.recentOwn,
    recentRight: judgement.recentRight,
  };
  judgement.analysts.delete(analystId);
  judgement.analysts.set(analystId, {
    replies: known.replies + 1,
    own: known.own + Number(!isCovered),
    recentOwn: moved(known.recentOwn, !isCovered, 0.1),
    recentRight: moved(known.recentRight, isRight, 0.05),
  });
  if (judgement.analysts.size <= ANALYSTS_KEPT) return;
  for (const oldest of judgement.analysts.keys()) {
    judgement.analysts.delete(oldest);
    return;
  }
}

/** A running share after one more observation; `step` is how much the newest counts. */
function moved(share: number, observed: boolean, step: number): number {
  return share + step * (Number(observed) - share);
}
