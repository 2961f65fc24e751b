/** What was refused, in the audit trail: who tried what, told once a minute, so that trying on fills no trail. */

import { recordAudit } from "./audit";
import type { Ctx } from "./context";
import { AppError } from "./errors";
import { log } from "./log";
import type { AuditAction } from "./model";

const tellAgainMs = 60_000;
/** More different refusals within a minute than anybody reads. */
const mostTold = 500;
const told = new Map<string, number>();

/** Records that the actor lacked a permission, when that is what `error` says. Never throws. */
export async function auditForbidden(ctx: Ctx, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || error.code !== "forbidden") return;
  const { permission } = error.details;
  await tell(ctx, "access.refuse", typeof permission === "string" ? permission : "other", {});
}

/** Records that a limit was reached from an address. Never throws. */
export async function auditLimit(ctx: Ctx, limit: string, address: string): Promise<void> {
  await tell(ctx, "limit.reach", limit, { ipAddress: address });
}

async function tell(
  ctx: Ctx,
  action: AuditAction,
  entityId: string,
  after: Record<string, string>,
): Promise<void> {
  const now = ctx.now().getTime();
  const key = JSON.stringify([action, entityId, ctx.actor.kind, ctx.actor.id, after.ipAddress]);
  for (const [old, at] of told) if (now - at >= tellAgainMs) told.delete(old);
  if (told.has(key) || told.size >= mostTold) return;
  told.set(key, now);
  const entity = action === "limit.reach" ? "limit" : "permission";
  await recordAudit(ctx, { action, entity, entityId, after }).catch((error: unknown) =>
    log().warn({ error }, "A refusal could not be recorded"),
  );
}
