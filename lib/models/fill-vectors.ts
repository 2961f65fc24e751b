/** Gives the passages their embeddings: those just written first, then the backlog, one batch after the other. */

import { scaleOf } from "#lib/knowledge/embedding-similarity";
import {
  closeSpace,
  dropUnusedSpaces,
  isOpen,
  leaseSpace,
  type OpenSpace,
  openSpace,
  releaseSpace,
  type Space,
  spaceOf,
  whyNoVectors,
} from "#lib/knowledge/embedding-space";
import { pastTickets } from "#lib/knowledge/past-tickets";
import { isFilled, keepVectors, missingVectors, type PassageText } from "#lib/knowledge/vectors";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { redactForGood } from "#lib/privacy/redact";
import { calibrationTexts, splitCalibration } from "./calibration";
import { embedder } from "./embed";
import { type CallLimits, modelCalls, usualLimits } from "./model-calls";
import type { EmbeddingEndpoint } from "./models";

/** Passages of one call. */
const batchSize = 32;
/** One call at a time, of all workers, for nobody waits for these; it may wait a minute for its turn. */
const limits: CallLimits = { ...usualLimits, concurrency: 1, queueTimeout: 61_000 };
/** Milliseconds after which a model in use is marked as such again. */
const markedFor = 24 * 3_600_000;

/** Embeds what is missing until all is done, something goes wrong or `signal` stops it. Any number of workers may. */
export type FillVectors = (ctx: Ctx, signal: AbortSignal) => Promise<void>;

/** The filling of this process for the configured model, null: there is nothing to do. At most so many calls a minute. */
export function openFilling(
  endpoint: (ctx: Ctx) => Promise<EmbeddingEndpoint | null>,
  perMinute: number = usualLimits.perMinute,
): FillVectors {
  const texts = embedder(modelCalls({ ...limits, perMinute }));
  return async (ctx, signal) => {
    while (!signal.aborted) {
      const asked = await endpoint(ctx);
      if (!asked) return;
      const known = await spaceOf(ctx, asked.model);
      if (known && (await isAtRest(ctx, known))) return;
      const space = await leaseSpace(ctx, asked.model);
      if (!space) return;
      const trouble = await fillOnce(ctx, asked, space, texts).catch(async (error: unknown) => {
        await releaseSpace(ctx, space, "The vectors could not be kept; the worker's log says why.");
        throw error;
      });
      await releaseSpace(ctx, space, trouble);
      if (trouble) return;
    }
  };
}

async function isAtRest(ctx: Ctx, space: Space): Promise<boolean> {
  const isFresh = ctx.now().getTime() - space.usedAt.getTime() < markedFor;
  if (space.trouble) return space.leasedUntil > ctx.now();
  return isOpen(space) && isFresh && (await isFilled(ctx, space));
}

/** Opens the space or fills it by one batch; what goes wrong is returned as a sentence. */
async function fillOnce(
  ctx: Ctx,
  endpoint: EmbeddingEndpoint,
  space: Space,
  texts: ReturnType<typeof embedder>,
): Promise<string | null> {
  if (!isOpen(space)) return open(ctx, endpoint, space, texts);
  await dropUnusedSpaces(ctx, space.model);
  const missing = await missingVectors(ctx, space, batchSize);
  if (!missing) return null;
  const { passages, filled } = missing;
  const embedded = await texts(endpoint, await hidden(ctx, passages));
  if ("failure" in embedded) return faultWords(space, embedded.failure.what);
  const { vectors } = embedded;
  if (vectors.some((vector) => vector && vector.length !== space.dimensions)) {
    await closeSpace(ctx, space);
    return faultWords(space, "has changed, so that all passages are embedded again");
  }
  const rows = passages.map((passage, place) => ({ passage, vector: vectors[place] ?? null }));
  await keepVectors(ctx, space, rows, filled);
  return null;
}

async function open(
  ctx: Ctx,
  endpoint: EmbeddingEndpoint,
  space: Space,
  texts: ReturnType<typeof embedder>,
): Promise<string | null> {
  const lacking = await whyNoVectors(ctx);
  if (lacking) return lacking;
  const embedded = await texts(endpoint, [...calibrationTexts]);
  if ("failure" in embedded) return faultWords(space, embedded.failure.what);
  const vectors = embedded.vectors.filter((vector) => vector !== null);
  if (vectors.length < calibrationTexts.length) return faultWords(space, "refuses plain sentences");
  const scale = scaleOf(...splitCalibration(vectors));
  if (!scale) return faultWords(space, "does not tell one matter from another; choose another");
  try {
    await openSpace(ctx, space, vectors[0]?.length ?? 0, scale);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "unprocessable") return error.message;
    throw error;
  }
}

function faultWords({ model }: Pick<OpenSpace, "model">, what: string): string {
  return `The embedding model ${model} ${what}.`;
}

/** The texts as they may leave this machine: without private data, and without whom a past ticket was about. */
async function hidden(ctx: Ctx, passages: PassageText[]): Promise<string[]> {
  const tickets = await pastTickets(
    ctx,
    passages.flatMap(({ kind, ref }) => (kind === "ticket" ? [ref] : [])),
  );
  return passages.map(({ kind, ref, title, body }) => {
    const names = kind === "ticket" ? (tickets.get(ref)?.people ?? []) : [];
    return redactForGood(`${title}\n${body}`, { names });
  });
}
