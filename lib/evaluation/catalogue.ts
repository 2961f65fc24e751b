/** The diagnostic tools of a replay: those its analysts ever called, with their arguments. */
import { z } from "zod";
import { type Toolbox, toolbox } from "#lib/tools/registry";
import { defineTool } from "#lib/tools/tool";
import type { TimedDialogue } from "./wall-clock";

/** A catalogue as a desk would have it installed: names of tools and of their arguments, no values. */
export function catalogue(dialogues: readonly TimedDialogue[]): Toolbox {
  const argumentsOf = new Map<string, Set<string>>();
  for (const { events } of dialogues)
    for (const event of events) {
      if (event.kind !== "tool_call") continue;
      const names = argumentsOf.get(event.tool) ?? new Set();
      for (const name of Object.keys(event.arguments)) names.add(name);
      argumentsOf.set(event.tool, names);
    }
  const tools = [...argumentsOf].sort(([left], [right]) => (left < right ? -1 : 1));
  return toolbox(tools.map(([name, names]) => recorded(name, [...names].sort())));
}

/** A replay never runs a tool: its result comes from the record. */
function recorded(name: string, names: readonly string[]) {
  const input = z.object(Object.fromEntries(names.map((key) => [key, z.unknown().optional()])));
  return defineTool({
    name,
    description: `Looks up ${name.replaceAll("_", " ")}.`,
    input,
    run: async () => ({}),
  });
}
