/** Makes a look-up of an action: with the tools that are installed now, and the values the action is run with. */

import { refusal } from "#lib/connectors/webhook-request";
import { found } from "#lib/investigation/run-tool";
import { mcpTools } from "#lib/mcp/tools";
import type { Ctx } from "#lib/platform/context";
import { installedTools } from "#lib/tools/installed";
import type { Toolbox } from "#lib/tools/registry";
import type { LookUpChoice, ToolLook } from "./model";

/** What a look-up showed, or why it shows nothing. */
export type Seen = { isSeen: true; result: Record<string, unknown> } | { isSeen: false; reason: string };

/** Asks once; whatever goes wrong is a sentence. */
export async function lookWith(
  ctx: Ctx,
  look: ToolLook,
  given: Record<string, unknown>,
  ticketId: number,
): Promise<Seen> {
  const tools = await installed(ctx);
  const checked = tools.check({ tool: look.tool, arguments: filled(look.arguments, given) });
  if (!checked.ok) return { isSeen: false, reason: checked.fault };
  const result = await found(ctx, ticketId, checked);
  const { error, ...shown } = result;
  if (typeof error === "string" && Object.keys(shown).length === 0) return { isSeen: false, reason: error };
  return { isSeen: true, result };
}

/** Throws `unprocessable` where no such look-up is installed, or it does not take these arguments by name. */
export async function requireLookUp(ctx: Ctx, field: string, look: ToolLook | null): Promise<void> {
  if (look === null) return;
  const tool = (await installed(ctx)).named(look.tool);
  if (!tool.run) throw refusal("unprocessable", field, `${look.tool} is not an installed look-up`);
  const names = Object.keys(tool.input.shape);
  // A tool that declares nothing takes anything.
  const unknown = Object.keys(look.arguments).find((name) => names.length > 0 && !names.includes(name));
  if (unknown !== undefined) throw refusal("unprocessable", field, `${look.tool} takes no ${unknown}`);
}

/** The installed look-ups, to choose one. */
export async function lookUpChoices(ctx: Ctx): Promise<LookUpChoice[]> {
  return (await installed(ctx)).all
    .filter(({ run }) => run !== null)
    .map(({ name, input }) => ({ tool: name, arguments: Object.keys(input.shape) }));
}

async function installed(ctx: Ctx): Promise<Toolbox> {
  const tools = installedTools(mcpTools());
  await tools.refresh(ctx);
  return tools;
}

/** The arguments with the action's values in their places; what has none is left out. */
function filled(wanted: Record<string, string>, given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, text]) => {
      const value = filledIn(text, given);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The value a text stands for. */
export function filledIn(text: string, given: Record<string, unknown>): unknown {
  const name = /^\{(\w+)\}$/.exec(text)?.[1];
  return name === undefined ? text : given[name];
}
