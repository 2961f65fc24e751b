/** The apprentice of this process: restored from the saved state, kept up to date by reading on in what was taught. */
import type { Ctx } from "#lib/platform/context";
import {
  type Apprentice,
  learnCase,
  learnDecision,
  newApprentice,
  restore,
  snapshot,
} from "./apprentice/engine";
import { saveState, teach } from "./commands";
import { savedState, type Taught, taughtAfter } from "./queries";

export type ApprenticeState = {
  /** The engine, having learned all that was taught up to half a second ago. */
  current: (ctx: Ctx) => Promise<Apprentice>;
  /** Takes in a closed ticket or a decision; saves the state now and then. */
  learn: (ctx: Ctx, lesson: { ticketId: number; decisionId?: number }) => Promise<void>;
  /** The last row of teaching the engine has seen. */
  position: () => number;
};

const stateKey = "apprentice";
/** How long a state is taken as current before the teaching is looked at again, in milliseconds. */
const freshFor = 500;
/** Lessons after which the state is saved: what a starting worker has at most to read on. */
const lessonsPerSave = 50;
const pageSize = 25;

/**
 * Opens the apprentice. Every worker reads the same teaching in the same order and so holds the same
 * state; none of them can lose another's update, because the state is never merged, only saved.
 */
export async function openApprentice(ctx: Ctx): Promise<ApprenticeState> {
  const saved = await savedState(ctx, stateKey);
  const kept = saved && readable(saved);
  const engine = kept?.engine ?? newApprentice();
  let position = kept?.position ?? 0;
  let unsaved = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const readOn = async () => {
    for (;;) {
      const lessons = await taughtAfter(ctx, position, pageSize);
      for (const lesson of lessons) {
        learnFrom(engine, lesson);
        position = lesson.position;
        unsaved++;
        // A long lesson list must not keep considerations waiting.
        await new Promise(setImmediate);
      }
      if (lessons.length < pageSize) break;
    }
    readAt = performance.now();
  };
  const catchUp = () => {
    reading ??= readOn().finally(() => {
      reading = null;
    });
    return reading;
  };
  await catchUp();
  return {
    position: () => position,
    current: async () => {
      if (performance.now() - readAt > freshFor) await catchUp();
      return engine;
    },
    learn: async (job, lesson) => {
      await teach(job, lesson);
      await reading;
      await catchUp();
      if (unsaved < lessonsPerSave) return;
      await saveState(job, { key: stateKey, position, bytes: snapshot(engine) });
      unsaved = 0;
    },
  };
}

/** Learns everything again from the log, up to `upTo`; the same bytes as were saved there. */
export async function rebuildApprentice(
  ctx: Ctx,
  upTo?: number,
): Promise<{ bytes: Uint8Array; position: number }> {
  const engine = newApprentice();
  let position = 0;
  for (;;) {
    const lessons = await taughtAfter(ctx, position, pageSize, upTo);
    for (const lesson of lessons) {
      learnFrom(engine, lesson);
      position = lesson.position;
    }
    if (lessons.length < pageSize) return { bytes: snapshot(engine), position };
  }
}

/** Replaces the saved state by one learned anew; for `vigil learn rebuild`. */
export async function saveRebuilt(ctx: Ctx): Promise<{ position: number; size: number }> {
  const { bytes, position } = await rebuildApprentice(ctx);
  await saveState(ctx, { key: stateKey, position, bytes });
  return { position, size: bytes.length };
}

/** Null for a state of another version of the engine: it is learned anew from the start. */
function readable(saved: { bytes: Uint8Array; position: number }) {
  try {
    return { engine: restore(saved.bytes), position: saved.position };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function learnFrom(engine: Apprentice, lesson: Taught): void {
  if (lesson.kind === "case") learnCase(engine, lesson.closed);
  else learnDecision(engine, lesson.facts);
}
