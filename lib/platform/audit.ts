/** The audit trail: every change writes its row in its own transaction. */
import { audit } from "#db/schema/index";
import type { Ctx } from "./context";

export type AuditEntry = {
  /** `noun.verb`, for instance `suggestion.reject`. */
  action: string;
  entity: string;
  entityId: string | number;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
};

/** Writes one audit row an entry as the context's actor. Call it inside the transaction of the change. */
export async function recordAudit(ctx: Ctx, ...entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await ctx.db.insert(audit).values(
    entries.map((entry) => ({
      at: ctx.now(),
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      action: entry.action,
      entity: entry.entity,
      entityId: String(entry.entityId),
      before: entry.before ?? null,
      after: entry.after ?? null,
    })),
  );
}
