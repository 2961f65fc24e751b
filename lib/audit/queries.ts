/** Reads of the audit trail: pages by key, and what there is to filter by. */
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { audit } from "#db/schema/platform";
import type { Ctx } from "#lib/platform/context";
import { currentName, everyNameOf } from "./former-names";
import type { AuditEntry, AuditFilter } from "./model";

/** Newest first; `next` is the `before` of the following page, null on the last. */
export async function auditPage(
  ctx: Ctx,
  filter: AuditFilter,
  limit = 50,
): Promise<{ entries: AuditEntry[]; next: number | null }> {
  const rows = await ctx.db
    .select()
    .from(audit)
    .where(
      and(
        filter.actor ? eq(audit.actorId, filter.actor) : undefined,
        filter.action ? inArray(audit.action, filter.action.split(",").flatMap(everyNameOf)) : undefined,
        filter.entity ? inArray(audit.entity, everyNameOf(filter.entity)) : undefined,
        filter.entityId ? eq(audit.entityId, filter.entityId) : undefined,
        filter.before ? lt(audit.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit + 1);
  const entries = rows.slice(0, limit).map(({ previousHash: _, before, after, ...row }) => ({
    ...row,
    action: currentName(row.action),
    entity: currentName(row.entity),
    before: before ?? null,
    after: after ?? null,
  }));
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

/** The actions that occur, found by hopping from one to the next in the index instead of reading every row. */
export async function auditActions(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db.execute<{ action: string }>(sql`
    with recursive hop as (
      (select action from audit order by action limit 1)
      union all
      select (select action from audit where action > hop.action order by action limit 1) from hop
      where hop.action is not null
    )
    select action from hop where action is not null`);
  return [...new Set(rows.map(({ action }) => currentName(action)))].sort();
}
