/** What people do about investigations: say what the agent may run by itself, judge what it ran, steer what it thinks. */

import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { hypothesis, investigation, ownCall } from "#db/schema/investigation";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AuditAction } from "#lib/platform/model";
import { refuseStale, takeTurn } from "#lib/platform/stale";
import { readSetting } from "#lib/settings/queries";
import { policyOf } from "#lib/settings/rules";
import { storeSetting } from "#lib/settings/store";
import { gradeAgentRun } from "#lib/suggestions/commands";
import { activeEvents } from "#lib/tickets/active-events";
import type { TimelineEvent } from "#lib/tickets/event";
import { TicketInput } from "#lib/tickets/inputs";
import { lockTicket, lockTicketOf } from "#lib/tickets/lock";
import { isActive } from "#lib/tickets/model";
import { timeline } from "#lib/tickets/queries";
import { resultsByCall } from "#lib/tickets/rules";
import { requestToolCall } from "#lib/tickets/tool-calls/commands";
import { conclude } from "./assessment";
import {
  AddHypothesisInput,
  GradeInvestigationInput,
  JudgeOwnCallInput,
  SetToolPolicyInput,
  SteerHypothesisInput,
} from "./model";
import { investigationOf } from "./own-call";

/** Sets what the agent may do with one tool by itself; what is set for others stays, also where two people set at once. */
export const setToolPolicy = command(
  "policy.manage",
  SetToolPolicyInput,
  async (tx, { tool, seen, ...policy }) => {
    await takeTurn(tx, "investigation.tools");
    const { tools } = await readSetting(tx, "investigation.tools");
    const before = Object.hasOwn(tools, tool) ? tools[tool] : null;
    refuseStale(policyOf({ tools }, tool), seen, policy);
    await storeSetting(tx, "investigation.tools", { tools: { ...tools, [tool]: policy } });
    await recordAudit(tx, {
      action: "investigation.set_tool",
      entity: "tool",
      entityId: tool,
      before: before ?? null,
      after: policy,
    });
    return { tool };
  },
  mayRun,
);

/** True where the agent may come to run it unasked: a proof is asked for. Not so where it is only held back. */
function mayRun({ mode, rules }: z.output<typeof SetToolPolicyInput>): boolean {
  return (mode !== "asks" && mode !== "off") || rules.some((rule) => rule.mode === "runs");
}

/**
 * Says whether a call the agent made by itself was needed. One that was not is counted, and trains the gate that such
 * a call is not worth making; what it found stays on the timeline.
 */
export const judgeOwnCall = command(
  "agent_run.grade",
  JudgeOwnCallInput,
  async (tx, { eventId, isNeeded }): Promise<{ eventId: number; isNeeded: boolean }> => {
    const { id: ticketId } = await lockTicketOf(tx, eventId);
    const [own] = await tx.db
      .update(ownCall)
      .set(
        isNeeded
          ? { notNeededBy: null, notNeededAt: null }
          : { notNeededBy: tx.actor.id, notNeededAt: tx.now() },
      )
      .where(eq(ownCall.eventId, eventId))
      .returning();
    if (!own) throw new AppError("unprocessable", "The agent did not make this call by itself.");
    if (own.agentRunId !== null)
      await gradeAgentRun(tx, {
        agentRunId: own.agentRunId,
        grade: isNeeded ? "right" : "should_have_abstained",
      });
    await recordAudit(tx, {
      action: isNeeded ? "investigation.needed" : "investigation.not_needed",
      entity: "ticket",
      entityId: ticketId,
      after: { eventId, tool: own.tool },
    });
    await publishChange(tx, "event", ticketId, { eventId });
    return { eventId, isNeeded };
  },
);

/** Look-ups that are made again at once. */
const mostAgain = 4;

/**
 * Has what was looked up on a ticket looked up anew, by whomever it was, so that the agent looks at the case as it is now.
 * It is asked for by a person: it is not learned from, and counts against no budget. `conflict` while the agent is stopped.
 */
export const lookAgain = command(
  "ticket.write",
  TicketInput,
  async (tx, { ticketId }): Promise<{ calls: number }> => {
    const locked = await lockTicket(tx, ticketId);
    if (!isActive(locked.status)) throw new AppError("conflict", "The ticket is not being worked on.");
    if ((await readSetting(tx, "investigation.stop")).isStopped)
      throw new AppError("conflict", "Investigations are stopped. A lead can resume them in the settings.");
    const calls = callsToRepeat(activeEvents(await timeline(tx, ticketId)));
    if (calls.length === 0) throw new AppError("unprocessable", "Nothing was looked up on this ticket yet.");
    const investigationId = await investigationOf(tx, ticketId);
    for (const call of calls) await requestToolCall(tx, { ticketId, ...call, investigationId });
    await recordAudit(tx, {
      action: "investigation.look_again",
      entity: "ticket",
      entityId: ticketId,
      after: { calls: calls.map(({ tool }) => tool) },
    });
    return { calls: calls.length };
  },
);

/** The newest calls that brought a result by themselves, each once; what changes something is none of them. */
function callsToRepeat(events: readonly TimelineEvent[]) {
  const results = resultsByCall(events);
  const made = new Map<string, { tool: string; arguments: Record<string, unknown> }>();
  for (const event of events) {
    if (event.kind !== "tool_call" || !results.has(event.id)) continue;
    const { tool, arguments: given, byHand, actionRunId } = event.data;
    if (byHand || actionRunId !== undefined) continue;
    const key = JSON.stringify([tool, given]);
    // Re-inserting keeps the order of the newest.
    made.delete(key);
    made.set(key, { tool, arguments: given });
  }
  return [...made.values()].slice(-mostAgain);
}

/** Adds something it may be. It stays until it is struck; only what was found can make a finding of it. */
export const addHypothesis = command(
  "ticket.write",
  AddHypothesisInput,
  async (tx, { ticketId, text }): Promise<{ key: string }> => {
    await lockTicket(tx, ticketId);
    const investigationId = await investigationOf(tx, ticketId);
    const key = `analyst:${createHash("sha256").update(text.toLowerCase()).digest("hex").slice(0, 12)}`;
    const added = {
      investigationId,
      key,
      tool: null,
      text,
      status: "not_checked" as const,
      confidence: 0,
      marks: [],
      why: `Added by ${tx.actor.name}.`,
      tickets: [],
      isQuiet: false,
      // While somebody holds it possible, "no fault" is not the answer.
      isBlocked: true,
      source: "analyst" as const,
      place: 0,
      saidBy: tx.actor.id,
      saidAt: tx.now(),
    };
    await tx.db
      .insert(hypothesis)
      .values(added)
      .onConflictDoUpdate({
        target: [hypothesis.investigationId, hypothesis.key],
        set: { isStruck: false },
      });
    await steered(tx, { ticketId, investigationId, action: "investigation.add_hypothesis", after: { text } });
    return { key };
  },
);

/** Says how a hypothesis stands, or that nobody need look at it any more; it stands whatever is found. */
export const steerHypothesis = command(
  "ticket.write",
  SteerHypothesisInput,
  async (tx, { ticketId, key, status, isStruck }): Promise<{ key: string }> => {
    await lockTicket(tx, ticketId);
    const investigationId = await investigationOf(tx, ticketId);
    const [after] = await tx.db
      .update(hypothesis)
      .set({ saidStatus: status, isStruck, saidBy: tx.actor.id, saidAt: tx.now() })
      .where(and(eq(hypothesis.investigationId, investigationId), eq(hypothesis.key, key)))
      .returning({ text: hypothesis.text });
    if (!after) throw new AppError("not_found", "This hypothesis is no longer there.");
    const action = isStruck ? "investigation.strike_hypothesis" : "investigation.steer_hypothesis";
    await steered(tx, { ticketId, investigationId, action, after: { ...after, status } });
    return { key };
  },
);

/** Says how the finding compares with what resolved the case; it counts before the rule's own grade. */
export const gradeInvestigation = command(
  "agent_run.grade",
  GradeInvestigationInput,
  async (tx, { ticketId, grade }): Promise<{ grade: string }> => {
    await lockTicket(tx, ticketId);
    const [before] = await tx.db.select().from(investigation).where(eq(investigation.ticketId, ticketId));
    if (!before?.outcome) throw new AppError("unprocessable", "Nothing was looked up on this ticket.");
    await tx.db
      .update(investigation)
      .set({ grade, gradedBy: tx.actor.id, gradedAt: tx.now() })
      .where(eq(investigation.id, before.id));
    await recordAudit(tx, {
      action: "investigation.grade",
      entity: "ticket",
      entityId: ticketId,
      before: { grade: before.grade },
      after: { grade },
    });
    await publishChange(tx, "event", ticketId, {});
    return { grade };
  },
);

type Steered = {
  ticketId: number;
  investigationId: number;
  action: AuditAction;
  after: Record<string, unknown>;
};

async function steered(tx: Ctx, { ticketId, investigationId, action, after }: Steered): Promise<void> {
  const { outcome } = await conclude(tx, investigationId);
  await recordAudit(tx, { action, entity: "ticket", entityId: ticketId, after: { ...after, outcome } });
  await publishChange(tx, "event", ticketId, {});
}
