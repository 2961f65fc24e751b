/** What runs by itself: harmless actions, and what an action has earned; everything else stays a card for a person. */
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { actionCertificate } from "#db/schema/remediation";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { readSetting } from "#lib/settings/queries";
import type { Suggestion } from "#lib/suggestions/model";
import { changeStatus, showAgentState } from "#lib/suggestions/open-proposals";
import { lockTicket } from "#lib/tickets/lock";
import { inWords, toBeTyped } from "../model";
import { prepared } from "./prepare";
import { lockRun, type RunRow, setRun, tell, tellCall, writeApproval } from "./rows";

/** Highest class a certificate lets go. */
const mostRisk = 2;

/** Runs the action of a fresh proposal where nobody has to be asked; true when it did. Whatever is in the way leaves the card. */
export async function runUnasked(ctx: Ctx, proposal: Suggestion): Promise<boolean> {
  const call = proposal.kind === "remediation" ? proposal.payload.call : undefined;
  if (!call?.action || call.action.risk > mostRisk) return false;
  const stops = await Promise.all([
    readSetting(ctx, "policy.actions"),
    readSetting(ctx, "investigation.stop"),
  ]);
  if (stops.some(({ isStopped }) => isStopped)) return false;
  if (call.action.risk > 0 && !(await hasCertificates(ctx, call.tool))) return false;
  const { ticketId, id: suggestionId } = proposal;
  const input = { ticketId, suggestionId, action: call.tool, arguments: call.arguments };
  const run = await prepared(ctx, input, ctx.actor.id).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  return run !== null && withTransaction(ctx, (tx) => letGo(tx, run, suggestionId));
}

async function letGo(tx: Ctx, { id: runId, ticketId }: RunRow, suggestionId: number): Promise<boolean> {
  const { run } = await lockRun(tx, runId);
  const certificateId = await certificateFor(tx, run);
  const isHarmless = run.risk === 0;
  // What only the customer says, or nobody, is for a person to look at, however harmless the action.
  const isVouched = run.provenance.every(({ source }) => source !== "unknown" && source !== "customer");
  const isLetGo = certificateId !== null && toBeTyped(run.risk, run.provenance).length === 0;
  const mayGo = isVouched && (isHarmless || isLetGo);
  const locked = await lockTicket(tx, ticketId);
  const proposal = { ticketId, id: suggestionId };
  const decided = { decidedAt: tx.now(), decidedBy: tx.actor.id };
  const isTaken = mayGo && (await changeStatus(tx, proposal, { from: "open", to: "accepted", ...decided }));
  if (!isTaken) return false;
  await writeApproval(tx, run, {
    kind: isHarmless ? "standing" : "certificate",
    certificateId: isHarmless ? null : certificateId,
    userId: null,
  });
  const after = await setRun(tx, runId, { status: "approved", eventId: await tellCall(tx, run) });
  const why = isHarmless
    ? "harmless actions need no approval"
    : "it has earned that on tickets of this category";
  await tell(tx, after, "let_go", `${inWords(run.action)} runs without being asked: ${why}.`);
  await showAgentState(tx, locked, "let_go");
  await enqueue(tx, "remediation.execute", { runId }, { id: `action-execute:${runId}` });
  return true;
}

async function hasCertificates(ctx: Ctx, name: string): Promise<boolean> {
  return (await ctx.db.$count(actionCertificate, and(eq(actionCertificate.action, name), confirmed))) > 0;
}

async function certificateFor(tx: Ctx, run: RunRow): Promise<number | null> {
  const [row] = await tx.db
    .select({ id: actionCertificate.id })
    .from(actionCertificate)
    .where(
      and(
        eq(actionCertificate.action, run.action),
        eq(actionCertificate.category, run.category),
        eq(actionCertificate.version, run.version),
        confirmed,
      ),
    );
  return row?.id ?? null;
}

const confirmed = and(isNull(actionCertificate.endedAt), isNotNull(actionCertificate.confirmedAt));
