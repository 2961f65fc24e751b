/** Which badge counters a ticket is counted in, and how a change of the ticket moves them. Pure. */
import { isActive, type Ticket } from "./model";

/** `undelivered` counts replies, the others tickets. */
export const badgeScopes = [
  "active",
  "proposed",
  "unassigned",
  "waiting",
  "mine",
  "queue",
  "undelivered",
] as const;
export type BadgeScope = (typeof badgeScopes)[number];

/** One badge: `key` is the assignee of `mine`, the queue's id of `queue`, else empty. */
export type Badge = { scope: BadgeScope; key: string };
export type BadgeDelta = Badge & { value: 1 | -1 };

type Counted = Pick<Ticket, "status" | "agentState" | "assigneeId" | "queueId">;

/** The badges a ticket counts in; none when it is finished. What waits for others, or for a time, is not ours to do now. */
export function badgesOf(ticket: Counted): Badge[] {
  if (!isActive(ticket.status)) return [];
  const isOurs = ticket.status === "new" || ticket.status === "open";
  const badges: Badge[] = [{ scope: isOurs ? "active" : "waiting", key: "" }];
  if (ticket.agentState === "proposed") badges.push({ scope: "proposed", key: "" });
  if (ticket.assigneeId === null) badges.push({ scope: "unassigned", key: "" });
  else badges.push({ scope: "mine", key: ticket.assigneeId });
  if (ticket.queueId !== null) badges.push({ scope: "queue", key: String(ticket.queueId) });
  return badges;
}

/** What to add to the counters when `before` (null: no ticket yet) becomes `after`. */
export function badgeDeltas(before: Counted | null, after: Counted): BadgeDelta[] {
  const old = before ? badgesOf(before) : [];
  const now = badgesOf(after);
  return [
    ...without(now, old).map((badge) => ({ ...badge, value: 1 as const })),
    ...without(old, now).map((badge) => ({ ...badge, value: -1 as const })),
  ];
}

function without(badges: Badge[], others: Badge[]): Badge[] {
  return badges.filter((a) => !others.some((b) => a.scope === b.scope && a.key === b.key));
}
