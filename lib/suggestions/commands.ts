/** What is done with proposals: the agent records its run, the analyst decides, undoes, grades. */
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { cancelJob, enqueue } from "#lib/platform/jobs/enqueue";
import { refuseStale } from "#lib/platform/stale";
import { lockTicket } from "#lib/tickets/lock";
import { undoSeconds } from "#lib/tickets/rules";
import { recordRun } from "./agent-run";
import { isCurrent } from "./current-run";
import { decideOnce, undoOnce } from "./deciding";
import { AgentRunInput, ConfirmedInput, DegradedInput, GradeInput, UndoInput } from "./inputs";
import { AgentRun, DecideInput } from "./model";
import { announce } from "./open-proposals";

/**
 * Records one agent run on a ticket and, when it showed one, its proposal. A second call for the
 * same event returns what the first one wrote. When the conversation moved on after `upToEventId`,
 * or the ticket is no longer worked on, the run is recorded as an abstention with that reason.
 */
export const recordAgentRun = command("machine", AgentRunInput, recordRun);

/** Writes on the open card of a run why the configured model did not make it. */
export const noteDegraded = command(
  "machine",
  DegradedInput,
  async (tx, { agentRunId, ticketId, why }): Promise<void> => {
    const noted = await tx.db
      .update(suggestion)
      .set({ degraded: why })
      .where(
        and(
          eq(suggestion.agentRunId, agentRunId),
          eq(suggestion.status, "open"),
          inArray(suggestion.kind, ["reply", "diagnostic", "remediation"]),
        ),
      )
      .returning({ id: suggestion.id });
    for (const { id } of noted) {
      await recordAudit(tx, {
        action: "suggestion.degrade",
        entity: "suggestion",
        entityId: id,
        after: { ticketId, why },
      });
      await announce(tx, ticketId, id, "open");
    }
  },
);

/** The configured model came to the same card: it stays as it is, and counts as the model's too. */
export const confirmRun = command(
  "machine",
  ConfirmedInput,
  async (tx, { agentRunId, ticketId, model, gate }): Promise<void> => {
    await lockTicket(tx, ticketId);
    if (!(await isCurrent(tx, { id: agentRunId, ticketId }))) return;
    const by = { engine: "llm" as const, model };
    const isCertified = sql<boolean>`${gate.certified} and ${suggestion.payload} -> 'cautions' is null`;
    await tx.db
      .update(agentRun)
      .set({ ...by, gate })
      .where(eq(agentRun.id, agentRunId));
    const cards = await tx.db
      .update(suggestion)
      .set({ ...by, confidence: gate.probability, certified: isCertified })
      .where(
        and(
          eq(suggestion.agentRunId, agentRunId),
          eq(suggestion.status, "open"),
          ne(suggestion.kind, "triage"),
        ),
      )
      .returning({ id: suggestion.id });
    for (const { id } of cards) {
      const after = { ticketId, model, confidence: gate.probability };
      await recordAudit(tx, { action: "suggestion.confirm", entity: "suggestion", entityId: id, after });
      await announce(tx, ticketId, id, "open");
    }
  },
);

/**
 * Decides on a proposal: verdict, label, and what it does to the ticket commit together. The same
 * `mutationId` again returns the earlier decision. Throws `conflict` when a colleague was first
 * (`details` name who, when and how) or the proposal is no longer open, `invalid` for a verdict that
 * lacks its reason or text.
 */
export const decide = command("suggestion.decide", DecideInput, (tx, input) => decideOnce(tx, input));

/**
 * Takes a decision back within `undoSeconds`: what it did is withdrawn, the label retracted, the
 * proposal open again unless a newer one stands. Undoing twice changes nothing. Throws `conflict`
 * after the window or when the reply has left, `forbidden` for a colleague's decision.
 */
export const undoDecision = command("suggestion.decide", UndoInput, undoOnce);

/**
 * Grades an agent run, whether it showed something or abstained: what the gate should have done, and with "should have proposed" what
 * should have been said or run. A later grade replaces it, also in what was learned; the agent learns from the one that
 * stands after `undoSeconds`.
 */
export const gradeAgentRun = command("agent_run.grade", GradeInput, async (tx, input) => {
  const { agentRunId, grade, note, seen } = input;
  const expected = grade === "should_have_shown" ? input.expected : null;
  const [before] = await tx.db.select().from(agentRun).where(eq(agentRun.id, agentRunId)).for("update");
  if (!before) throw new AppError("not_found", "The agent never had that look at a ticket.");
  refuseStale<string | null>(before.grade, seen, grade);
  const gradedAt = tx.now();
  const [after] = await tx.db
    .update(agentRun)
    .set({ grade, expected, gradeNote: note, gradedBy: tx.actor.id, gradedAt })
    .where(eq(agentRun.id, agentRunId))
    .returning();
  await recordAudit(tx, {
    action: "agent_run.grade",
    entity: "agent_run",
    entityId: agentRunId,
    before: { grade: before.grade, expected: before.expected },
    after: { ticketId: before.ticketId, grade, expected, note },
  });
  await publishChange(tx, "agent_run", before.ticketId, { agentRunId, grade });
  const { ticketId } = before;
  if (before.gradedAt) await cancelJob(tx, gradeJob(agentRunId, before.gradedAt));
  const at = new Date(gradedAt.getTime() + undoSeconds * 1000);
  const id = gradeJob(agentRunId, gradedAt);
  await enqueue(tx, "learning.learn", { ticketId, agentRunId }, { id, at });
  return AgentRun.parse(after);
});

/** Each grade has a job of its own: one given after the last was learned is learned too. */
function gradeJob(agentRunId: number, gradedAt: Date): string {
  return `learn:grade:${agentRunId}:${gradedAt.getTime()}`;
}
