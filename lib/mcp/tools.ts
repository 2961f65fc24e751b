/** Approved tools of MCP servers as tools of the agent: read-only look-ups under the same rules as all others. */
import { z } from "zod";
import type { Ctx } from "#lib/platform/context";
import { defineTool, type Tool } from "#lib/tools/tool";
import { callTool } from "./connection";
import { ownNameOf, type ToolDefinition } from "./model";
import { usableTools } from "./queries";

/** Gives the tools as they are now; the same object for what nobody changed. */
export function mcpTools(): (ctx: Ctx) => Promise<Tool[]> {
  const made = new Map<string, Tool>();
  return async (ctx) => {
    const usable = await usableTools(ctx);
    const names = new Set<string>();
    return usable.flatMap(({ server, tool: { name, hash, definition } }) => {
      const ownName = ownNameOf(server.name, name);
      // Two that would go by one name: the first in their order has it.
      if (names.has(ownName)) return [];
      names.add(ownName);
      const key = JSON.stringify([server, name, hash]);
      const tool =
        made.get(key) ??
        defineTool({
          name: ownName,
          description: definition.description.slice(0, 500) || `${name} of ${server.name}`,
          input: inputOf(definition),
          run: async (ctx, given) => {
            const answer = await callTool(ctx, server, { name, hash }, given);
            return answer.outcome === "answered" ? answer.result : { error: answer.reason };
          },
        });
      made.set(key, tool);
      return [tool];
    });
  };
}

/** The arguments a server declares; of a schema that cannot be read any are taken, and the server checks them. */
function inputOf({ schema }: ToolDefinition): z.ZodObject {
  try {
    const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    return read instanceof z.ZodObject ? read : z.looseObject({});
  } catch {
    return z.looseObject({});
  }
}
