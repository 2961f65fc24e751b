/** The arguments an MCP tool declares, as those of an action: the kinds of value that a card can show and a person can type. Pure. */
import type { ToolDefinition } from "#lib/mcp/model";
import { ToolArgument } from "#lib/tools/model";

type Property = { type?: unknown; description?: unknown; enum?: unknown };

/** The arguments an action can fill, and the required ones it cannot. */
export type DeclaredArguments = { declared: ToolArgument[]; unfit: string[] };

/** What a tool takes; `set` are the names Vigil itself fills in, which nobody types. */
export function declaredArguments(
  { schema }: ToolDefinition,
  set: readonly string[] = [],
): DeclaredArguments {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const declared: ToolArgument[] = [];
  const unfit: string[] = [];
  for (const [name, property] of propertiesOf(schema)) {
    if (set.includes(name)) continue;
    const isRequired = required.includes(name);
    const parsed = ToolArgument.safeParse({ name, isRequired, ...kindOf(property) });
    if (parsed.success) declared.push(parsed.data);
    else if (isRequired) unfit.push(name);
  }
  return { declared, unfit };
}

/** The optional or required yes-or-no arguments: one of them may make a call a dry run. */
export function switchesOf({ schema }: ToolDefinition): string[] {
  return propertiesOf(schema).flatMap(([name, { type }]) => (type === "boolean" ? [name] : []));
}

/** The arguments that take text: one of them may take the key of an execution. */
export function textsOf({ schema }: ToolDefinition): string[] {
  return propertiesOf(schema).flatMap(([name, { type }]) => (type === "string" ? [name] : []));
}

/** By name, the required ones first, in the order the tool names them; the database keeps no order of its own. */
function propertiesOf(schema: Record<string, unknown>): [string, Property][] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const place = (name: string) => (required.includes(name) ? required.indexOf(name) : required.length);
  return Object.entries(properties)
    .flatMap(([name, one]): [string, Property][] => (isObject(one) ? [[name, one]] : []))
    .sort(([left], [right]) => place(left) - place(right) || left.localeCompare(right));
}

function kindOf({ type, description, enum: choices }: Property): Record<string, unknown> | null {
  const words = typeof description === "string" ? { description: description.slice(0, 300) } : {};
  if (type === "number" || type === "integer") return { type: "number", ...words };
  if (type === "boolean") return { type: "boolean", ...words };
  const texts = Array.isArray(choices) ? choices : [];
  return type === "string" ? { type: "text", choices: texts, ...words } : { type };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
