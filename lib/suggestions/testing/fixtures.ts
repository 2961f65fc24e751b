/** Tickets, runs and proposals for tests, made the way the product makes them. */
import { and, desc, eq } from "drizzle-orm";
import { suggestion } from "#db/schema/suggestions";
import { user } from "#db/schema/team";
import { actorCtx, agentCtx, type Ctx } from "#lib/platform/context";
import type { Role } from "#lib/platform/rules";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "#lib/tickets/commands";
import { recordAgentRun } from "../commands";
import type { AgentRunInput, NewSuggestion } from "../inputs";
import { Suggestion, type SuggestionKind } from "../model";
import { ProposalContent } from "../step";

/** A person who exists, and a context acting as them; `at` fixes the clock. */
export async function person(ctx: Ctx, role: Role = "analyst", at?: () => Date): Promise<Ctx> {
  const id = unique("user");
  const name = `Analyst ${id.slice(-4)}`;
  await ctx.db.insert(user).values({ id, name, email: `${id}@example.test`, role });
  const acting = actorCtx({ kind: "user", id, name, role }, ctx.db);
  return at ? { ...acting, now: at } : acting;
}

/** A ticket with one message of its customer. */
export async function ticketWithMessage(
  ctx: Ctx,
  body = "The volume vol-77 is full.",
  name = "Mira Castellane",
): Promise<{ ticketId: number; eventId: number; externalId: string }> {
  const externalId = unique("ticket");
  const recorded = await receive(ctx, externalId, body, name);
  return { ...recorded, externalId };
}

/** Another message of the customer; returns its event. */
export async function message(
  ctx: Ctx,
  externalId: string,
  body: string,
  name = "Mira Castellane",
): Promise<number> {
  return (await receive(ctx, externalId, body, name)).eventId;
}

async function receive(ctx: Ctx, ticketExternalId: string, body: string, name: string) {
  const connector: Ctx = { ...ctx, actor: { kind: "connector", id: "test", name: "Test" } };
  const { ticketId, eventId } = await recordEvent(connector, {
    source: "test",
    externalId: unique("event"),
    ticketExternalId,
    kind: "customer_message",
    at: ctx.now(),
    actorKind: "customer",
    actorName: name,
    body,
    ticket: { subject: "Disk full" },
    customer: { externalId: name, name },
  });
  return { ticketId, eventId };
}

/** What a test says of a proposal; its payload has to go with its kind. */
export type Proposed = Partial<Omit<NewSuggestion, "kind" | "payload">> & {
  kind?: SuggestionKind;
  payload?: object;
};

/** What the loop would hand over for this event: a reply, unless told otherwise. */
export function runInput(ticketId: number, eventId: number, suggestion: Proposed | null = {}): AgentRunInput {
  const { kind = "reply", payload, ...more } = suggestion ?? {};
  return {
    ticketId,
    eventId,
    upToEventId: eventId,
    outcome: suggestion ? "proposed" : "abstained",
    reason: suggestion ? null : "nothing_to_add",
    explanation: "A close match was found.",
    gate: {
      verdict: suggestion ? "show" : "abstain",
      probability: 0.8,
      threshold: 0.5,
      certified: false,
      labelsNeeded: 12,
      explored: false,
      propensity: 0.95,
      features: { top: 0.7 },
    },
    engine: "apprentice",
    model: "apprentice-1",
    pipelineVersion: "test-1",
    durationMs: 12,
    suggestion: suggestion && {
      ...ProposalContent.parse({ kind, payload }),
      text: "Please grow the volume with the resize command, then reboot.",
      why: "Two past tickets match.",
      confidence: 0.8,
      risk: 1,
      ...more,
    },
  };
}

/** A ticket whose newest message has a proposal waiting. */
export async function ticketWithProposal(
  ctx: Ctx,
  suggestion: Proposed = {},
): Promise<{ ticketId: number; eventId: number; externalId: string; suggestion: Suggestion }> {
  const { ticketId, eventId, externalId } = await ticketWithMessage(ctx);
  const agent = { ...agentCtx(ctx.db), now: ctx.now };
  const recorded = await recordAgentRun(agent, runInput(ticketId, eventId, suggestion));
  if (!recorded.suggestion) throw new Error("the proposal was not recorded");
  return { ticketId, eventId, externalId, suggestion: recorded.suggestion };
}

/** Proposals of a ticket that wait for a decision, newest first. */
export async function openSuggestions(ctx: Ctx, ticketId: number): Promise<Suggestion[]> {
  const rows = await ctx.db
    .select()
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open")))
    .orderBy(desc(suggestion.id));
  return rows.map((row) => Suggestion.parse(row));
}
