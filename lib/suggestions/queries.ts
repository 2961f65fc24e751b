/** Reads of proposals, decisions and the agent's considerations. */
import { desc, eq, inArray, sql } from "drizzle-orm";
import { consideration, customer, suggestion, ticket } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { asHeard } from "#lib/tickets/message/heard";
import { timeline } from "#lib/tickets/queries";
import { readEvidence } from "./evidence";
import type { TextSource } from "./label";
import {
  Alternative,
  Consideration,
  type Evidence,
  type Kept,
  type Proposals,
  Suggestion,
  ToolRequest,
} from "./model";
import { callWords, kindOfCall } from "./rules";

/** One proposal, or `AppError("not_found")`. */
export async function suggestionById(ctx: Ctx, suggestionId: number): Promise<Suggestion> {
  const [row] = await ctx.db.select().from(suggestion).where(eq(suggestion.id, suggestionId));
  if (!row) throw new AppError("not_found", `There is no proposal ${suggestionId}.`);
  return Suggestion.parse(row);
}

/** The agent's looks at a ticket, newest first, at most `limit`. */
export async function considerations(ctx: Ctx, ticketId: number, limit = 200): Promise<Consideration[]> {
  const rows = await ctx.db
    .select()
    .from(consideration)
    .where(eq(consideration.ticketId, ticketId))
    .orderBy(desc(consideration.id))
    .limit(limit);
  return rows.map((row) => Consideration.parse(row));
}

/** The agent's side of a ticket: its newest 20 proposals and 50 looks, newest first. */
export async function proposals(ctx: Ctx, ticketId: number): Promise<Proposals> {
  const [rows, looks, [newest]] = await Promise.all([
    ctx.db
      .select()
      .from(suggestion)
      .where(eq(suggestion.ticketId, ticketId))
      .orderBy(desc(suggestion.id))
      .limit(20),
    considerations(ctx, ticketId, 50),
    ctx.db
      .select()
      .from(consideration)
      .where(eq(consideration.ticketId, ticketId))
      .orderBy(desc(consideration.id))
      .limit(1),
  ]);
  const suggestions = rows.map((row) => Suggestion.parse(row));
  const read = await readEvidence(ctx, suggestions.flatMap(allEvidence));
  return {
    suggestions: suggestions.map((one) => ({
      ...one,
      evidence: read(one.evidence),
      payload: {
        ...one.payload,
        ...(one.payload.alternatives && {
          alternatives: one.payload.alternatives.map((step) => ({
            ...step,
            ...(step.evidence && { evidence: read(step.evidence) }),
          })),
        }),
      },
    })),
    considerations: looks,
    kept: newest?.outcome === "silent" ? keptBy(newest) : null,
  };
}

function allEvidence({ evidence, payload }: Suggestion): Evidence[] {
  return [...evidence, ...(payload.alternatives ?? []).flatMap((step) => step.evidence ?? [])];
}

const stepsOffered = 3;

/** The steps a look kept to itself: its own draft, then what else the apprentice would have said or run. */
function keptBy({ id, draft, candidates, gate }: typeof consideration.$inferSelect): Kept {
  const own = draft && { text: draft.text, probability: gate?.probability ?? 0, ...callOf(draft.payload) };
  // The draft is this very call, in other words where nothing is connected to run it.
  const isDrafted = draft?.payload.call && draft.payload.call.tool === candidates?.call?.tool;
  const call = isDrafted ? null : candidates?.call;
  const steps = [
    ...(own ? [own] : []),
    ...(candidates?.replies ?? []).filter(({ withheld }) => withheld === undefined),
    ...(call ? [{ text: callWords(call), probability: call.probability, ...callOf({ call }) }] : []),
  ].map((step) => Alternative.parse(step));
  const isFirst = ({ text }: Alternative, place: number) =>
    steps.findIndex((step) => step.text.trim() === text.trim()) === place;
  return { considerationId: id, steps: steps.filter(isFirst).slice(0, stepsOffered) };
}

function callOf({ call }: { call?: ToolRequest | undefined }) {
  return call ? { kind: kindOfCall(call), call: ToolRequest.parse(call) } : {};
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
