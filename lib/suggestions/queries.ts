/** Reads of proposals, decisions and the agent's considerations. */
import { and, desc, eq } from "drizzle-orm";
import { consideration, suggestion } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { Consideration, type Proposals, Suggestion } from "./model";

/** Proposals of a ticket that wait for a decision, newest first. */
export async function openSuggestions(ctx: Ctx, ticketId: number): Promise<Suggestion[]> {
  const rows = await ctx.db
    .select()
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open")))
    .orderBy(desc(suggestion.id));
  return rows.map((row) => Suggestion.parse(row));
}

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
  const [rows, looks] = await Promise.all([
    ctx.db
      .select()
      .from(suggestion)
      .where(eq(suggestion.ticketId, ticketId))
      .orderBy(desc(suggestion.id))
      .limit(20),
    considerations(ctx, ticketId, 50),
  ]);
  return { suggestions: rows.map((row) => Suggestion.parse(row)), considerations: looks };
}

/** Texts proposed on a ticket so far, whatever became of them, newest first: what must not be repeated. */
export async function proposedTexts(ctx: Ctx, ticketId: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ text: suggestion.text })
    .from(suggestion)
    .where(eq(suggestion.ticketId, ticketId))
    .orderBy(desc(suggestion.id))
    .limit(100);
  return rows.map((row) => row.text);
}
