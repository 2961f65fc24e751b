/** Merging changed rows into a partly loaded list: nothing doubled, nothing lost, order kept, cursors untouched. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { InboxPage, InboxRow } from "#lib/inbox/model";
import { mergeRows, orders } from "./merge-rows";

function row(id: number, at: number): InboxRow {
  return {
    id,
    kind: "request",
    subject: `Ticket ${id}`,
    snippet: "",
    status: "open",
    priority: "normal",
    queueId: null,
    assigneeId: null,
    agentState: "none",
    version: 1,
    openedAt: new Date(at),
    lastEventAt: new Date(at),
    lastCustomerAt: null,
    dueAt: null,
    dueReason: null,
    warned: 0,
    isReminded: false,
    customerName: null,
    company: null,
    queueName: null,
    assigneeName: null,
    proposal: null,
  };
}

function ids(pages: InboxPage[]) {
  return pages.flatMap(({ rows }) => rows.map(({ id }) => id));
}

const two: InboxPage[] = [
  { rows: [row(5, 50), row(4, 40)], next: "after-4" },
  { rows: [row(3, 30), row(2, 20)], next: "after-2" },
];

test("a new message lifts its ticket to the top", () => {
  expect(ids(mergeRows(two, [2], [row(2, 60)], "activity"))).toEqual([2, 5, 4, 3]);
});

test("a ticket that left the view leaves the list", () => {
  expect(ids(mergeRows(two, [4], [], "activity"))).toEqual([5, 3, 2]);
});

test("a ticket older than everything loaded waits for its page, unless there is none to come", () => {
  expect(ids(mergeRows(two, [1], [row(1, 10)], "activity"))).toEqual([5, 4, 3, 2]);
  const last = two.map((page, at) => (at === 1 ? { ...page, next: null } : page));
  expect(ids(mergeRows(last, [1], [row(1, 10)], "activity"))).toEqual([5, 4, 3, 2, 1]);
});

test("an empty list takes its first row", () => {
  expect(ids(mergeRows([{ rows: [], next: null }], [7], [row(7, 1)], "activity"))).toEqual([7]);
});

test("whatever changes: no row twice, always in order, unchanged rows stay, cursors stay", () => {
  const change = fc.record({
    id: fc.integer({ min: 1, max: 12 }),
    at: fc.integer({ min: 0, max: 80 }),
    stays: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(change, { selector: ({ id }) => id }), (changes) => {
      const changedIds = changes.map(({ id }) => id);
      const fresh = changes.filter(({ stays }) => stays).map(({ id, at }) => row(id, at));
      const merged = mergeRows(two, changedIds, fresh, "activity");
      const rows = merged.flatMap((page) => page.rows);
      expect(new Set(ids(merged)).size).toBe(rows.length);
      expect([...rows].sort(orders.activity)).toEqual(rows);
      for (const { id } of two.flatMap((page) => page.rows))
        if (!changedIds.includes(id)) expect(ids(merged)).toContain(id);
      expect(merged.map(({ next }) => next)).toEqual(["after-4", "after-2"]);
    }),
  );
});

test("by age and by due time a changed row takes its place, what is due at no time the last", () => {
  const due = (id: number, at: number | null) => ({
    ...row(id, id),
    dueAt: at === null ? null : new Date(at),
  });
  const one: InboxPage[] = [{ rows: [due(1, 10), due(2, 20), due(3, null)], next: null }];
  expect(ids(mergeRows(one, [3], [due(3, 15)], "sla"))).toEqual([1, 3, 2]);
  expect(ids(mergeRows(one, [1], [due(1, null)], "sla"))).toEqual([2, 1, 3]);
  expect(ids(mergeRows(one, [4], [due(4, 1)], "age"))).toEqual([1, 2, 3, 4]);
});
