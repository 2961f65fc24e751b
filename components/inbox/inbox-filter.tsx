/** The inbox's place in the address: view, filters, search words, the ticket that is open. */
"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { useMemo } from "react";
import type { z } from "zod";
import { InboxFilter, type InboxSort, type InboxView, inboxSorts, inboxViews } from "#lib/inbox/model";
import { priorities } from "#lib/sla/model";
import { useAddressState } from "../address-state";

/** What narrows a list as a whole. */
export const ListFilter = InboxFilter.omit({ ids: true });
export type ListFilter = z.infer<typeof ListFilter>;

const parsers = {
  view: parseAsStringLiteral(inboxViews).withDefault("active"),
  queue: parseAsInteger,
  priority: parseAsStringLiteral(priorities),
  assignee: parseAsString,
  sort: parseAsStringLiteral(inboxSorts).withDefault("activity"),
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

export const sortNames = {
  activity: "Latest activity",
  age: "Oldest first",
  sla: "Due first",
} as const satisfies Record<InboxSort, string>;

export const viewOrder = Object.keys(viewNames).filter((key): key is InboxView => key in viewNames);

/** True when less than a whole view is asked for. */
export function isNarrowed({ search, queueId, priority, assigneeId }: ListFilter): boolean {
  return Boolean(search || queueId || priority || assigneeId);
}

export function useInboxPlace() {
  const [place, setPlace] = useAddressState(parsers, { history: "replace" });
  const { view, queue, priority, assignee, sort, search, ticket } = place;
  const filter = useMemo(
    () =>
      ListFilter.parse({
        view,
        queueId: queue ?? undefined,
        priority: priority ?? undefined,
        assigneeId: assignee ?? undefined,
        sort,
        search: search || undefined,
      }),
    [view, queue, priority, assignee, sort, search],
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
