/** Where the audit trail begins once its oldest rows were archived: behind a head that this installation has said so of. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type AuditHead, genesis, isOurs, rowsOf } from "./audit-chain";
import type { Ctx } from "./context";

/** What a row that says where the trail begins holds: the head of what is gone. */
export const Beginning = z.object({
  sequence: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * The head of the rows that were archived, as the trail itself says: in a row sealed with the key that the database does not
 * hold, so that nobody who only has the database moves it. The first row's own "head" where nothing was archived.
 */
export async function beginningOf(ctx: Ctx): Promise<AuditHead> {
  let latest = genesis;
  for (const row of await rowsOf(ctx, "audit.begin")) {
    const told = Beginning.safeParse(JSON.parse(row.after ?? "null"));
    if (told.success && told.data.sequence > latest.sequence && isOurs(row)) latest = told.data;
  }
  return latest;
}

/** True while the chain still holds what it held when `head` was its end, as far as it can be said: from `beginning` on. */
export async function holdsHead(
  ctx: Ctx,
  { sequence, hash }: AuditHead,
  beginning?: AuditHead,
): Promise<boolean> {
  const [row] = await ctx.db.execute<{ hash: string }>(
    sql`select hash from audit where sequence = ${sequence}`,
  );
  if (row) return row.hash === hash;
  const from = beginning ?? (await beginningOf(ctx));
  return sequence < from.sequence || (sequence === from.sequence && hash === from.hash);
}
