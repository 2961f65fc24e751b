/** The keys of everything kept in the query cache, so that a change can name what it made stale. */
import type { InboxFilter } from "#lib/inbox/model";

/** The start of the key of every list, and of nothing else: what changes a row changes it in all of them. */
export const listKey = ["inbox"] as const;
export const presenceKey = ["presence"] as const;

export const queryKeys = {
  list: (filter: InboxFilter) => [...listKey, filter] as const,
  foundTickets: (search: string) => ["found tickets", search] as const,
  /** The start of every key that belongs to one ticket. */
  ticket: (ticketId: number) => ["ticket", ticketId] as const,
  conversation: (ticketId: number) => ["ticket", ticketId, "conversation"] as const,
  runs: (ticketId: number) => ["ticket", ticketId, "runs"] as const,
  actions: ["actions"] as const,
  proposals: (ticketId: number) => ["ticket", ticketId, "proposals"] as const,
  investigation: (ticketId: number) => ["ticket", ticketId, "investigation"] as const,
  summary: (ticketId: number) => ["ticket", ticketId, "summary"] as const,
  nextPerson: (ticketId: number) => ["ticket", ticketId, "next person"] as const,
  links: (ticketId: number) => ["ticket", ticketId, "links"] as const,
  questions: (ticketId: number) => ["questions", ticketId] as const,
  customerLinks: (ticketId: number, customerId: number) =>
    ["ticket", ticketId, "customer", customerId] as const,
  customers: (search: string, besides: number) => ["customers", search, besides] as const,
  similar: (ticketId: number) => ["similar", ticketId] as const,
  counters: ["counters"] as const,
  articles: ["articles"] as const,
  incidents: ["incidents"] as const,
  oncall: ["oncall"] as const,
};
