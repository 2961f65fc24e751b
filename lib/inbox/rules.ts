/** The reads that may share a request: those a change on a ticket makes stale. Pure; the server answers the same list. */

export const sharedReads = [
  "/api/counters",
  "/api/customers/[id]",
  "/api/inbox",
  "/api/incidents/major-of-ticket",
  "/api/incidents/of-ticket",
  "/api/oncall/handovers",
  "/api/oncall/waiting",
  "/api/presence",
  "/api/tickets/[id]",
  "/api/tickets/[id]/investigation",
  "/api/tickets/[id]/links",
  "/api/tickets/[id]/next-person",
  "/api/tickets/[id]/proposals",
  "/api/tickets/[id]/questions",
  "/api/tickets/[id]/runs",
  "/api/tickets/[id]/summary",
] as const;
export type SharedRead = (typeof sharedReads)[number];

/** Reads of one request, at most. */
export const mostShared = 20;

/** The read a path is of, and the id in it; null for one that is asked for alone. */
export function sharedRead(pathname: string): { read: SharedRead; params: Record<string, string> } | null {
  const id = /\/(\d+)(?=\/|$)/.exec(pathname)?.[1];
  const pattern = id === undefined ? pathname : pathname.replace(`/${id}`, "/[id]");
  const read = sharedReads.find((one) => one === pattern);
  return read ? { read, params: id === undefined ? {} : { id } } : null;
}
