/** The catalogue of tools this installation has: composed of lists, one a source, at the start of a process. */
import { z } from "zod";
import type { ToolRequest } from "#lib/suggestions/step";
import { fitArguments } from "./fitting";
import { byHandTool, type Tool } from "./tool";

export type Toolbox = {
  /** The installed ones: what a language model is offered. */
  all: readonly Tool[];
  /** The installed tool of a name; where there is none, one that an analyst looks up by hand. */
  named: (name: string) => Tool;
  /** The call with its arguments as the tool reads them, marked when it is looked up by hand or changes something, or what is wrong with it. */
  check: (
    request: ToolRequest,
  ) => { ok: true; tool: Tool; request: ToolRequest } | { ok: false; fault: string };
};

/** Composes the catalogue. A name used twice is a mistake of the installation and stops the start. */
export function toolbox(...lists: readonly (readonly Tool[])[]): Toolbox {
  const all = lists.flat();
  const byName = new Map(all.map((tool) => [tool.name, tool]));
  if (byName.size < all.length) throw new Error("Two diagnostic tools have the same name.");
  const named = (name: string) => byName.get(name) ?? byHandTool(name);
  return {
    all: all.filter(({ action }) => !action?.isOff),
    named,
    check: (request) => {
      const tool = named(request.tool);
      const parsed = fitArguments(tool.input, request.arguments);
      if (!parsed.success) return { ok: false, fault: z.prettifyError(parsed.error) };
      const checked = { tool: tool.name, arguments: parsed.data };
      if (tool.action?.isOff) return { ok: false, fault: `The action ${tool.name} is switched off.` };
      if (tool.action) return { ok: true, tool, request: { ...checked, action: { risk: tool.action.risk } } };
      return { ok: true, tool, request: tool.run ? checked : { ...checked, byHand: true } };
    },
  };
}

/** The catalogue without the diagnostics that are not run here: whoever needs one of them looks it up by hand. Actions have locks of their own. */
export function without(tools: Toolbox, isOff: (name: string) => boolean): Toolbox {
  const out = tools.all.filter(({ name, action }) => !action && isOff(name));
  if (out.length === 0) return tools;
  const byHand = toolbox();
  const boxOf = (name: string) => (out.some((tool) => tool.name === name) ? byHand : tools);
  return {
    all: tools.all.filter((tool) => !out.includes(tool)),
    named: (name) => boxOf(name).named(name),
    check: (request) => boxOf(request.tool).check(request),
  };
}
