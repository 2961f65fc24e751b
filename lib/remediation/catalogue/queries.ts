/** Reads of the catalogue for what prepares, proposes and runs an action. */
import { asc, eq } from "drizzle-orm";
import { action } from "#db/schema/remediation";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";

/** An action as it is stored, with its secrets sealed. */
export type StoredAction = typeof action.$inferSelect;

/** What the secret that signs its requests is kept for. */
export function signsFor(name: string): string {
  return `action ${name}, signing`;
}

/** All actions as they are stored, switched on or off. */
export async function storedActions(ctx: Ctx): Promise<StoredAction[]> {
  return ctx.db.select().from(action).orderBy(asc(action.name));
}

/** One action, switched on or off; throws `not_found`. */
export async function storedAction(ctx: Ctx, name: string): Promise<StoredAction> {
  const [row] = await ctx.db.select().from(action).where(eq(action.name, name));
  if (!row) throw new AppError("not_found", `There is no action ${name}.`);
  return row;
}
