/** Look-ups an action is judged by: what shows the object before, and what tells afterwards whether it helped. */
import { z } from "zod";
import { ToolName } from "#lib/tools/model";

export const ArgumentName = z
  .string()
  .trim()
  .max(60)
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, "Use letters, digits and _");

/** A read-only call of an installed tool. A value that is nothing but `{name}` is that of the action's argument. */
export const ToolLook = z.object({
  tool: ToolName,
  arguments: z.record(z.string().max(60), z.string().max(500)).default({}),
});
export type ToolLook = z.infer<typeof ToolLook>;

/** Names into a result, one after the other: `status.phase`. */
const Path = z.string().trim().min(1, "Name a value of the result").max(200);

/** What shows the object: `fields` are what matters of the result; none named, all of it. */
export const ObjectLook = ToolLook.extend({ fields: z.array(Path).max(30).default([]) });
export type ObjectLook = z.infer<typeof ObjectLook>;

export const comparisons = ["is", "is_not", "at_least", "at_most"] as const;
export type Comparison = (typeof comparisons)[number];

/** What a result says when it helped. */
export const ResultCheck = ToolLook.extend({
  path: Path,
  comparison: z.enum(comparisons),
  /** As it would be typed; `{name}` is the action's argument. */
  value: z.string().trim().max(200),
});
export type ResultCheck = z.infer<typeof ResultCheck>;

/** An installed tool as a look-up to choose. */
export type LookUpChoice = { tool: string; arguments: string[] };
