/** Plays scenarios one after the other and reports which expectations were met. */
import type { AgentPorts } from "#lib/agent/loop";
import { selfRunning } from "#lib/investigation/self-running";
import type { Ctx } from "#lib/platform/context";
import { failuresOf, findingCounts, type TellLanguage } from "./judge";
import type { Scenario, ScenarioReport, ScenarioResult } from "./model";
import { playScenario } from "./play";
import { answering } from "./telemetry";

/** What scenarios are played with. */
export type Stage = Pick<ScenarioReport, "environment"> & {
  ctx: Ctx;
  ports: AgentPorts;
  languageOf: TellLanguage;
};

/** Plays `scenarios` on `stage`, each as if it were the only one. One that cannot be played fails with the reason. */
export async function runScenarios(
  { ctx, ports, environment, languageOf }: Stage,
  scenarios: readonly Scenario[],
  { faults = [], onProgress }: { faults?: string[]; onProgress?: (done: number, total: number) => void } = {},
): Promise<ScenarioReport> {
  const began = performance.now();
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    results.push(await resultOf(ctx, scenario, ports, languageOf));
    onProgress?.(results.length, scenarios.length);
  }
  const passed = results.filter((result) => result.passed).length;
  return {
    environment,
    scenarios: results.length,
    passed,
    failed: results.length - passed,
    seconds: Math.round(performance.now() - began) / 1000,
    results,
    findings: findingCounts(
      scenarios.map(({ expect }, at) => ({ expected: expect, made: results[at]?.shown?.finding ?? null })),
    ),
    faults,
  };
}

async function resultOf(
  ctx: Ctx,
  scenario: Scenario,
  ports: AgentPorts,
  languageOf: TellLanguage,
): Promise<ScenarioResult> {
  const { id, about, engine, expect, investigates, telemetry } = scenario;
  const began = performance.now();
  const finish = (end: Pick<ScenarioResult, "failures" | "error" | "shown">): ScenarioResult => ({
    id,
    about,
    passed: end.error === null && end.failures.length === 0,
    ...end,
    milliseconds: Math.round(performance.now() - began),
  });
  try {
    const endpoint = engine === "llm" ? await ports.endpoint(ctx) : null;
    if (engine === "llm" && !endpoint) throw new RangeError("No language model is configured.");
    const policy = investigates ? selfRunning(ports.policy) : ports.policy;
    const tools = telemetry ? answering(ports.tools, telemetry) : ports.tools;
    const shown = await playScenario(ctx, scenario, {
      ...ports,
      tools,
      policy,
      endpoint: async () => endpoint,
    });
    return finish({ failures: failuresOf(expect, shown, languageOf), error: null, shown });
  } catch (error) {
    return finish({
      failures: [],
      error: error instanceof Error ? error.message : String(error),
      shown: null,
    });
  }
}
