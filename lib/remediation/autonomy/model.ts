/** What autonomy is given for: an action, on tickets of a category. */
import { z } from "zod";
import { ToolName } from "#lib/tools/model";

/** What the runs on tickets without a category are counted under. */
export const noCategory = "uncategorised";
export const ScopeInput = z.object({ action: ToolName, category: z.string().min(1).max(80) });
