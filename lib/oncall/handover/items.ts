/** What is open as a shift ends: pages, incidents, urgent tickets, actions in flight, what is put aside until a time, and what other rooms add. */

import { and, asc, desc, eq, gt, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import { incident } from "#db/schema/incidents";
import { page } from "#db/schema/oncall";
import { actionRun } from "#db/schema/remediation";
import { suggestion } from "#db/schema/suggestions";
import { user } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { shortened } from "#lib/platform/shorten/rules";
import { firingWords } from "#lib/signals/rules";
import { activeStatuses } from "#lib/tickets/model";
import type { HandoverItem } from "./model";
import { isOpenToAll } from "./open-to-all";
import { handoverParts } from "./parts";

/** Longer lists are read by nobody at the end of a night. */
const mostEach = 30;
/** Characters of a proposal. */
const longestLine = 120;

const proposedNouns = {
  reply: "reply",
  diagnostic: "diagnostic",
  triage: "triage",
  remediation: "remediation",
  escalation: "escalation",
  follow_up: "follow-up",
} as const satisfies Record<(typeof suggestion.$inferSelect)["kind"], string>;

/** Everything there is to hand over now. What belongs to a restricted queue is left out: the record is everybody's. */
export async function openItems(ctx: Ctx): Promise<HandoverItem[]> {
  const parts = await Promise.all([
    ...[pages, incidents, tickets, actions, putAside].map((part) => part(ctx)),
    ...handoverParts().map((part) => part(ctx, mostEach)),
  ]);
  return parts.flat();
}

async function pages(ctx: Ctx): Promise<HandoverItem[]> {
  const rows = await ctx.db
    .select({ row: page, owner: user.name })
    .from(page)
    .leftJoin(user, eq(user.id, page.ownerId))
    .where(and(ne(page.status, "resolved"), isOpenToAll(page.ticketId)))
    .orderBy(asc(page.openedAt))
    .limit(mostEach);
  return rows.map(({ row: { id, title, status, escalatesAt }, owner }) => ({
    kind: "page",
    title,
    href: `/oncall/pages/${id}`,
    owner,
    nextStep: status === "acknowledged" ? "Being worked on" : "Nobody has acknowledged",
    until: escalatesAt,
  }));
}

async function incidents(ctx: Ctx): Promise<HandoverItem[]> {
  const rows = await ctx.db
    .select({ row: incident, owner: user.name })
    .from(incident)
    .leftJoin(ticket, eq(ticket.id, incident.ticketId))
    .leftJoin(user, eq(user.id, ticket.assigneeId))
    .where(and(inArray(incident.status, ["open", "settling"]), isOpenToAll(sql`${incident.ticketId}`)))
    .orderBy(asc(incident.startsAt))
    .limit(mostEach);
  return rows.map(({ row: { id, title, status, firing, members }, owner }) => ({
    kind: "incident",
    title,
    href: `/incidents/${id}`,
    owner,
    nextStep: status === "settling" ? "Quiet, may come back" : firingWords({ firing, members }),
    until: null,
  }));
}

async function tickets(ctx: Ctx): Promise<HandoverItem[]> {
  const rows = await ctx.db
    .select({ row: ticket, owner: user.name })
    .from(ticket)
    .leftJoin(user, eq(user.id, ticket.assigneeId))
    .where(
      and(
        inArray(ticket.status, [...activeStatuses]),
        inArray(ticket.priority, ["urgent", "high"]),
        isOpenToAll(ticket.id),
      ),
    )
    .orderBy(sql`${ticket.priority} = 'urgent' desc`, asc(ticket.id))
    .limit(mostEach);
  const waiting = await proposalsOf(
    ctx,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row: { id, subject, status }, owner }) => ({
    kind: "ticket",
    title: subject,
    href: `/tickets/${id}`,
    owner,
    nextStep: waiting.get(id) ?? (status === "waiting" ? "Waits for the customer" : "Answer it"),
    until: null,
  }));
}

/** What the agent proposes on each ticket, in a line. */
async function proposalsOf(ctx: Ctx, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ ticketId: suggestion.ticketId, kind: suggestion.kind, text: suggestion.text })
    .from(suggestion)
    .where(
      and(inArray(suggestion.ticketId, ids), eq(suggestion.status, "open"), ne(suggestion.kind, "triage")),
    )
    .orderBy(asc(suggestion.id));
  return new Map(
    rows.map(({ ticketId, kind, text }) => {
      return [ticketId, `Decide on the proposed ${proposedNouns[kind]}: ${shortened(text, longestLine)}`];
    }),
  );
}

async function actions(ctx: Ctx): Promise<HandoverItem[]> {
  const rows = await ctx.db
    .select({ row: actionRun, owner: user.name })
    .from(actionRun)
    .leftJoin(user, eq(user.id, actionRun.preparedBy))
    .where(
      and(
        or(
          inArray(actionRun.status, ["waiting", "approved", "executing"]),
          and(eq(actionRun.status, "done"), eq(actionRun.verification, "pending")),
        ),
        isOpenToAll(sql`${actionRun.ticketId}`),
      ),
    )
    .orderBy(desc(actionRun.id))
    .limit(mostEach);
  return rows.map(({ row: { action, ticketId, status, expiresAt }, owner }) => ({
    kind: "action",
    title: action.replaceAll("_", " "),
    href: `/tickets/${ticketId}`,
    owner,
    nextStep: status === "waiting" ? "A further approval" : "Look whether it helped",
    until: status === "waiting" ? expiresAt : null,
  }));
}

async function putAside(ctx: Ctx): Promise<HandoverItem[]> {
  const rows = await ctx.db
    .select({ row: ticket, owner: user.name })
    .from(ticket)
    .leftJoin(user, eq(user.id, ticket.assigneeId))
    .where(
      and(
        inArray(ticket.status, ["waiting", "on_hold"]),
        isNotNull(ticket.dueAt),
        gt(ticket.dueAt, ctx.now()),
        isOpenToAll(ticket.id),
      ),
    )
    .orderBy(asc(ticket.dueAt))
    .limit(mostEach);
  return rows.map(({ row: { id, subject, dueAt }, owner }) => ({
    kind: "snoozed",
    title: subject,
    href: `/tickets/${id}`,
    owner,
    nextStep: "Comes back by itself",
    until: dueAt,
  }));
}
