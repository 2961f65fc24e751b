/** Reads of the catalogue: for those who manage it, and for what runs an action. */
import { asc, eq } from "drizzle-orm";
import { action } from "#db/schema/remediation";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { Action } from "../model";

/** An action as it is stored, with its secrets sealed. */
export type StoredAction = typeof action.$inferSelect;

/** All actions in order of name, without their secrets. */
export async function catalogue(ctx: Ctx): Promise<Action[]> {
  const rows = await storedActions(ctx);
  return rows.map(({ secret, bearer, createdAt, ...one }) =>
    Action.parse({ ...one, hasBearer: bearer !== null }),
  );
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
