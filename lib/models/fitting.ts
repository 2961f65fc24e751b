/** Questions that fit the model: how much it can read, and asking again with less where it says that was too much. */

import { z } from "zod";
import { guardedFetch } from "#lib/platform/outgoing/guarded-fetch";
import { ask, type ModelAnswer, type Question, toolsSize } from "./ask";
import { dialectOf } from "./dialect";
import type { ModelCalls } from "./model-calls";
import { type ModelFailure, NoRoom, readFailure, Unwanted } from "./model-failure";
import { type ModelEndpoint, reachable } from "./models";

/** Characters of instructions, prompt and tools together; null: as many as there are. */
export type Room = number | null;

/** Tokens kept for the answer, of a short context a third at most. */
const answerTokens = 700;
/** An estimate may be wrong by this much. */
const caution = 0.92;
/** A refusal may teach: no tools, no system message, no counting, a length, and that it was still too long. */
const mostCorrections = 6;

/** An answer, or why there is none, with what was asked last; null where nothing fitted. */
export type Fitted<One> = { answer: ModelAnswer; asked: One } | { failure: ModelFailure; asked: One | null };

type Waiting = {
  signal?: AbortSignal;
  /** Asked when the turn of the call has come, which may be late. */
  isWanted?: () => Promise<boolean>;
};

/**
 * Asks what `write` makes of the room there is, through the queue; null of `write`: nothing worth asking fits. Written
 * again where the server refuses and says why.
 */
export async function askFitting<One extends Omit<Question, "endpoint" | "signal">>(
  endpoint: ModelEndpoint,
  calls: ModelCalls,
  write: (room: Room) => One | null,
  { signal, isWanted = async () => true }: Waiting = {},
): Promise<Fitted<One>> {
  const stated = await contextOf(endpoint);
  for (let corrections = 0; ; corrections++) {
    const asked = write(roomOf(endpoint, stated));
    if (!asked) return { failure: readFailure(new NoRoom()), asked };
    const result = await calls.run(async (limit) => {
      if (!(await isWanted())) throw new Unwanted();
      return ask({ ...asked, endpoint, signal: signal ? AbortSignal.any([limit, signal]) : limit });
    });
    if ("answer" in result || !result.failure.isLearnt || corrections >= mostCorrections)
      return { ...result, asked };
  }
}

/** The room for instructions and prompt once tools are offered. */
export function besideTools(room: Room, tools: Question["tools"]): Room {
  return room === null ? null : room - toolsSize(tools);
}

function roomOf(endpoint: ModelEndpoint, stated: number | null): Room {
  const { context: learnt, charsPerToken } = dialectOf(endpoint);
  const known = [learnt, endpoint.contextTokens ?? null, stated].filter((one) => one !== null);
  if (known.length === 0) return null;
  const context = Math.min(...known);
  return Math.floor((context - Math.min(answerTokens, context / 3)) * charsPerToken * caution);
}

const Stated = z.object({
  data: z.array(
    z.looseObject({
      id: z.string(),
      max_model_len: z.number().optional(),
      loaded_context_length: z.number().optional(),
      context_length: z.number().optional(),
      context_window: z.number().optional(),
      meta: z.looseObject({ n_ctx: z.number().optional() }).nullish(),
    }),
  ),
});
const remembered = new Map<string, { at: number; context: Promise<number | null> }>();
const rememberedFor = 600_000;
const timeoutMs = 2_000;

/** The context the server states in its list of models, where it does; asked now and then, and not waited for long. */
function contextOf({ baseUrl, apiKey, model }: ModelEndpoint): Promise<number | null> {
  if (!baseUrl) return Promise.resolve(null);
  const key = `${baseUrl} ${model}`;
  const known = remembered.get(key);
  if (known && known.at > performance.now() - rememberedFor) return known.context;
  const context = statedContext(baseUrl, apiKey, model).catch(() => null);
  remembered.set(key, { at: performance.now(), context });
  return context;
}

async function statedContext(baseUrl: string, apiKey: string | null, model: string): Promise<number | null> {
  const response = await guardedFetch(reachable())(`${baseUrl}/models`, {
    headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { data } = Stated.parse(await response.json());
  const one = data.find(({ id }) => id === model) ?? (data.length === 1 ? data[0] : undefined);
  return (
    one?.max_model_len ??
    one?.loaded_context_length ??
    one?.meta?.n_ctx ??
    one?.context_length ??
    one?.context_window ??
    null
  );
}
