/** Reads of proposals, decisions and the agent runs. */
import { desc, eq, inArray, sql } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { asHeard } from "#lib/tickets/message/heard";
import { timeline } from "#lib/tickets/queries";
import { readEvidence } from "./evidence";
import type { TextSource } from "./label";
import { AgentRun, type Proposals, type Suggestion, type Withheld } from "./model";
import { alternativesOf, type Evidence, type StoredCandidate, stepsOffered, withSteps } from "./step";
import { openCandidates, suggestionOfRow } from "./stored";

/** One proposal, or `AppError("not_found")`. */
export async function suggestionById(ctx: Ctx, suggestionId: number): Promise<Suggestion> {
  const [row] = await ctx.db.select().from(suggestion).where(eq(suggestion.id, suggestionId));
  if (!row) throw new AppError("not_found", `There is no proposal ${suggestionId}.`);
  return suggestionOfRow(row);
}

/** The agent's runs on a ticket, newest first, at most `limit`. */
export async function agentRuns(ctx: Ctx, ticketId: number, limit = 200): Promise<AgentRun[]> {
  const rows = await ctx.db
    .select()
    .from(agentRun)
    .where(eq(agentRun.ticketId, ticketId))
    .orderBy(desc(agentRun.id))
    .limit(limit);
  return rows.map((row) => AgentRun.parse(row));
}

/** The agent's side of a ticket: its newest 20 proposals and 50 agent runs, newest first. */
export async function proposals(ctx: Ctx, ticketId: number): Promise<Proposals> {
  const [rows, runs, [newest]] = await Promise.all([
    ctx.db
      .select()
      .from(suggestion)
      .where(eq(suggestion.ticketId, ticketId))
      .orderBy(desc(suggestion.id))
      .limit(20),
    agentRuns(ctx, ticketId, 50),
    ctx.db.select().from(agentRun).where(eq(agentRun.ticketId, ticketId)).orderBy(desc(agentRun.id)).limit(1),
  ]);
  const suggestions = rows.map(suggestionOfRow);
  const read = await readEvidence(ctx, suggestions.flatMap(allEvidence));
  return {
    suggestions: suggestions.map((one) =>
      withSteps({ ...one, evidence: read(one.evidence) }, (step) => ({
        ...step,
        ...(step.evidence && { evidence: read(step.evidence) }),
      })),
    ),
    agentRuns: runs,
    withheld: newest?.outcome === "abstained" ? withheldBy(newest) : null,
  };
}

function allEvidence(proposal: Suggestion): Evidence[] {
  return [...proposal.evidence, ...alternativesOf(proposal).flatMap((step) => step.evidence ?? [])];
}

/** What an agent run could have shown and did not: what it chose, then what else might be said or run. */
function withheldBy(run: typeof agentRun.$inferSelect): Withheld {
  const open = openCandidates(run);
  const isChosen = (one: StoredCandidate) => one.id === run.draft?.id;
  const inOrder = [...open.filter(isChosen), ...open.filter((one) => !isChosen(one))];
  return { agentRunId: run.id, candidates: inOrder.slice(0, stepsOffered) };
}

/** What the texts of a proposal's label are made from: the conversation it saw, and whom to hide in it. */
export async function textSource(
  ctx: Ctx,
  proposal: Suggestion,
  { subject, analystName }: { subject: string; analystName: string },
): Promise<TextSource> {
  const seen = await timeline(ctx, proposal.ticketId, { upTo: proposal.upToEventId });
  const people = seen.filter(({ actorKind }) => actorKind === "analyst" || actorKind === "customer");
  const names = new Set([
    ...people.map(({ actorName }) => actorName),
    ...(await customerNames(ctx, proposal)),
    analystName,
  ]);
  return { suggestion: proposal, subject, timeline: asHeard(seen), names: [...names] };
}

/** Names of the customers of this ticket and of the past tickets the proposal cites. */
async function customerNames(ctx: Ctx, proposal: Suggestion): Promise<string[]> {
  const cited = proposal.evidence.filter(({ kind }) => kind === "ticket").map(({ ref }) => ref);
  const rows = await ctx.db
    .select({ name: customer.name, company: customer.company })
    .from(ticket)
    .innerJoin(customer, sql`${customer.id} in (${ticket.customerId}, ${ticket.contactId})`)
    .where(inArray(ticket.id, [proposal.ticketId, ...cited]));
  return rows.flatMap(({ name, company }) => (company ? [name, company] : [name]));
}
