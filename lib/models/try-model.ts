/** The test button of the model settings: each configured model is asked once, all at the same time. */
import { setTimeout as sleep } from "node:timers/promises";
import { authorise, type Ctx } from "#lib/platform/context";
import { modelEndpoint } from "#lib/settings/queries";
import { ask } from "./ask";
import { embed } from "./embed";
import { readFailure, SlowAnswer } from "./model-failure";
import { embeddingEndpoint, languageModel } from "./models";

const timeout = 20_000;

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
        model: languageModel(endpoint),
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
    await Promise.race([call(abort.signal), tooSlow(abort)]);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return { isWorking: true, clause: `${who} answered in ${seconds} s` };
  } catch (error) {
    return { isWorking: false, clause: `${who} ${readFailure(error).what}` };
  } finally {
    abort.abort();
  }
}

async function tooSlow(abort: AbortController): Promise<never> {
  await sleep(timeout, undefined, { signal: abort.signal });
  throw new SlowAnswer();
}
