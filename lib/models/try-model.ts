/** The test button of the model settings: each configured model is asked once, all at the same time. */
import { setTimeout as sleep } from "node:timers/promises";
import { authorise, type Ctx } from "#lib/platform/context";
import { modelEndpoint } from "#lib/settings/queries";
import { ask } from "./ask";
import { embed } from "./embed";
import { LearntRefusal, readFailure, SlowAnswer } from "./model-failure";
import { embeddingEndpoint } from "./models";

/** A server on a processor, or one that loads its model at the first question, takes its time. */
const timeout = 45_000;

/** `sentence` says of each model how fast it answered, or why not. */
export type ModelTrial = { isWorking: boolean; sentence: string };

/** Asks without retries and outside the queue of model calls. Never throws for what an endpoint does wrong. */
export async function tryModel(ctx: Ctx): Promise<ModelTrial> {
  authorise(ctx, "model.manage");
  const endpoint = await modelEndpoint(ctx);
  if (!endpoint) return { isWorking: false, sentence: "No endpoint is set. The built-in apprentice drafts." };
  const embedding = embeddingEndpoint(endpoint);
  const asked = [
    attempt(`The model ${endpoint.model}`, (signal) =>
      ask({
        endpoint,
        system: "You test a connection. Answer in one short sentence.",
        prompt: "Say that you can be reached.",
        tools: [],
        signal,
      }),
    ),
  ];
  if (embedding)
    asked.push(
      attempt(`the embedding model ${embedding.model}`, (signal) =>
        embed(embedding, ["Can you be reached?"], signal),
      ),
    );
  const [drafts, embeds] = await Promise.all(asked);
  const clauses = [drafts, embeds].flatMap((one) => (one ? [one.clause] : []));
  const isMixed = embeds !== undefined && drafts?.isWorking !== embeds.isWorking;
  return {
    isWorking: (drafts?.isWorking ?? false) && (embeds?.isWorking ?? true),
    sentence: `${clauses.join(isMixed ? ", but " : " and ")}.`,
  };
}

type Attempt = { isWorking: boolean; clause: string };

async function attempt(who: string, call: (signal: AbortSignal) => Promise<unknown>): Promise<Attempt> {
  const started = performance.now();
  const abort = new AbortController();
  try {
    await Promise.race([twice(call, abort.signal), tooSlow(abort)]);
    return answered(who, started);
  } catch (error) {
    const { what, says, isUnfit } = readFailure(error);
    // A poor answer to this question says nothing about the connection.
    if (isUnfit) return answered(who, started);
    return { isWorking: false, clause: `${who} ${what}${says ? ` (the server says: “${says}”)` : ""}` };
  } finally {
    abort.abort();
  }
}

function answered(who: string, started: number): Attempt {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return { isWorking: true, clause: `${who} answered in ${seconds} s` };
}

/** Again where a refusal told how the server wants to be asked. */
async function twice(call: (signal: AbortSignal) => Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  return call(signal).catch((error: unknown) => {
    if (error instanceof LearntRefusal) return call(signal);
    throw error;
  });
}

async function tooSlow(abort: AbortController): Promise<never> {
  await sleep(timeout, undefined, { signal: abort.signal });
  throw new SlowAnswer();
}
