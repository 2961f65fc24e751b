/** The audit trail: every change writes its row in its own transaction. */
import { sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { audit } from "#db/schema/platform";
import { microseconds, sealRow } from "./audit-seal";
import { witness } from "./audit-witness";
import { type Ctx, onCommit, type RowWriter, writeAtEnd } from "./context";
import type { AuditAction, AuditEntity } from "./model";

export type AuditEntry = {
  action: AuditAction;
  entity: AuditEntity;
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
    auditWriter,
    entries.map(({ action, entity, entityId, before = null, after = null }) => {
      const said = {
        actorKind,
        actorId,
        actorName,
        action,
        entity,
        entityId: String(entityId),
        before,
        after,
      };
      return { at, ...said, seal: sealRow({ at: microseconds(at), ...said }) };
    }),
  );
}

const auditWriter: RowWriter<typeof audit.$inferInsert> = {
  insert: (rows) => insertRows(audit, rows, sql`returning id, seal`),
  written: (tx, returned) => {
    const sealed = returned.map(({ id, seal }) => ({ id: Number(id), seal: String(seal) }));
    onCommit(tx, () => witness(sealed));
  },
};
