/** The story's diagnostics as tools of the agent: they look into a pretend cloud. */
import { defineTool, type Tool } from "#lib/tools/tool";
import { tools } from "./story/tools";

export const demoTools: Tool[] = Object.values(tools).map(({ name, description, input, simulate }) =>
  defineTool({ name, description, input, run: async (_ctx, given) => simulate(given) }),
);
