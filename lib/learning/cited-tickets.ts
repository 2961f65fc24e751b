/** Resolves references to cited tickets in an exported label, and redacts their text irreversibly. */
import { eq, inArray } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { label as labelTable } from "#db/schema/suggestions";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { redactForGood } from "#lib/privacy/redact";
import { readEvidence } from "#lib/suggestions/evidence";
import { sourceTurn } from "#lib/suggestions/label";
import type { Label } from "./model";

/** The label with what its cited tickets said; without it where they are gone. */
export async function withCitedTickets(ctx: Ctx, label: Label): Promise<Label> {
  const [first, ...turns] = label.context;
  if (first?.role !== "system" || !first.content.includes("] Closed ticket #")) return label;
  const [row] = await ctx.db
    .select({ evidence: labelTable.evidence })
    .from(labelTable)
    .where(eq(labelTable.id, label.id));
  const kept = row?.evidence ?? [];
  const read = (await readEvidence(ctx, kept))(kept);
  const names = await peopleOf(
    ctx,
    kept.flatMap(({ kind, ref }) => (kind === "ticket" ? [ref] : [])),
  );
  const content = kept.reduce((text, one, index) => {
    const { title = "", excerpt = "" } = read[index] ?? {};
    if (one.kind !== "ticket" || excerpt === "") return text;
    const words = redactForGood(`${title}\n${excerpt}`, { names });
    return text.replace(sourceTurn(one, index), () => `[${index + 1}] ${words}`);
  }, first.content);
  return { ...label, context: [{ ...first, content }, ...turns] };
}

async function peopleOf(ctx: Ctx, ticketIds: number[]): Promise<string[]> {
  if (ticketIds.length === 0) return [];
  const rows = await ctx.db
    .select({ name: customer.name, company: customer.company })
    .from(ticket)
    .innerJoin(customer, eq(customer.id, ticket.contactId))
    .where(inArray(ticket.id, ticketIds));
  return rows.flatMap(({ name, company }) => (company ? [name, company] : [name]));
}
