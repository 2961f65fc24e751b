/** The hash chain over the audit trail: given in the background, so that no change waits for it; verified on demand. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Ctx, withTransaction } from "./context";

const chainLock = 7_251_006;
/** The hash "before" the first row. */
const genesis = "0".repeat(64);

/** One audit row as the database spells it: every value a text, so that nothing is rounded on the way to the hash. */
type AuditText = {
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
};
type ChainedText = AuditText & { sequence: string; previousHash: string; hash: string };

/** Instants to the microsecond in UTC; jsonb's own text is canonical: one spelling a value, keys in one order. */
const auditText = sql`
  id::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind as "actorKind",
  actor_id as "actorId", actor_name as "actorName", action, entity, entity_id as "entityId",
  before::text, after::text`;

/**
 * Chains up to `limit` rows that have no place yet: sequence, the hash before, and SHA-256 over both and the row.
 * One process at a time; another one returns 0 at once. Returns how many rows were chained.
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

/** The last link. Keep it outside the database: it is what a chain rewritten as a whole would not match. */
export async function auditHead(ctx: Ctx): Promise<{ sequence: number; hash: string }> {
  const [head] = await ctx.db.execute<{ sequence: string; hash: string }>(
    sql`select sequence, hash from audit where sequence is not null order by sequence desc limit 1`,
  );
  return head ? { sequence: Number(head.sequence), hash: head.hash } : { sequence: 0, hash: genesis };
}

export type AuditVerdict = {
  /** Rows whose hash was computed again. */
  checked: number;
  /** Rows too new to have a place in the chain. */
  unchained: number;
  head: { sequence: number; hash: string };
  /** The first row that does not fit, in order of the chain; null when all do. */
  broken: { sequence: number; id: number | null; at: string | null; fault: string } | null;
};

/** Computes the whole chain again, `batch` rows at a time, and stops at the first row that does not fit. */
export async function verifyAudit(ctx: Ctx, batch = 5_000): Promise<AuditVerdict> {
  let checked = 0;
  let previousHash = genesis;
  const verdict = async (broken: AuditVerdict["broken"]): Promise<AuditVerdict> => {
    const [open] = await ctx.db.execute<{ count: string }>(
      sql`select count(*) from audit where sequence is null`,
    );
    return {
      checked,
      unchained: Number(open?.count ?? 0),
      head: { sequence: checked, hash: previousHash },
      broken,
    };
  };
  for (;;) {
    const rows = await ctx.db.execute<ChainedText>(sql`
      select ${auditText}, sequence::text, previous_hash as "previousHash", hash
      from audit where sequence > ${checked} order by audit.sequence limit ${batch}`);
    for (const row of rows) {
      const fault = faultOf(row, checked + 1, previousHash);
      if (fault === "missing") {
        const next = `the next row is ${row.sequence} (id ${row.id})`;
        return verdict({ sequence: checked + 1, id: null, at: null, fault: `The row is missing; ${next}.` });
      }
      if (fault) return verdict({ sequence: Number(row.sequence), id: Number(row.id), at: row.at, fault });
      checked += 1;
      previousHash = row.hash;
    }
    if (rows.length < batch) return verdict(null);
  }
}

function faultOf(row: ChainedText, sequence: number, previousHash: string): string | "missing" | null {
  if (Number(row.sequence) !== sequence) return "missing";
  if (row.previousHash !== previousHash) return "The row does not name the hash of the row before it.";
  if (row.hash !== hashOf(sequence, previousHash, row)) return "The row was changed after it was chained.";
  return null;
}

/** SHA-256 over a JSON list in a fixed order, which has exactly one spelling. */
function hashOf(sequence: number, previousHash: string, row: AuditText): string {
  const { id, at, actorKind, actorId, actorName, action, entity, entityId, before, after } = row;
  const parts = [previousHash, String(sequence), id, at, actorKind, actorId, actorName];
  const text = JSON.stringify([...parts, action, entity, entityId, before, after]);
  return createHash("sha256").update(text, "utf8").digest("hex");
}
