/** A ticket as the agent sees it, for tests without a database. */
import type { Observation } from "../model";

/** When it was opened, and when whatever happens on it happens. */
export const seenAt = new Date("2026-11-02T10:00:00Z");

/** An open request that nobody has taken. */
export const seenTicket: Observation["ticket"] = {
  id: 7,
  source: "t",
  externalId: null,
  kind: "request",
  subject: "Disk full",
  snippet: "",
  status: "open",
  priority: "normal",
  queueId: null,
  category: null,
  service: null,
  assigneeId: null,
  customerId: 1,
  agentState: "none",
  version: 1,
  openedAt: seenAt,
  lastEventAt: seenAt,
  lastCustomerAt: seenAt,
  firstReplyAt: null,
  solvedAt: null,
  closedAt: null,
  dueAt: null,
  dueReason: null,
  followUpAt: null,
  followUpReason: null,
};
