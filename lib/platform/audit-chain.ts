/** The keyed chain over the audit trail: given in the background, so that no change waits for it; verified on demand. */
import { createHash, createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { isSealOf } from "./audit-seal";
import { type Ctx, withTransaction } from "./context";
import type { AuditAction } from "./model";
import { installationKey } from "./secrets";

const chainLock = 7_251_006;
/** Where the chain began: the "hash before" its first row. */
export const genesis = { sequence: 0, hash: "0".repeat(64) };

/** One audit row as the database spells it: every value a text, so that nothing is rounded on the way to the hash. */
export type AuditText = {
  id: string;
  at: string;
  actorKind: string;
  actorId: string;
  actorName: string;
  action: string;
  entity: string;
  entityId: string;
  before: string | null;
  after: string | null;
  seal: string | null;
};
export type ChainedText = AuditText & { sequence: string; previousHash: string; hash: string };

/** A place in the chain: everything up to it is held by its hash. */
export type AuditHead = { sequence: number; hash: string };

/** Instants to the microsecond in UTC; jsonb's own text is canonical: one spelling a value, keys in one order. */
const auditText = sql`
  id::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind as "actorKind",
  actor_id as "actorId", actor_name as "actorName", action, entity, entity_id as "entityId",
  before::text, after::text, seal`;

/**
 * Chains up to `limit` rows that have no place yet: sequence, the hash before, and a keyed hash over both and the
 * row. One process at a time; another one returns 0 at once. Returns how many rows were chained.
 */
export async function chainAudit(ctx: Ctx, limit = 2_000): Promise<number> {
  return withTransaction(ctx, async (tx) => {
    const [lock] = await tx.db.execute<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(${chainLock}) as taken`,
    );
    if (!lock?.taken) return 0;
    const rows = await tx.db.execute<AuditText>(sql`
      select ${auditText} from audit where sequence is null order by audit.id limit ${limit}`);
    if (rows.length === 0) return 0;
    const head = await auditHead(tx);
    let previousHash = head.hash;
    const links = rows.map((row, index) => {
      const sequence = head.sequence + index + 1;
      const link = {
        id: Number(row.id),
        sequence,
        previous_hash: previousHash,
        hash: hashOf(sequence, previousHash, row),
      };
      previousHash = link.hash;
      return link;
    });
    await tx.db.execute(sql`
      update audit set sequence = link.sequence, previous_hash = link.previous_hash, hash = link.hash
      from jsonb_to_recordset(${JSON.stringify(links)}::text::jsonb)
        as link(id bigint, sequence bigint, previous_hash text, hash text)
      where audit.id = link.id`);
    return rows.length;
  });
}

/** The last link. */
export async function auditHead(ctx: Ctx): Promise<AuditHead> {
  const [head] = await ctx.db.execute<{ sequence: string; hash: string }>(
    sql`select sequence, hash from audit where sequence is not null order by sequence desc limit 1`,
  );
  return head ? { sequence: Number(head.sequence), hash: head.hash } : genesis;
}

/** The chained rows behind `sequence`, in order. */
export async function chainedRows(ctx: Ctx, sequence: number, limit: number): Promise<ChainedText[]> {
  return ctx.db.execute<ChainedText>(sql`
    select ${auditText}, sequence::text, previous_hash as "previousHash", hash
    from audit where sequence > ${sequence} order by audit.sequence limit ${limit}`);
}

/** The rows of this change, the newest first. */
export async function rowsOf(ctx: Ctx, action: AuditAction): Promise<AuditText[]> {
  return ctx.db.execute<AuditText>(
    sql`select ${auditText} from audit where action = ${action} order by audit.id desc`,
  );
}

/** The rows that have no place yet and ids behind `id`, in order. */
export async function unchainedRows(ctx: Ctx, id: number, limit: number): Promise<AuditText[]> {
  return ctx.db.execute<AuditText>(sql`
    select ${auditText} from audit where sequence is null and id > ${id} order by audit.id limit ${limit}`);
}

/** What is wrong with a row that should stand at `sequence` behind a row with `previousHash`; null when nothing is. */
export function faultOf(row: ChainedText, sequence: number, previousHash: string): string | null {
  if (Number(row.sequence) !== sequence) return "missing";
  if (row.previousHash !== previousHash) return "The row does not name the hash of the row before it.";
  if (row.hash === hashOf(sequence, previousHash, row)) return null;
  return "The row was changed after it was chained, or chained by somebody without the installation's key.";
}

/** True for a row from before rows were sealed, as it was chained then. */
export function isFromBeforeSeals(row: ChainedText, sequence: number, previousHash: string): boolean {
  if (row.seal !== null || Number(row.sequence) !== sequence || row.previousHash !== previousHash)
    return false;
  return (
    row.hash ===
    createHash("sha256")
      .update(spelling(sequence, previousHash, row), "utf8")
      .digest("hex")
  );
}

/** Whether this installation wrote what the row says. */
export function isOurs(row: AuditText): boolean {
  if (row.seal === null) return false;
  const parsed = (text: string | null) => (text === null ? null : JSON.parse(text));
  return isSealOf(row.seal, { ...row, before: parsed(row.before), after: parsed(row.after) });
}

function hashOf(sequence: number, previousHash: string, row: AuditText): string {
  return createHmac("sha256", installationKey("audit-chain"))
    .update(spelling(sequence, previousHash, row), "utf8")
    .digest("hex");
}

/** A JSON list in a fixed order, which has exactly one spelling. */
function spelling(sequence: number, previousHash: string, row: AuditText): string {
  const { id, at, actorKind, actorId, actorName, action, entity, entityId, before, after, seal } = row;
  const parts = [previousHash, String(sequence), id, at, actorKind, actorId, actorName];
  return JSON.stringify([
    ...parts,
    action,
    entity,
    entityId,
    before,
    after,
    ...(seal === null ? [] : [seal]),
  ]);
}
