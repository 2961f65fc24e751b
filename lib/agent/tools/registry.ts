/** The catalogue of tools this installation has: composed of lists, one a source, at the start of a process. */
import { z } from "zod";
import type { ToolRequest } from "#lib/suggestions/model";
import type { Tool } from "./tool";

export type Toolbox = {
  all: readonly Tool[];
  /** The call with its arguments as the tool reads them, or what is wrong with it. */
  check: (
    request: ToolRequest,
  ) => { ok: true; tool: Tool; request: ToolRequest } | { ok: false; fault: string };
};

/** Composes the catalogue. A name used twice is a mistake of the installation and stops the start. */
export function toolbox(...lists: readonly Tool[][]): Toolbox {
  const all = lists.flat();
  const byName = new Map(all.map((tool) => [tool.name, tool]));
  if (byName.size < all.length) throw new Error("Two diagnostic tools have the same name.");
  return {
    all,
    check: (request) => {
      const tool = byName.get(request.tool);
      if (!tool) return { ok: false, fault: `There is no tool ${request.tool}.` };
      const parsed = tool.input.safeParse(request.arguments);
      if (!parsed.success) return { ok: false, fault: z.prettifyError(parsed.error) };
      return { ok: true, tool, request: { tool: tool.name, arguments: parsed.data } };
    },
  };
}
