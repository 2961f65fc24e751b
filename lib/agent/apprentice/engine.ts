/** The apprentice itself: proposes the next step of a case and learns from closed ones. Pure, in memory, deterministic. */
import { type Logistic, learn, newLogistic, predict } from "./calibrator";
import { momentFeatures } from "./features";
import type {
  Case,
  ClosedCase,
  DecisionFeedback,
  GateFeatures,
  NearestCase,
  Proposal,
  ReplyCandidate,
} from "./model";
import {
  momentTokens,
  type Nearest,
  type Neighbour,
  neighbours,
  newNearest,
  readNearest,
  remember,
  writeNearest,
} from "./nearest";
import { newReading, type Reading, readEvent, type Step, stepOf } from "./reading";
import {
  classOf,
  type Entry,
  newRepertoire,
  type Repertoire,
  readRepertoire,
  sight,
  TYPED,
  writeRepertoire,
} from "./repertoire";
import { digitsKnown, slotValues } from "./sheet";
import { newReader, newWriter } from "./snapshot";
import {
  forgetClass,
  newSoftmax,
  normalise,
  readSoftmax,
  type Softmax,
  score,
  train,
  writeSoftmax,
} from "./softmax";
import { fill, fillSentences, literalText } from "./templates";
import { nextRandom, type RandomState } from "./tokens";

/** A past moment kept for rehearsal: what it looked like, which slots could be filled, what came next. */
type Point = { features: Uint32Array; slots: Set<string>; key: string };

export type Apprentice = {
  repertoire: Repertoire;
  softmax: Softmax;
  nearest: Nearest;
  points: Point[];
  pointsSeen: number;
  confidence: Logistic;
  typed: Logistic;
  random: RandomState;
  closed: number;
};

const SNAPSHOT_VERSION = 1;
const POINTS_KEPT = 30_000;
const REHEARSALS = 4;
const NEIGHBOURS = 25;
const REPLIES_OFFERED = 5;
/** A constant with digits is believed when this many tickets used it. */
const TICKETS_FOR_A_CONSTANT = 5;

export function newApprentice(seed = 1): Apprentice {
  return {
    repertoire: newRepertoire(),
    softmax: newSoftmax(),
    nearest: newNearest(),
    points: [],
    pointsSeen: 0,
    confidence: newLogistic(0, { logit: 1 }),
    typed: newLogistic(0, { logit: 1 }),
    random: { seed },
    closed: 0,
  };
}

/** What the apprentice would do next on a case; changes nothing. */
export function propose(apprentice: Apprentice, of: Case): Proposal {
  const reading = newReading(of);
  for (const event of of.events) readEvent(reading, event, stepOf(reading, event));
  return proposeFrom(apprentice, reading);
}

/** Learns from a closed ticket: every reply and call in it, each at the moment it was made. */
export function learnCase(apprentice: Apprentice, of: ClosedCase): void {
  const moments = readMoments(of);
  for (const { reading, step } of moments) {
    // Judged before it is learnt, so that the confidence is honest.
    if (step.kind === "reply") judge(apprentice, reading.proposal(apprentice), step);
  }
  for (const { step } of moments) {
    const isNew = sight(apprentice.repertoire, {
      key: step.key,
      kind: step.kind,
      text: step.pattern.text,
      slots: step.pattern.slots,
      ticketId: of.ticketId,
      eventId: step.event.id,
    });
    if (isNew) forgetClass(apprentice.softmax, classOf(apprentice.repertoire, step.key));
  }
  for (const { step, features, slots, tokens } of moments) {
    remember(apprentice.nearest, { key: step.key, ticketId: of.ticketId, eventId: step.event.id }, tokens);
    const point = { features, slots, key: step.key };
    rehearse(apprentice, point);
    for (let again = 0; again < REHEARSALS; again++) {
      const old = apprentice.points[Math.floor(nextRandom(apprentice.random) * apprentice.points.length)];
      if (old) rehearse(apprentice, old);
    }
    keepPoint(apprentice, point);
  }
  apprentice.closed++;
}

/** Learns what an analyst made of a proposed reply. */
export function learnDecision(apprentice: Apprentice, feedback: DecisionFeedback): void {
  learn(apprentice.confidence, feedback.features, feedback.outcome === "accept");
}

/** The whole state as bytes; the same history gives the same bytes. */
export function snapshot(apprentice: Apprentice): Uint8Array {
  const writer = newWriter();
  writer.number(SNAPSHOT_VERSION);
  writer.number(apprentice.closed);
  writer.number(apprentice.random.seed);
  writer.json({ confidence: apprentice.confidence, typed: apprentice.typed });
  writeRepertoire(writer, apprentice.repertoire);
  writeSoftmax(writer, apprentice.softmax);
  writeNearest(writer, apprentice.nearest);
  writer.number(apprentice.pointsSeen);
  writer.json(apprentice.points.map((point) => [point.key, [...point.slots]]));
  writer.array(Uint16Array.from(apprentice.points, (point) => point.features.length));
  const flat = new Uint32Array(apprentice.points.reduce((sum, point) => sum + point.features.length, 0));
  let at = 0;
  for (const point of apprentice.points) {
    flat.set(point.features, at);
    at += point.features.length;
  }
  writer.array(flat);
  return writer.bytes();
}

/** Throws a RangeError when the bytes are of another version or cut short. */
export function restore(bytes: Uint8Array): Apprentice {
  const reader = newReader(bytes);
  if (reader.number() !== SNAPSHOT_VERSION) throw new RangeError("The snapshot is of another version.");
  const closed = reader.number();
  const random = { seed: reader.number() };
  const models = reader.json() as { confidence: Logistic; typed: Logistic };
  const repertoire = readRepertoire(reader);
  const softmax = readSoftmax(reader);
  const nearest = readNearest(reader);
  const pointsSeen = reader.number();
  const heads = reader.json() as [string, string[]][];
  const lengths = reader.uint16s();
  const flat = reader.uint32s();
  let at = 0;
  const points = heads.map(([key, slots], index): Point => {
    const length = lengths[index] ?? 0;
    at += length;
    return { key, slots: new Set(slots), features: flat.slice(at - length, at) };
  });
  return { repertoire, softmax, nearest, points, pointsSeen, ...models, random, closed };
}

type Moment = {
  step: Step;
  features: Uint32Array;
  slots: Set<string>;
  tokens: Map<number, number>;
  reading: { proposal(apprentice: Apprentice): Proposal };
};

/** Every step of a ticket with the moment before it. */
function readMoments(of: Case): Moment[] {
  const reading = newReading(of);
  const moments: Moment[] = [];
  of.events.forEach((event, index) => {
    const step = stepOf(reading, event);
    if (step) {
      moments.push({
        step,
        features: momentFeatures(reading),
        slots: new Set(slotValues(reading.sheet).keys()),
        tokens: momentTokens(reading),
        reading: {
          proposal: (apprentice) => propose(apprentice, { ...of, events: of.events.slice(0, index) }),
        },
      });
    }
    readEvent(reading, event, step);
  });
  return moments;
}

function judge(apprentice: Apprentice, proposal: Proposal, step: Step): void {
  const right = proposal.replies[0]?.templateKey === step.key;
  if (proposal.replies.length > 0) learn(apprentice.confidence, proposal.features, right);
  learn(apprentice.typed, proposal.features, classOf(apprentice.repertoire, step.key) === TYPED);
}

function rehearse(apprentice: Apprentice, point: Point): void {
  const classes = apprentice.repertoire.classes;
  const allowed = mask(classes, point.slots, true);
  const target = classOf(apprentice.repertoire, point.key);
  if (!allowed[target]) return;
  train(apprentice.softmax, point.features, target, allowed, new Float32Array(classes.length));
}

/** Which classes could be said with these slots; the typed class always can. */
function mask(
  classes: readonly (Entry | null)[],
  slots: { has(slot: string): boolean },
  calls: boolean,
): Uint8Array {
  const allowed = new Uint8Array(classes.length);
  allowed[TYPED] = 1;
  for (let c = 1; c < classes.length; c++) {
    const entry = classes[c];
    if (!entry || (entry.kind === "call" && !calls)) continue;
    allowed[c] = entry.slots.every((slot) => slots.has(slot)) ? 1 : 0;
  }
  return allowed;
}

/** Keeps a uniform sample of all points once the memory is full. */
function keepPoint(apprentice: Apprentice, point: Point): void {
  apprentice.pointsSeen++;
  if (apprentice.points.length < POINTS_KEPT) {
    apprentice.points.push(point);
    return;
  }
  const place = Math.floor(nextRandom(apprentice.random) * apprentice.pointsSeen);
  if (place < POINTS_KEPT) apprentice.points[place] = point;
}

function proposeFrom(apprentice: Apprentice, reading: Reading): Proposal {
  const { repertoire, softmax } = apprentice;
  const values = slotValues(reading.sheet);
  const allowed = mask(repertoire.classes, values, true);
  const probabilities = new Float32Array(repertoire.classes.length);
  score(softmax, momentFeatures(reading), probabilities);
  normalise(probabilities, allowed);
  let callShare = 0;
  let bestCall: Entry | null = null;
  let bestCallProbability = 0;
  repertoire.classes.forEach((entry, c) => {
    if (entry?.kind !== "call") return;
    const probability = probabilities[c] ?? 0;
    callShare += probability;
    if (probability <= bestCallProbability) return;
    bestCall = entry;
    bestCallProbability = probability;
  });
  const replyShare = Math.max(1e-9, 1 - callShare);
  const near = neighbours(apprentice.nearest, momentTokens(reading), NEIGHBOURS);
  const votes = voteReplies(near);
  const ranked = repertoire.classes
    .map((entry, c) => ({ entry, probability: (probabilities[c] ?? 0) / replyShare }))
    .filter(({ entry, probability }) => entry?.kind === "reply" && probability > 0)
    .sort((left, right) => right.probability - left.probability);
  const typedShare = (probabilities[TYPED] ?? 0) / replyShare;
  const replies: ReplyCandidate[] = [];
  for (const { entry, probability } of ranked.slice(0, 12)) {
    if (entry && replies.length < REPLIES_OFFERED) pushReply(replies, entry, probability, values, reading);
  }
  for (const { moment } of near) {
    const entry = repertoire.entries.get(moment.key);
    if (replies.length >= 3 || !entry || entry.kind !== "reply" || entry.classId !== null) continue;
    pushReply(replies, entry, 0.01, values, reading);
  }
  const features = gateFeatures(replies, typedShare, votes, near, replyShare);
  const confidence = replies.length === 0 ? 0 : predict(apprentice.confidence, features);
  const typedProbability = predict(apprentice.typed, { ...features, logit: logit(typedShare) });
  const call = bestCall as Entry | null;
  const tool = call
    ? {
        kind: "tool" as const,
        tool: call.key.slice("call:".length),
        arguments: {},
        sourceEventIds: call.sources,
        probability: bestCallProbability,
      }
    : null;
  const reply = replies[0];
  const step =
    reply && (!tool || reply.probability * replyShare >= tool.probability)
      ? reply
      : (tool ?? { kind: "hand_over" as const, probability: 1 });
  return {
    step,
    replies,
    tool,
    replyProbability: replyShare,
    toolProbability: callShare,
    confidence,
    typedProbability,
    novelty: 1 - (near[0]?.similarity ?? 0),
    nearest: near.slice(0, 5).map(toNearestCase),
    abstain:
      apprentice.closed === 0 ? "nothing_learnt" : replies.length === 0 && !tool ? "nothing_fits" : null,
    features,
  };
}

function pushReply(
  replies: ReplyCandidate[],
  entry: Entry,
  probability: number,
  values: ReadonlyMap<string, string>,
  reading: Reading,
): void {
  const pattern = entry.wordings[0]?.text ?? "";
  const constant = entry.tickets >= TICKETS_FOR_A_CONSTANT;
  const text =
    entry.classId === null
      ? fillSentences(pattern, values, (sentence) => digitsKnown(reading.sheet, sentence), 0.6)
      : fill(pattern, values);
  if (text === null || replies.some((other) => other.text === text)) return;
  if (!constant && !digitsKnown(reading.sheet, literalText(text))) return;
  const slots = Object.fromEntries(entry.slots.map((slot) => [slot, values.get(slot) ?? ""]));
  replies.push({
    kind: "reply",
    text,
    templateKey: entry.key,
    sourceEventIds: entry.sources,
    slots,
    probability,
  });
}

function voteReplies(near: readonly Neighbour[]): Map<string, number> {
  const votes = new Map<string, number>();
  let total = 0;
  for (const { moment, similarity } of near) {
    if (!moment.key.startsWith("reply:")) continue;
    const weight = similarity * similarity;
    total += weight;
    votes.set(moment.key, (votes.get(moment.key) ?? 0) + weight);
  }
  for (const [key, weight] of votes) votes.set(key, weight / total);
  return votes;
}

function gateFeatures(
  replies: readonly ReplyCandidate[],
  typedShare: number,
  votes: ReadonlyMap<string, number>,
  near: readonly Neighbour[],
  replyShare: number,
): GateFeatures {
  const first = replies[0]?.probability ?? 0;
  const second = replies[1]?.probability ?? 0;
  return {
    logit: logit(first),
    margin: first - second,
    typed: typedShare,
    agreement: votes.get(replies[0]?.templateKey ?? "") ?? 0,
    similarity: near[0]?.similarity ?? 0,
    reply: replyShare,
  };
}

function toNearestCase({ moment, similarity }: Neighbour): NearestCase {
  return { ticketId: moment.ticketId, eventId: moment.eventId, similarity };
}

function logit(probability: number): number {
  const safe = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(safe / (1 - safe));
}
