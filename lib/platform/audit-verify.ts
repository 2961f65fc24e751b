/** Whether the audit trail is whole: no row changed, missing, added, back-dated or chained anew, from one head up to another. */
import { sql } from "drizzle-orm";
import { beginningOf } from "./audit-beginning";
import {
  type AuditHead,
  type ChainedText,
  chainedRows,
  faultOf,
  isFromBeforeSeals,
  isOurs,
  unchainedRows,
} from "./audit-chain";
import type { Ctx } from "./context";

export type AuditVerdict = {
  /** Rows whose hash was computed again. */
  checked: number;
  /** Rows too new to have a place in the chain. */
  unchained: number;
  /** The head behind which it was looked: of what was archived, or is trusted; sequence 0 for the whole trail. */
  from: AuditHead;
  head: AuditHead;
  /** The first row that does not fit; null when all do. `sequence` is null for a row without a place. */
  broken: { sequence: number | null; id: number | null; at: string | null; fault: string } | null;
};

export type AuditScope = {
  /** A head that was kept elsewhere: a trail that was cut off or rewritten as a whole since is found too. */
  known?: AuditHead | null;
  /** A head that is trusted: rows up to it are not looked at. Without one it is begun behind what was archived. */
  from?: AuditHead | null;
  /** Rows at a time. */
  batch?: number;
};

const notOurs = "The row was not written by this installation, or was changed before it was chained.";
const made = "the chain was made anew.";

/** Computes the chain again and stops at the first row that does not fit. */
export async function verifyAudit(
  ctx: Ctx,
  { known = null, from = null, batch = 5_000 }: AuditScope = {},
): Promise<AuditVerdict> {
  const start = from ?? (await beginningOf(ctx));
  const early = await faultAtBeginning(ctx, start, from !== null);
  const { broken, head } = early
    ? { broken: early, head: start }
    : await verifyChain(ctx, { start, known, batch });
  const open = broken ? { count: 0, broken: null } : await verifyOpen(ctx, batch);
  const doubled = broken || open.broken ? null : await doubledRow(ctx);
  const fault = broken ?? open.broken ?? doubled ?? missedHead(head, known);
  return { checked: head.sequence - start.sequence, unchained: open.count, from: start, head, broken: fault };
}

/** A trusted head is the one the trail has there, if it still has one; of what was archived nothing may be left. */
async function faultAtBeginning(
  ctx: Ctx,
  start: AuditHead,
  isTrusted: boolean,
): Promise<AuditVerdict["broken"]> {
  const [row] = await chainedRows(ctx, isTrusted ? start.sequence - 1 : 0, 1);
  if (!row || Number(row.sequence) > start.sequence) return null;
  if (isTrusted && row.hash === start.hash) return null;
  const fault = isTrusted
    ? `The row is not the one that the trusted head names: ${made}`
    : `The row stands before the beginning of the trail, behind row ${start.sequence}.`;
  return { sequence: Number(row.sequence), id: Number(row.id), at: row.at, fault };
}

type Walk = { head: AuditHead; broken: AuditVerdict["broken"] };

async function verifyChain(
  ctx: Ctx,
  { start, known, batch }: { start: AuditHead; known: AuditHead | null; batch: number },
): Promise<Walk> {
  const head = { ...start };
  let isSealed = false;
  for (;;) {
    const rows = await chainedRows(ctx, head.sequence, batch);
    for (const row of rows) {
      const isOld: boolean = !isSealed && isFromBeforeSeals(row, head.sequence + 1, head.hash);
      const fault = isOld ? null : faultOf(row, head.sequence + 1, head.hash);
      isSealed ||= !isOld;
      if (fault === "missing") return { head, broken: missing(head.sequence + 1, row) };
      const sealFault = isOld || isOurs(row) ? null : notOurs;
      const told =
        row.action === "audit.missing" ? `Row ${row.entityId} was taken away before it was chained.` : null;
      const headFault =
        known?.sequence === Number(row.sequence) && known.hash !== row.hash
          ? `The row is not the one that the published head names: ${made}`
          : null;
      const found = fault ?? sealFault ?? told ?? headFault;
      if (found)
        return {
          head,
          broken: { sequence: Number(row.sequence), id: Number(row.id), at: row.at, fault: found },
        };
      head.sequence += 1;
      head.hash = row.hash;
    }
    if (rows.length < batch) return { head, broken: null };
  }
}

function missing(sequence: number, next: ChainedText): AuditVerdict["broken"] {
  const fault = `The row is missing; the next row is ${next.sequence} (id ${next.id}).`;
  return { sequence, id: null, at: null, fault };
}

/** Rows without a place yet carry a seal already. */
async function verifyOpen(
  ctx: Ctx,
  batch: number,
): Promise<{ count: number; broken: AuditVerdict["broken"] }> {
  let count = 0;
  let last = 0;
  for (;;) {
    const rows = await unchainedRows(ctx, last, batch);
    for (const row of rows) {
      if (!isOurs(row))
        return { count, broken: { sequence: null, id: Number(row.id), at: row.at, fault: notOurs } };
      count += 1;
      last = Number(row.id);
    }
    if (rows.length < batch) return { count, broken: null };
  }
}

/** A seal is made once: a row with the seal of another one is its copy. */
async function doubledRow(ctx: Ctx): Promise<AuditVerdict["broken"]> {
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    select max(id)::text as id from audit where seal is not null group by seal having count(*) > 1 limit 1`);
  return row
    ? { sequence: null, id: Number(row.id), at: null, fault: "The row is a copy of another one." }
    : null;
}

function missedHead(head: AuditHead, known: AuditHead | null): AuditVerdict["broken"] {
  if (!known || known.sequence <= head.sequence) return null;
  const fault = `The published head is row ${known.sequence}, the chain ends at ${head.sequence}: its end was cut off.`;
  return { sequence: head.sequence + 1, id: null, at: null, fault };
}
