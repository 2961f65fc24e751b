/** Reads of scenarios: those a team keeps; of one that is being played whom it is about and what it has come to. */

import { and, asc, desc, eq } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { investigation } from "#db/schema/investigation";
import { scenario as scenarioTable } from "#db/schema/scenarios";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { authorise, type Ctx } from "#lib/platform/context";
import type { Suggestion } from "#lib/suggestions/model";
import { alternativesOf, callOf, type ToolRequest } from "#lib/suggestions/step";
import { suggestionOfRow } from "#lib/suggestions/stored";
import { ticketById } from "#lib/tickets/queries";
import type { Story } from "./arrival";
import { SavedScenario, type Scenario, Shown, type ShownStep } from "./model";

/** A customer of the environment who goes by the scenario's name is that customer; else the name is new to it. */
export async function storyOf(ctx: Ctx, scenario: Scenario): Promise<Story> {
  const named = scenario.customer;
  const ticketExternalId = `scenario/${scenario.id}`;
  if (!named) return { scenario, source: "scenario", ticketExternalId, customer: null };
  const [known] = await ctx.db
    .select()
    .from(customer)
    .where(and(eq(customer.name, named.name), named.email ? eq(customer.email, named.email) : undefined))
    .limit(1);
  const { source, externalId } = known ?? { source: "scenario", externalId: null };
  return {
    scenario,
    source,
    ticketExternalId,
    customer: { ...named, externalId: externalId ?? `scenario/${named.name}` },
  };
}

/** What was shown on a ticket so far, and how it stands. */
export async function shownOn(ctx: Ctx, ticketId: number): Promise<Shown> {
  const ticket = await ticketById(ctx, ticketId);
  const rows = await ctx.db
    .select()
    .from(suggestion)
    .where(eq(suggestion.ticketId, ticketId))
    .orderBy(suggestion.id);
  const [run] = await ctx.db
    .select()
    .from(agentRun)
    .where(eq(agentRun.ticketId, ticketId))
    .orderBy(desc(agentRun.id))
    .limit(1);
  const cards = rows
    .map(suggestionOfRow)
    .filter(({ kind }) => kind !== "triage")
    .map((card) => ({
      ...stepOf(card, callOf(card), card.confidence),
      isOpen: card.status === "open",
      alternatives: alternativesOf(card).map((one) => stepOf(one, callOf(one), one.probability)),
    }));
  const [made] = await ctx.db.select().from(investigation).where(eq(investigation.ticketId, ticketId));
  return Shown.parse({
    cards,
    finding: made?.outcome ? { outcome: made.outcome, text: made.text, confidence: made.confidence } : null,
    abstained: run && run.outcome !== "proposed" && run.outcome !== "handed_over" ? run.explanation : null,
    status: ticket.status,
    due: ticket.dueAt,
    due_reason: ticket.dueReason,
  });
}

function stepOf(
  { kind, text }: Pick<Suggestion, "kind" | "text">,
  call: ToolRequest | undefined,
  confidence: number,
): ShownStep {
  return { kind, text, tool: call?.tool ?? null, arguments: call?.arguments ?? null, confidence };
}

/** The scenarios the team keeps, by their ids. */
export async function savedScenarios(ctx: Ctx): Promise<SavedScenario[]> {
  authorise(ctx, "desk.read");
  const rows = await ctx.db.select().from(scenarioTable).orderBy(asc(scenarioTable.id));
  return rows.map((row) =>
    SavedScenario.parse({
      ...row,
      isRunning: row.askedAt !== null && (row.ranAt === null || row.ranAt < row.askedAt),
    }),
  );
}
