/** The test button of the model settings: one short question to the endpoint in force. */
import { setTimeout as sleep } from "node:timers/promises";
import { authorise, type Ctx } from "#lib/platform/context";
import { modelEndpoint } from "#lib/settings/queries";
import { ask } from "./ask";
import { readFailure, SlowAnswer } from "./model-failure";
import { languageModel } from "./models";

const patience = 20_000;

export type ModelTrial =
  | { isWorking: true; model: string; answer: string; milliseconds: number }
  | { isWorking: false; model: string | null; reason: string };

/** Asks once, without retries and outside the queue of model calls. Never throws for what the endpoint does wrong. */
export async function tryModel(ctx: Ctx): Promise<ModelTrial> {
  authorise(ctx, "model.manage");
  const endpoint = await modelEndpoint(ctx);
  if (!endpoint)
    return { isWorking: false, model: null, reason: "No endpoint is set. The built-in apprentice drafts." };
  const { model } = endpoint;
  const started = performance.now();
  const abort = new AbortController();
  try {
    const asked = ask({
      model: languageModel(endpoint),
      system: "You test a connection. Answer in one short sentence.",
      prompt: "Say that you can be reached.",
      tools: [],
      signal: abort.signal,
    });
    const { text } = await Promise.race([asked, tooSlow(abort)]);
    return {
      isWorking: true,
      model,
      answer: text.slice(0, 300),
      milliseconds: Math.round(performance.now() - started),
    };
  } catch (error) {
    return { isWorking: false, model, reason: `The model ${model} ${readFailure(error).what}.` };
  } finally {
    abort.abort();
  }
}

async function tooSlow(abort: AbortController): Promise<never> {
  await sleep(patience, undefined, { signal: abort.signal });
  throw new SlowAnswer();
}
