/** The audit trail: every change writes its row in its own transaction. */
import { sql } from "drizzle-orm";
import { type Ctx, writeAtEnd } from "./context";

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
  const { kind: actorKind, id: actorId, name: actorName } = ctx.actor;
  const at = ctx.now();
  await writeAtEnd(
    ctx,
    writeAudit,
    entries.map((entry) => ({ at, actorKind, actorId, actorName, ...entry })),
  );
}

type AuditRow = AuditEntry & { at: Date; actorKind: string; actorId: string; actorName: string };

async function writeAudit(ctx: Ctx, rows: AuditRow[]): Promise<void> {
  await ctx.db.execute(sql`
    insert into audit (at, actor_kind, actor_id, actor_name, action, entity, entity_id, before, after)
    select at, "actorKind", "actorId", "actorName", action, entity, "entityId", before, after
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as new (
      at timestamptz, "actorKind" text, "actorId" text, "actorName" text, action text, entity text,
      "entityId" text, before jsonb, after jsonb
    )`);
}
