/** The inbox's place in the address: view, filters, search words, the ticket that is open. */
"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { z } from "zod";
import { InboxFilter, type InboxView, inboxViews, priorities } from "#lib/tickets/model";

/** What narrows a list as a whole. */
export const ListFilter = InboxFilter.omit({ ids: true });
export type ListFilter = z.infer<typeof ListFilter>;

const parsers = {
  view: parseAsStringLiteral(inboxViews).withDefault("active"),
  queue: parseAsInteger,
  priority: parseAsStringLiteral(priorities),
  search: parseAsString.withDefault(""),
  ticket: parseAsInteger,
};

/** Names of the views, in the order of the tabs. */
export const viewNames = {
  active: "Active",
  proposed: "Proposed",
  mine: "Mine",
  unassigned: "Unassigned",
  waiting: "Waiting",
  closed: "Closed",
  all: "All",
  undelivered: "Not delivered",
} as const satisfies Record<InboxView, string>;

export const viewOrder = Object.keys(viewNames).filter((key): key is InboxView => key in viewNames);

/** True when less than a whole view is asked for. */
export function isNarrowed({ search, queueId, priority }: ListFilter): boolean {
  return Boolean(search || queueId || priority);
}

export function useInboxPlace() {
  const [place, setPlace] = useQueryStates(parsers, { history: "replace" });
  const { view, queue, priority, search, ticket } = place;
  const filter = useMemo(
    () =>
      ListFilter.parse({
        view,
        queueId: queue ?? undefined,
        priority: priority ?? undefined,
        search: search || undefined,
      }),
    [view, queue, priority, search],
  );
  return {
    ...place,
    filter,
    ticketId: ticket ?? undefined,
    setPlace,
    /** `isStep` keeps the browser's back button for it, as when a list gives way to a ticket on a phone. */
    openTicket: (id: number | null, { isStep = false } = {}) =>
      setPlace({ ticket: id }, { history: isStep ? "push" : "replace" }),
  };
}
