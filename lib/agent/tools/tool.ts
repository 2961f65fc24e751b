/** What a diagnostic tool is: a read-only look at a system, asked for by the agent, run only when an analyst agrees. */
import { z } from "zod";
import type { Ctx } from "#lib/platform/context";

/** A tool cannot change anything: there is no other kind, so that a proposal can never ask for one. */
export type Tool<Input extends z.ZodObject = z.ZodObject> = {
  /** snake_case, as the model calls it. */
  name: string;
  /** What it shows and when it helps, for the model and for the analyst. */
  description: string;
  input: Input;
  /** Milliseconds it may take; `usualLimit` when left out. */
  limit?: number;
  /**
   * Looks and answers with plain JSON. Receives arguments that `input` has parsed, and the ticket it is run for. Null
   * where nothing is connected: the analyst looks it up and writes down what was found.
   */
  run:
    | ((ctx: Ctx, input: z.output<Input>, at: { ticketId: number }) => Promise<Record<string, unknown>>)
    | null;
};

/** Milliseconds a tool may take that sets no limit of its own. */
export const usualLimit = 20_000;

/** Checks a tool where it is written; keeps its argument types. */
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool<Input> {
  return tool;
}

const byHand = new Map<string, Tool>();

/** A tool the team's history knows and this installation does not have; the same object for the same name. */
export function byHandTool(name: string): Tool {
  const known = byHand.get(name);
  if (known) return known;
  const made = defineTool({
    name,
    description: "Recorded by an analyst.",
    input: z.looseObject({}),
    run: null,
  });
  byHand.set(name, made);
  return made;
}
