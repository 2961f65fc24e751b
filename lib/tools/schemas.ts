/** The argument schemas installed tools declare. */
import { z } from "zod";
import type { ArgumentSchema, ToolSchemas } from "#lib/apprentice/call/fits";
import { fitArguments } from "./fitting";
import type { Toolbox } from "./registry";
import type { Tool } from "./tool";

/** The declarations of a toolbox. */
export function schemasOf(tools: Toolbox): ToolSchemas {
  return (name) => declared(tools.named(name));
}

const known = new WeakMap<Tool, ReadonlyMap<string, ArgumentSchema>>();

function declared(tool: Tool): ReadonlyMap<string, ArgumentSchema> {
  const before = known.get(tool);
  if (before) return before;
  const found = new Map(Object.entries(tool.input.shape).map(([name, type]) => [name, schemaOf(name, type)]));
  known.set(tool, found);
  return found;
}

function schemaOf(name: string, type: z.core.$ZodType): ArgumentSchema {
  const alone = z.object({ [name]: type });
  return {
    description: (type instanceof z.ZodType ? type.description : undefined) ?? "",
    isRequired: !alone.safeParse({}).success,
    accepts: (value) => fitArguments(alone, { [name]: value }).success,
  };
}
