/** The rows of a page: locked while something happens to it, and every step of it written down. */

import { and, eq, inArray } from "drizzle-orm";
import { page, pageEvent, pageNotice } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AuditVerb } from "#lib/platform/model";
import type { pageEventKinds } from "./model";

export type PageRow = typeof page.$inferSelect;

/** Locks a page. Throws `not_found`, and `conflict` when it is not as whoever acts has seen it. */
export async function lockPage(tx: Ctx, pageId: number, version?: number): Promise<PageRow> {
  const [row] = await tx.db.select().from(page).where(eq(page.id, pageId)).for("update");
  if (!row) throw new AppError("not_found", `There is no page ${pageId}.`);
  if (version !== undefined && row.version !== version)
    throw new AppError("conflict", "Something happened to this page meanwhile. Look at it again.");
  return row;
}

/** Changes a page; whoever looks at it hears of it. */
export async function setPage(tx: Ctx, row: PageRow, change: Partial<PageRow>): Promise<PageRow> {
  const version = row.version + 1;
  const [after = row] = await tx.db
    .update(page)
    .set({ ...change, version })
    .where(eq(page.id, row.id))
    .returning();
  await tellBrowsers(tx, after);
  return after;
}

/** Whoever looks at a page, or waits to be paged, reads it anew. */
export async function tellBrowsers(tx: Ctx, { id, ticketId }: PageRow): Promise<void> {
  await publishChange(tx, "oncall", ticketId, { pageId: id });
}

/** Writes down what happened to a page. */
export async function note(
  tx: Ctx,
  pageId: number,
  kind: (typeof pageEventKinds)[number],
  text: string,
): Promise<void> {
  await tx.db.insert(pageEvent).values({ pageId, at: tx.now(), kind, actorName: tx.actor.name, text });
}

/** The same, with a row in the audit trail. */
export async function noteChange(
  tx: Ctx,
  row: PageRow,
  kind: AuditVerb<"page">,
  text: string,
): Promise<void> {
  await note(tx, row.id, kind, text);
  const { id: entityId, status, ownerId, step, ticketId, incidentId, title } = row;
  await recordAudit(tx, {
    action: `page.${kind}`,
    entity: "page",
    entityId,
    after: { name: title, status, ownerId, step, ticketId, incidentId, ...(text && { reason: text }) },
  });
}

/** Withdraws what has not been sent for a page: of everybody, or of one person. The jobs find nothing left to do. */
export async function withdrawNotices(tx: Ctx, pageId: number, userId?: string): Promise<void> {
  const ofPage = and(
    eq(pageNotice.pageId, pageId),
    inArray(pageNotice.status, ["waiting", "sending"]),
    userId === undefined ? undefined : eq(pageNotice.userId, userId),
  );
  await tx.db.update(pageNotice).set({ status: "withdrawn" }).where(ofPage);
}

/** Names of people by id, in the order given. */
export async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(inArray(user.id, [...ids]));
  return ids.flatMap((id) => rows.find((row) => row.id === id)?.name ?? []);
}
