/** The story's diagnostics as tools of the agent: they look into a pretend cloud. */
import { setTimeout as sleep } from "node:timers/promises";
import { env } from "#lib/platform/env";
import { defineTool, type Tool } from "#lib/tools/tool";
import { tools } from "./story/tools";

export const demoTools: Tool[] = Object.values(tools).map(({ name, description, input, simulate }) =>
  defineTool({
    name,
    description,
    input,
    run: async (_ctx, given) => {
      const { VIGIL_DEMO_TOOL_MS } = env();
      if (VIGIL_DEMO_TOOL_MS > 0) await sleep(VIGIL_DEMO_TOOL_MS);
      return simulate(given);
    },
  }),
);
