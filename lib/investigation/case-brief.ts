/** The brief of a case for whoever is called: what is open, known, ruled out, not checked, tried and suggested, as the case stands now. */

import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { incident } from "#db/schema/incidents";
import { investigation } from "#db/schema/investigation";
import { action, actionRun } from "#db/schema/remediation";
import { suggestion } from "#db/schema/suggestions";
import { type BriefParts, briefLines, emptyBrief } from "#lib/oncall/rules";
import type { Ctx } from "#lib/platform/context";
import { firingWords } from "#lib/signals/rules";
import { briefOf } from "#lib/suggestions/brief";
import { asHeard } from "#lib/tickets/message/heard";
import { customerById, ticketById, timeline } from "#lib/tickets/queries";
import { hypothesesOf } from "./assessment";
import { notCheckedOf, ruledOutOf } from "./rules";

type Subject = { ticketId: number | null; incidentId: number | null };

/** At most eight lines on a ticket, with its incident where there is one. */
export async function briefOn(ctx: Ctx, { ticketId, incidentId }: Subject): Promise<string[]> {
  const known = incidentId === null ? [] : await incidentLines(ctx, incidentId);
  if (ticketId === null)
    return briefLines({ ...emptyBrief(), open: known.slice(0, 1), known: known.slice(1) });
  const [parts, found, tried, suggested] = await Promise.all([
    ticketParts(ctx, ticketId),
    foundOn(ctx, ticketId),
    runsOf(ctx, ticketId),
    suggestedOf(ctx, ticketId),
  ]);
  return briefLines({
    open: [...known.slice(0, 1), ...parts.open],
    known: [...found.known, ...known.slice(1), ...parts.known],
    ruledOut: found.ruledOut,
    notChecked: found.notChecked,
    tried: [...tried, ...parts.tried],
    suggested: [...suggested, ...parts.suggested],
  });
}

/** The brief of a page as it is now; as it was called with where there is nothing to look at. */
export async function briefOfPage(ctx: Ctx, page: Subject & { brief: readonly string[] }): Promise<string[]> {
  if (page.ticketId === null && page.incidentId === null) return [...page.brief];
  const lines = await briefOn(ctx, page);
  return lines.length > 0 ? lines : [...page.brief];
}

async function ticketParts(
  ctx: Ctx,
  ticketId: number,
): Promise<Pick<BriefParts, "open" | "known" | "tried" | "suggested">> {
  const ticket = await ticketById(ctx, ticketId);
  const [events, customer] = await Promise.all([
    timeline(ctx, ticketId),
    customerById(ctx, ticket.customerId),
  ]);
  const brief = briefOf({ ticket, customer, timeline: asHeard(events), runbooks: [], why: "" });
  const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);
  return {
    open: [...texts(brief.open), brief.about.text],
    known: texts(brief.known),
    tried: texts(brief.tried).reverse(),
    suggested: texts(brief.suggested),
  };
}

async function incidentLines(ctx: Ctx, incidentId: number): Promise<string[]> {
  const [row] = await ctx.db.select().from(incident).where(eq(incident.id, incidentId));
  if (!row) return [];
  const { title, severity, service } = row;
  return [
    `${title}, ${firingWords(row)}`,
    [severity && `severity ${severity}`, service && `service ${service}`].filter(Boolean).join(", "),
  ].filter((line) => line !== "");
}

/** What the agent came to: its finding, what it ruled out, and what it could not look at. */
async function foundOn(
  ctx: Ctx,
  ticketId: number,
): Promise<Pick<BriefParts, "known" | "ruledOut" | "notChecked">> {
  const [found] = await ctx.db.select().from(investigation).where(eq(investigation.ticketId, ticketId));
  if (!found) return emptyBrief();
  const hypotheses = await hypothesesOf(ctx, found.id);
  const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);
  return {
    known: found.text && found.outcome !== "unresolved" ? [found.text] : [],
    ruledOut: texts(ruledOutOf(hypotheses)),
    notChecked: texts(notCheckedOf(hypotheses)),
  };
}

async function runsOf(ctx: Ctx, ticketId: number): Promise<string[]> {
  const rows = await ctx.db
    .select({
      description: action.description,
      status: actionRun.status,
      verification: actionRun.verification,
    })
    .from(actionRun)
    .innerJoin(action, eq(action.name, actionRun.action))
    .where(and(eq(actionRun.ticketId, ticketId), isNotNull(actionRun.startedAt)))
    .orderBy(desc(actionRun.id))
    .limit(3);
  return rows.map(
    ({ description, status, verification }) =>
      `${description.replace(/\.$/, "")}: ${(verification ?? status).replaceAll("_", " ")}`,
  );
}

/** The proposal that waits for a decision. */
async function suggestedOf(ctx: Ctx, ticketId: number): Promise<string[]> {
  const [open] = await ctx.db
    .select({ kind: suggestion.kind, text: suggestion.text, why: suggestion.why })
    .from(suggestion)
    .where(
      and(
        eq(suggestion.ticketId, ticketId),
        eq(suggestion.status, "open"),
        inArray(suggestion.kind, ["reply", "diagnostic", "remediation", "follow_up"]),
      ),
    )
    .orderBy(desc(suggestion.id))
    .limit(1);
  return open ? [open.text] : [];
}
