/** The apprentice of this process: restored from the saved state, kept up to date by reading on in the training log. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Case } from "#lib/apprentice/model";
import { type Apprentice, newApprentice, restore, snapshot } from "#lib/apprentice/state";
import { learnCase, learnDecision, learnStepAt, learnTaken } from "#lib/apprentice/training";
import { completeReranker, newReranker, type Reranker } from "#lib/knowledge/reranker";
import type { Ctx } from "#lib/platform/context";
import type { Jobs } from "#lib/platform/jobs/model";
import { pace } from "#lib/platform/pace";
import { generation } from "#lib/platform/unlearning";
import { type Gate, newGate } from "#lib/policy/gate/gate";
import type { ExpectedAction } from "#lib/suggestions/model";
import { recordExamples, saveState } from "./commands";
import { savedState } from "./queries";
import { apprenticeFeatures } from "./score";
import { gateOf, rerankerOf, trainGate, trainReranker } from "./trained-gate";
import { currentJudgements, exampleCount, examplesAfter, type TrainingExample } from "./training-log";

/** What was learned: what to say, when it is worth saying, and what speaks for a passage. */
export type Learned = { engine: Apprentice; gate: Gate; reranker: Reranker };

export type ApprenticeState = {
  /** What was learned from the training log up to half a second ago. */
  current: () => Promise<Learned>;
  /** Takes in closed tickets, steps, decisions and grades in this order, all or none; saves the state now and then. */
  learn: (ctx: Ctx, ...examples: Jobs["learning.learn"][]) => Promise<void>;
  /** The last row of the training log the engine has seen. */
  position: () => number;
};

const stateKey = "apprentice";
/** How long a state is taken as current before the training log is looked at again, in milliseconds. */
const freshFor = 500;
/** How long an agent run waits for a long backlog of training examples, in milliseconds, before it takes what is there. */
const waitAtMost = 40;
const pageSize = 25;
/** Milliseconds of learning after which a state is saved at the soonest, and how many times as long as its saving they have to be. */
const soonest = 200;
const worthSaving = 10;

/**
 * Opens the apprentice. Every worker reads the same training log in the same order and so holds the same
 * state; none of them can lose another's update, because the state is never merged, only saved: by each
 * worker after at most `unsavedFor` milliseconds of learning, which is what a starting one has to learn again. One that
 * `isEager` does so while it works already, with what was saved.
 */
export async function openApprentice(
  ctx: Ctx,
  { unsavedFor = 1_500, isEager = false }: { unsavedFor?: number; isEager?: boolean } = {},
): Promise<ApprenticeState> {
  let learnedIn = await generation(ctx);
  const saved = await savedState(ctx, stateKey);
  const kept = saved && readable(saved);
  let learned = kept?.learned ?? newLearned();
  let position = kept?.position ?? 0;
  let unsaved = 0;
  let savingTook = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  /** Where something was unlearned meanwhile, the rest is learned anew; until then what was known stands. */
  const relearn = async () => {
    const now = await generation(ctx);
    if (now === learnedIn) return;
    const anew = await rebuildApprentice(ctx);
    learned = unpack(anew.bytes);
    position = anew.position;
    learnedIn = now;
    unsaved = Number.POSITIVE_INFINITY;
  };
  const readOn = async () => {
    await relearn();
    const giveWay = pace();
    for (;;) {
      const examples = await examplesAfter(ctx, position, pageSize);
      for (const example of examples) {
        const began = performance.now();
        await learnFrom(ctx, learned, example);
        position = example.position;
        unsaved += performance.now() - began;
        // A long list of examples must not keep agent runs waiting.
        await giveWay();
      }
      if (examples.length < pageSize) break;
    }
    readAt = performance.now();
  };
  const catchUp = () => {
    reading ??= readOn().finally(() => {
      reading = null;
    });
    return reading;
  };
  /** What is small is saved often, what takes a while to save when it is worth that. */
  const saveWhenDue = async (job: Ctx) => {
    if (unsaved < Math.min(unsavedFor, Math.max(soonest, savingTook * worthSaving))) return;
    const began = performance.now();
    await saveState(job, { key: stateKey, position, generation: learnedIn, bytes: pack(learned) });
    savingTook = performance.now() - began;
    unsaved = 0;
  };
  const opening = catchUp().then(() => (unsaved > 0 ? saveWhenDue(ctx) : undefined));
  if (!kept || !isEager) await opening;
  // The first run tries it again.
  opening.catch(() => {});
  return {
    position: () => position,
    current: async () => {
      if (performance.now() - readAt > freshFor) await Promise.race([catchUp(), sleep(waitAtMost)]);
      return learned;
    },
    learn: async (job, ...examples) => {
      await recordExamples(job, { examples });
      await reading;
      await catchUp();
      await saveWhenDue(job);
    },
  };
}

/** Learns everything again from the log, up to `upTo`; the same bytes as were saved there. */
export async function rebuildApprentice(
  ctx: Ctx,
  upTo?: number,
  onExamples: (learned: number) => void = () => {},
): Promise<{ bytes: Uint8Array; position: number; reranker: Reranker }> {
  const learned = newLearned();
  let position = 0;
  let count = 0;
  for (;;) {
    const examples = await examplesAfter(ctx, position, pageSize, upTo);
    for (const example of examples) {
      await learnFrom(ctx, learned, example);
      position = example.position;
    }
    count += examples.length;
    onExamples(count);
    if (examples.length < pageSize) return { bytes: pack(learned), position, reranker: learned.reranker };
  }
}

/** Replaces the saved state by one learned anew; for `vigil learn rebuild`. */
export async function saveRebuilt(
  ctx: Ctx,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<{ position: number; size: number; reranker: Reranker }> {
  const total = await exampleCount(ctx);
  const learnedIn = await generation(ctx);
  const { bytes, position, reranker } = await rebuildApprentice(ctx, undefined, (done) =>
    onProgress(done, total),
  );
  await saveState(ctx, { key: stateKey, position, generation: learnedIn, bytes });
  return { position, size: bytes.length, reranker };
}

/** Null for a state of another version of the engine: it is learned anew from the start. */
function readable(saved: { bytes: Uint8Array; position: number }) {
  try {
    return { learned: unpack(saved.bytes), position: saved.position };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function newLearned(): Learned {
  return { engine: newApprentice(), gate: newGate(), reranker: newReranker() };
}

async function learnFrom(ctx: Ctx, learned: Learned, example: TrainingExample): Promise<void> {
  const { engine } = learned;
  if (example.kind === "case") {
    learnCase(engine, example.closed);
    return;
  }
  if (example.kind === "step") {
    learnTaken(engine, example.moment, example.step);
    return;
  }
  const { facts, position, isReplacing, expected } = example;
  // Neither gate nor reranker can forget: where a judgement replaces an earlier one they are trained anew, which takes milliseconds.
  if (isReplacing) {
    const current = await currentJudgements(ctx, position);
    learned.gate = gateOf(current);
    learned.reranker = rerankerOf(current);
  } else {
    trainGate(learned.gate, facts);
    trainReranker(learned.reranker, facts);
  }
  if (expected) learnExpected(engine, expected.moment, expected.step);
  if (facts.kind === "grade") return;
  const own = apprenticeFeatures(facts.features);
  if (own) learnDecision(engine, { features: own, outcome: facts.outcome });
}

/** What should have been said or run is learned as if it had been; it stands with the event it answers. */
function learnExpected(engine: Apprentice, moment: Case, step: ExpectedAction): void {
  const last = moment.events.at(-1);
  if (!last) return;
  const said = { id: last.id, at: last.at, actorId: moment.assigneeId };
  learnStepAt(
    engine,
    moment,
    step.kind === "reply"
      ? { ...said, kind: "analyst_reply", body: step.text }
      : { ...said, kind: "tool_call", body: "", ...step.call },
  );
}

/** Gate and reranker as JSON behind its length in four bytes, then the engine: the same learning gives the same bytes. */
function pack({ engine, gate, reranker }: Learned): Uint8Array {
  const head = Buffer.from(JSON.stringify({ gate, reranker }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head, snapshot(engine)]);
}

function unpack(bytes: Uint8Array): Learned {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 4 + buffer.readUInt32LE(0);
  // Plain data, written by `pack` alone; by an earlier version without the reranker.
  const { gate, reranker } = JSON.parse(buffer.toString("utf8", 4, end)) as Partial<Omit<Learned, "engine">>;
  if (!gate || !reranker) throw new RangeError("The saved state is of an earlier version.");
  return {
    engine: restore(Uint8Array.from(buffer.subarray(end))),
    gate,
    reranker: completeReranker(reranker),
  };
}
