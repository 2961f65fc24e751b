/** Training examples from a closed ticket, a step, a decision or a grade, as it stands now. */

import { and, eq, inArray, isNull, max, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { customer } from "#db/schema/customers";
import { agentRun, decision, label, suggestion } from "#db/schema/suggestions";
import { queue, user } from "#db/schema/team";
import { ticket, ticketEvent } from "#db/schema/tickets";
import type { Case } from "#lib/apprentice/model";
import type { Ctx } from "#lib/platform/context";
import { similarity } from "#lib/suggestions/diff";
import type { SuggestionKind } from "#lib/suggestions/model";
import { alternativesOf, callOf, Draft } from "#lib/suggestions/step";
import { contentOfRow, openCandidates } from "#lib/suggestions/stored";
import { activeStatuses } from "#lib/tickets/model";
import { judgedPassages } from "./judged-passages";
import type { TrainingFacts } from "./training-example";

/** Proposals that went through the gate; the others are made by fixed rules. */
const gatedKinds: SuggestionKind[] = ["reply", "diagnostic", "remediation"];

/** The example of a step while its ticket is open; null when it was withdrawn, or the closed ticket has it already. */
export async function stepFacts(ctx: Ctx, stepEventId: number): Promise<TrainingFacts | null> {
  const withdrawal = alias(ticketEvent, "withdrawal");
  const [row] = await ctx.db
    .select({
      subject: ticket.subject,
      assigneeId: ticket.assigneeId,
      assigneeName: user.name,
      queue: queue.key,
      customerId: ticket.customerId,
      customer,
    })
    .from(ticketEvent)
    .innerJoin(ticket, eq(ticket.id, ticketEvent.ticketId))
    .leftJoin(user, eq(user.id, ticket.assigneeId))
    .leftJoin(queue, eq(queue.id, ticket.queueId))
    .leftJoin(customer, eq(customer.id, ticket.contactId))
    .leftJoin(
      withdrawal,
      and(
        eq(withdrawal.ticketId, ticketEvent.ticketId),
        eq(withdrawal.kind, "reply_withdrawn"),
        sql`${withdrawal.data}->>'withdraws' = ${ticketEvent.id}::text`,
      ),
    )
    .where(
      and(
        eq(ticketEvent.id, stepEventId),
        inArray(ticket.status, [...activeStatuses]),
        isNull(withdrawal.id),
      ),
    );
  if (!row) return null;
  const { customerId, ...step } = row;
  return { kind: "step", ...step, customer: askerOf(row.customer, customerId) };
}

/** A ticket's facts and last event, as a training example; null while it is not closed or has nothing new in it. */
export async function closedFacts(
  ctx: Ctx,
  ticketId: number,
): Promise<{ upToEventId: number; facts: TrainingFacts } | null> {
  const [row] = await ctx.db
    .select({ ticket, queueKey: queue.key, assigneeName: user.name, customer })
    .from(ticket)
    .leftJoin(user, eq(user.id, ticket.assigneeId))
    .leftJoin(queue, eq(queue.id, ticket.queueId))
    .leftJoin(customer, eq(customer.id, ticket.contactId))
    .where(and(eq(ticket.id, ticketId), inArray(ticket.status, ["solved", "closed"])));
  if (!row) return null;
  const [last] = await ctx.db
    .select({ id: max(ticketEvent.id) })
    .from(ticketEvent)
    .where(
      and(
        eq(ticketEvent.ticketId, ticketId),
        notInArray(ticketEvent.kind, ["status_change", "assignment", "triage_change", "follow_up_due"]),
      ),
    );
  if (!last?.id) return null;
  const { queueKey } = row;
  return {
    upToEventId: last.id,
    facts: {
      kind: "case",
      subject: row.ticket.subject,
      queue: queueKey,
      assigneeId: row.ticket.assigneeId,
      assigneeName: row.assigneeName,
      customer: askerOf(row.customer, row.ticket.customerId),
      closedAt: (row.ticket.closedAt ?? row.ticket.solvedAt ?? row.ticket.lastEventAt).getTime(),
      triage: {
        queue: queueKey,
        category: row.ticket.category,
        service: row.ticket.service,
        priority: row.ticket.priority,
      },
    },
  };
}

/**
 * The example of a decision that was not undone; null when it was undone, or went around the gate. Another step of the card taken
 * instead of the draft says that the card was worth it and the draft was not it; a hand-over taken as it is, that the
 * draft it carried was not used.
 */
export async function decisionFacts(ctx: Ctx, decisionId: number): Promise<TrainingFacts | null> {
  const [row] = await ctx.db
    .select({
      kind: label.kind,
      verdict: label.verdict,
      alternative: label.alternative,
      gate: label.gate,
      proposed: suggestion.kind,
      payload: suggestion.payload,
      evidence: suggestion.evidence,
      reason: label.reason,
      undoneAt: decision.undoneAt,
      queue: queue.key,
    })
    .from(label)
    .innerJoin(decision, eq(decision.id, label.decisionId))
    .innerJoin(suggestion, eq(suggestion.id, label.suggestionId))
    .innerJoin(ticket, eq(ticket.id, label.ticketId))
    .leftJoin(queue, eq(queue.id, ticket.queueId))
    .where(eq(label.decisionId, decisionId));
  if (!row?.gate || row.undoneAt) return null;
  const example = { kind: "decision" as const, features: row.gate.features, queue: row.queue };
  const proposal = contentOfRow(row.proposed, row.payload);
  const withheld = proposal.kind === "escalation" ? proposal.payload.withheld : undefined;
  if (row.kind === "escalation") return withheld === undefined ? null : { ...example, outcome: "reject" };
  if (!gatedKinds.includes(row.kind) || row.verdict === "hand_over") return null;
  // What a hand-over withheld is what was weighed; on any other card that is the card.
  const taken = row.alternative === null ? undefined : alternativesOf(proposal)[row.alternative];
  const isOther = taken !== undefined && (withheld === undefined || taken.id !== withheld);
  const passages = isOther ? [] : judgedPassages(row);
  return {
    ...example,
    outcome: isOther && row.verdict === "accept" ? "edit" : row.verdict,
    ...(passages.length > 0 && { passages }),
  };
}

/** From this similarity on the withheld draft was the expected one. */
const sameStep = 0.5;

/**
 * What is learned from the grade of a run: the gate, whether its card was worth showing, unless no card was weighed, the
 * conversation itself made it silent, or the card was decided on, which says more; and the apprentice, what should
 * have been said or run. Null when neither learns from it.
 */
export async function gradeFacts(ctx: Ctx, agentRunId: number): Promise<TrainingFacts | null> {
  const [row] = await ctx.db
    .select({
      run: agentRun,
      labelId: label.id,
      ticket,
      queue: queue.key,
      assigneeName: user.name,
      customer,
    })
    .from(agentRun)
    .innerJoin(ticket, eq(ticket.id, agentRun.ticketId))
    .leftJoin(user, eq(user.id, ticket.assigneeId))
    .leftJoin(queue, eq(queue.id, ticket.queueId))
    .leftJoin(customer, eq(customer.id, ticket.contactId))
    .leftJoin(suggestion, eq(suggestion.agentRunId, agentRun.id))
    .leftJoin(label, and(eq(label.suggestionId, suggestion.id), inArray(label.kind, gatedKinds)))
    .where(eq(agentRun.id, agentRunId))
    .orderBy(label.id)
    .limit(1);
  if (!row?.run.grade) return null;
  const { gate, grade, outcome, reason, expected, eventId } = row.run;
  const isWeighed = gate !== null && row.labelId === null && (reason === null || reason === "low_confidence");
  if (!isWeighed && !expected) return null;
  const isShown = outcome === "proposed" || outcome === "investigating";
  const good = grade === "right" ? isShown : grade === "should_have_shown" && hadExpected(row.run);
  return {
    kind: "grade",
    queue: row.queue,
    features: isWeighed ? gate.features : null,
    good,
    ...(expected && {
      expected: {
        step: expected,
        eventId,
        subject: row.ticket.subject,
        assigneeId: row.ticket.assigneeId,
        assigneeName: row.assigneeName,
        customer: askerOf(row.customer, row.ticket.customerId),
      },
    }),
  };
}

/** True when the card would have offered what was expected, as far as that was said. */
function hadExpected({ expected, draft, candidates }: typeof agentRun.$inferSelect): boolean {
  if (!expected) return true;
  const chosen = Draft.safeParse(draft).data;
  const had = [...(chosen ? [chosen] : []), ...openCandidates({ candidates })];
  return expected.kind === "diagnostic"
    ? had.some((one) => callOf(one)?.tool === expected.call.tool)
    : had.some(({ text }) => similarity(text, expected.text) >= sameStep);
}

/** Who asked, as the apprentice knows customers: by the card that stands for them, and the name they went by there. */
function askerOf(asker: typeof customer.$inferSelect | null, customerId: number | null): Case["customer"] {
  return asker && { id: String(customerId ?? asker.id), name: asker.name, company: asker.company };
}
