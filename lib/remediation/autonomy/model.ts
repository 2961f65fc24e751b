/** What autonomy is given for: an action, on tickets of a category. */
import { z } from "zod";
import { ToolName } from "#lib/tools/model";

/** The ticket category an action's record without one is kept by. */
export const noCategory = "uncategorised";
export const ScopeInput = z.object({ action: ToolName, category: z.string().min(1).max(80) });
