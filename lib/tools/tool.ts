/** What a tool is: a read-only look at a system, or the name of an action that its own locks let happen elsewhere. */
import { z } from "zod";
import type { Ctx } from "#lib/platform/context";
import type { RiskClass } from "#lib/policy/model";

/** Nothing a tool runs changes anything: what does is an action, which has no `run`, and which a proposal can only name. */
export type Tool<Input extends z.ZodObject = z.ZodObject> = {
  /** snake_case, as the model calls it. */
  name: string;
  /** What it shows and when it helps, for the model and for the analyst. */
  description: string;
  input: Input;
  /** Of an action: its class of risk, and whether it is switched off. */
  action?: { risk: RiskClass; isOff: boolean };
  /** Milliseconds it may take; `usualLimit` when left out. */
  limit?: number;
  /**
   * Looks and answers with plain JSON. Receives arguments that `input` has parsed, and the ticket it is run for. Null
   * where nothing is connected: the analyst looks it up and writes down what was found. Null for every action.
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
