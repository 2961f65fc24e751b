/** What people do about a run: approve exactly what they saw, deny it, confirm what they did by hand, judge it, have it undone. */
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { cancelJob, enqueue } from "#lib/platform/jobs/enqueue";
import { type Role, roleNames, roles } from "#lib/platform/rules";
import { isActive } from "#lib/tickets/model";
import { ticketById } from "#lib/tickets/queries";
import { toolFault } from "../execution-tool/execution-tool";
import {
  type ActionRun,
  ApproveRunInput,
  ConfirmRunInput,
  DenyRunInput,
  inWords,
  JudgeRunInput,
  locks,
  RunInput,
  riskClass,
  toBeTyped,
  undecidedStatuses,
  wordsToType,
} from "../model";
import { conclude, finish } from "./conclude";
import { decideProposal } from "./proposal";
import { runView } from "./queries";
import { type LockedRun, lockRun, setRun, tell, tellCall, withdrawCall, writeApproval } from "./rows";

/**
 * Approves a run as it was on the screen. The first approval of a proposal decides it. Throws `conflict` when the run has
 * changed, expired or ended since, `forbidden` for a role the action does not let approve, or for the same person twice,
 * `invalid` when what has to be typed was not.
 */
export const approveRun = command(
  "action.approve",
  ApproveRunInput,
  async (tx, { runId, argumentsDigest, effectDigest, typed }): Promise<ActionRun> => {
    const locked = await lockRun(tx, runId);
    const { run, stored, approvals } = locked;
    const { actor } = tx;
    requirePerson(tx);
    await refuseEnded(tx, locked);
    refuseRole(tx, stored.approver);
    const isSame = run.argumentsDigest === argumentsDigest && run.effectDigest === effectDigest;
    if (!isSame)
      throw new AppError("conflict", "This changed since it was on your screen. Look at it again.");
    const people = approvals.filter(({ kind }) => kind === "person");
    if (people.some(({ userId }) => userId === actor.id))
      throw new AppError("forbidden", "You have approved this. The second approval is somebody else's.");
    const needed = locks[riskClass(run.risk)].people;
    const kept = typedAsWritten(locked, typed, people.length === 0);
    await writeApproval(tx, run, { kind: "person", userId: actor.id, typed: kept });
    const given = people.length + 1;
    const isFirst = run.eventId === null;
    const eventId = isFirst ? await callOnTicket(tx, locked) : run.eventId;
    const isEnough = given >= needed;
    const after = await setRun(tx, runId, { eventId, status: isEnough ? "approved" : "waiting" });
    const of = needed > 1 ? ` (${given} of ${needed})` : "";
    await tell(tx, after, "approve", `${actor.name} approved ${inWords(run.action)}${of}.`);
    if (isEnough) await enqueue(tx, "remediation.execute", { runId }, { id: `action-execute:${runId}` });
    return runView(tx, runId);
  },
);

/** Ends a run before it is executed; reported as suspicious, that stands in the audit and on the ticket. */
export const denyRun = command(
  "action.approve",
  DenyRunInput,
  async (tx, { runId, note, isSuspicious }): Promise<ActionRun> => {
    const { run, stored } = await lockRun(tx, runId);
    requirePerson(tx);
    refuseRole(tx, stored.approver);
    if (!["prepared", "waiting", "approved"].includes(run.status))
      throw new AppError("conflict", "It is too late to deny this.");
    const what = isSuspicious
      ? `reported ${inWords(run.action)} as suspicious`
      : `denied ${inWords(run.action)}`;
    const reason = `${tx.actor.name} ${what}.${note && ` ${note}`}`;
    const after = await setRun(tx, runId, { status: "denied", reason });
    await cancelJob(tx, `action-execute:${runId}`);
    if (run.eventId === null)
      await recordAudit(tx, deniedEntry(after.ticketId, run.action, reason, isSuspicious));
    else {
      await tell(tx, after, isSuspicious ? "report" : "deny", reason);
      // What a person stopped is not learned from.
      await withdrawCall(tx, after);
    }
    return runView(tx, runId);
  },
);

/** Of an action done by hand: that it was done, or could not be. */
export const confirmRun = command(
  "action.approve",
  ConfirmRunInput,
  async (tx, { runId, isDone }): Promise<ActionRun> => {
    const locked = await lockRun(tx, runId);
    requirePerson(tx);
    refuseRole(tx, locked.stored.approver);
    if (locked.stored.kind !== "by_hand" || locked.run.status !== "executing")
      throw new AppError("conflict", "This is not waiting to be done by hand.");
    const words = isDone ? "did it by hand" : "could not do it";
    await finish(
      tx,
      locked,
      isDone ? { outcome: "done", result: {} } : { outcome: "failed", reason: `${tx.actor.name} ${words}.` },
    );
    return runView(tx, runId);
  },
);

/** Whether it helped, as a person sees it: where a person is the signal, or the signal said nothing. */
export const judgeRun = command(
  "action.approve",
  JudgeRunInput,
  async (tx, { runId, isHelped }): Promise<ActionRun> => {
    const locked = await lockRun(tx, runId);
    requirePerson(tx);
    const { status, verification } = locked.run;
    const isOpen = verification === "pending" || verification === "skipped";
    if (!isOpen || (status !== "done" && status !== "unknown"))
      throw new AppError("conflict", "Whether this helped is decided already.");
    const signal = { seenBy: tx.actor.name, helped: isHelped };
    await conclude(tx, locked, { state: isHelped ? "verified" : "failed", signal });
    return runView(tx, runId);
  },
);

/** Has what a run changed changed back. One person decides: what is undone was approved before. */
export const rollBackRun = command("action.approve", RunInput, async (tx, { runId }): Promise<ActionRun> => {
  const { run, stored } = await lockRun(tx, runId);
  requirePerson(tx);
  refuseRole(tx, stored.approver);
  if (!stored.canRollBack)
    throw new AppError("unprocessable", `${inWords(run.action)} cannot be rolled back.`);
  if (stored.version !== run.version)
    throw new AppError("conflict", "The action was changed since it was executed. Change it back by hand.");
  const isDone = run.status === "done" || run.status === "unknown";
  if (!isDone || run.rollBackStartedAt) throw new AppError("conflict", "There is nothing to roll back.");
  await writeApproval(tx, run, { kind: "roll_back", userId: tx.actor.id, typed: {} });
  const after = await setRun(tx, runId, { rollBackStartedAt: tx.now() });
  await tell(tx, after, "ask_roll_back", `${tx.actor.name} asked to roll back ${inWords(run.action)}.`);
  await enqueue(tx, "remediation.rollBack", { runId }, { id: `action-roll-back:${runId}` });
  return runView(tx, runId);
});

/** An action needs a person behind it: neither a key nor the agent approves. */
function requirePerson({ actor }: Ctx): void {
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person can decide on an action.");
}

function refuseRole({ actor }: Ctx, approver: Role): void {
  const isAllowed = actor.kind === "user" && roles.indexOf(actor.role) >= roles.indexOf(approver);
  if (!isAllowed)
    throw new AppError("forbidden", `This action is decided on by the role ${roleNames[approver]} or above.`);
}

async function refuseEnded(tx: Ctx, { run, stored }: LockedRun): Promise<void> {
  if (riskClass(run.risk) === 4)
    throw new AppError("unprocessable", "Vigil never executes this. Copy it and do it where you are sure.");
  if (!undecidedStatuses.some((status) => status === run.status))
    throw new AppError("conflict", "This was decided before, or replaced.", { status: run.status });
  if (tx.now() >= run.expiresAt) throw new AppError("conflict", "The time to approve this is over.");
  if (!isActive((await ticketById(tx, run.ticketId)).status))
    throw new AppError("conflict", "The ticket is not being worked on any more.");
  if (!stored.enabled) throw new AppError("conflict", `The action ${inWords(run.action)} is switched off.`);
  if (stored.version !== run.version)
    throw new AppError("conflict", `The action ${inWords(run.action)} was changed. Prepare it again.`);
  const fault = await toolFault(tx, stored);
  if (fault !== null) throw new AppError("conflict", fault);
}

/** What was typed where it had to be: the target for two-person classes, and values nobody vouches for. */
function typedAsWritten({ run, stored }: LockedRun, typed: Record<string, string>, isFirst: boolean) {
  const named = locks[riskClass(run.risk)].people > 1 ? [stored.target] : [];
  const doubtful = isFirst ? toBeTyped(run.risk, run.provenance) : [];
  const wanted = [...new Set([...named, ...doubtful])];
  const wrong = wanted.filter((name) => typed[name]?.trim() !== wordsToType(run.arguments[name]));
  if (wrong.length > 0)
    throw new AppError("invalid", "Type each value exactly as it stands there.", {
      fields: wrong.map((name) => ({ field: `typed.${name}`, message: "is not the value shown" })),
    });
  return Object.fromEntries(wanted.map((name) => [name, wordsToType(run.arguments[name])]));
}

/** The call as a line of the ticket: of a proposal by deciding on it. */
async function callOnTicket(tx: Ctx, { run }: LockedRun): Promise<number> {
  return run.suggestionId === null ? tellCall(tx, run) : decideProposal(tx, run, run.suggestionId);
}

function deniedEntry(ticketId: number, tool: string, reason: string, isSuspicious: boolean): AuditEntry {
  const action = isSuspicious ? "action.report" : "action.deny";
  return { action, entity: "ticket", entityId: ticketId, after: { tool, reason } };
}
