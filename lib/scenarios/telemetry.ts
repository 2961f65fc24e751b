/** Tools that answer what a scenario says they answer, and nothing else. */
import { isDeepStrictEqual } from "node:util";
import { type Toolbox, toolbox } from "#lib/tools/registry";
import type { Telemetry } from "./model";

/** The installed tools with the answers of a scenario. A call it has no answer for fails, as where a system is away. */
export function answering(tools: Toolbox, telemetry: readonly Telemetry[]): Toolbox {
  return toolbox(
    tools.all.map((tool) => ({
      ...tool,
      run:
        tool.run &&
        (async (_, given) => {
          const answer = telemetry.find((one) => one.tool === tool.name && isPart(one.arguments, given));
          return answer?.result ?? { error: answer?.error ?? `${tool.name} has no data about this.` };
        }),
    })),
  );
}

function isPart(wanted: Record<string, unknown>, given: Record<string, unknown>): boolean {
  return Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(given[name], value));
}
