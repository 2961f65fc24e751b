/** Tries a model endpoint before it is relied on: for the test button of the settings. */
import type { Ctx } from "#lib/platform/context";
import { authorise } from "#lib/platform/context";
import { ask } from "./ask";
import { modelCalls } from "./model-calls";
import { languageModel, type ModelEndpoint } from "./models";

export type EndpointTest = { ok: boolean /** What happened, in a sentence to show. */; sentence: string };

const limits = { concurrency: 1, perMinute: 10, timeout: 20_000, patience: 1_000 };

/** Asks the endpoint for a short answer, once and without retries. Changes nothing; needs `model.manage`. */
export async function testModelEndpoint(ctx: Ctx, endpoint: ModelEndpoint): Promise<EndpointTest> {
  authorise(ctx, "model.manage");
  const began = performance.now();
  const system = "You are being tested. Answer with one short word.";
  const result = await modelCalls(limits, { retries: 0 }).run((signal) =>
    ask({ model: languageModel(endpoint), system, prompt: "Are you there?", tools: [], signal }),
  );
  if ("failure" in result)
    return {
      ok: false,
      sentence: `The model ${endpoint.model} ${result.failure.what}. Nothing was changed.`,
    };
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return { ok: true, sentence: `The model ${endpoint.model} answered in ${seconds} s.` };
}
