/** What a diagnostic tool is: a read-only look at a system, asked for by the agent, run only when an analyst agrees. */
import type { z } from "zod";
import type { Ctx } from "#lib/platform/context";

/** A tool cannot change anything: there is no other kind, so that a proposal can never ask for one. */
export type Tool<Input extends z.ZodObject = z.ZodObject> = {
  /** snake_case, as the model calls it. */
  name: string;
  /** What it shows and when it helps, for the model and for the analyst. */
  description: string;
  input: Input;
  /** Looks and answers with plain JSON. Receives arguments that `input` has parsed. */
  run: (ctx: Ctx, input: z.output<Input>) => Promise<Record<string, unknown>>;
};

/** Checks a tool where it is written; keeps its argument types. */
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool<Input> {
  return tool;
}
