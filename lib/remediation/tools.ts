/** The catalogue as the agent knows it: names with their arguments, which it can propose and never run. */

import type { Ctx } from "#lib/platform/context";
import { inputOf } from "#lib/tools/http-tool";
import { defineTool, type Tool } from "#lib/tools/tool";
import { type StoredAction, storedActions } from "./catalogue/queries";
import { toolFault } from "./execution-tool/execution-tool";
import { locks, riskClass } from "./model";

const made = new Map<string, { of: string; tool: Tool }>();

/** Every action as a tool without a `run`; one that is switched off stays known, so that it is not looked up by hand. */
export async function actionTools(ctx: Ctx): Promise<Tool[]> {
  const all = await storedActions(ctx);
  return Promise.all(
    all.map(async (stored) => {
      const isOff = !stored.enabled || (await toolFault(ctx, stored)) !== null;
      const of = `${stored.name}:${stored.version}:${isOff}:${stored.createdAt.getTime()}`;
      const known = made.get(stored.name);
      if (known?.of === of) return known.tool;
      const tool = actionTool(stored, isOff);
      made.set(stored.name, { of, tool });
      return tool;
    }),
  );
}

function actionTool({ name, description, arguments: declared, risk }: StoredAction, isOff: boolean): Tool {
  const level = riskClass(risk);
  return defineTool({
    name,
    description: `Action, ${locks[level].name.toLowerCase()}: ${description}`,
    input: inputOf(declared),
    action: { risk: level, isOff },
    run: null,
  });
}
