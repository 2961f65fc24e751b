/** What autonomy is given for, an action on tickets of a category, and what it has earned there. */
import { z } from "zod";
import { ToolName } from "#lib/tools/model";
import { Risk } from "../model";

/** What the runs on tickets without a category are counted under. */
export const noCategory = "uncategorised";
export const ScopeInput = z.object({ action: ToolName, category: z.string().min(1).max(80) });

/** What an action has earned on tickets of a category. */
export const AutonomyRecord = z.object({
  action: z.string(),
  category: z.string(),
  risk: Risk,
  /** Runs that count, those that went wrong, and those that do not count yet. */
  runs: z.number(),
  wrong: z.number(),
  pending: z.number(),
  /** The share of wrong runs stays below this at the level asked for. */
  upperBound: z.number(),
  isEarned: z.boolean(),
  certificate: z
    .object({
      id: z.number(),
      askedBy: z.string(),
      askedById: z.string(),
      confirmedBy: z.string().nullable(),
      bound: z.number(),
      runs: z.number(),
      since: z.coerce.date(),
    })
    .nullable(),
});
export type AutonomyRecord = z.infer<typeof AutonomyRecord>;
