/** A held list: rows stay at their places whatever arrives, and what would change is counted. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InboxRow } from "#lib/inbox/model";
import { heldList } from "./held-list";

const row = (id: number, version = 1) => ({ id, version }) as InboxRow;
const rows = (...ids: number[]) => ids.map((id) => row(id));
const ids = (list: readonly InboxRow[]) => list.map(({ id }) => id);
const none = new Set<number>();

describe("a held list", () => {
  test.each([
    ["what arrives waits", [1, 2, 3], [9, 1, 2, 3], [1, 2, 3], 1],
    ["what moves up stays where it was", [1, 2, 3], [3, 1, 2], [1, 2, 3], 1],
    ["what leaves stays where it was", [1, 2, 3], [1, 3], [1, 2, 3], 1],
    ["the list goes on at its end", [1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 0],
    ["all that is new waits", [1, 2], [7, 8, 9], [1, 2], 5],
    ["an empty list takes what comes", [], [7, 8], [7, 8], 0],
    ["nothing happened", [1, 2, 3], [1, 2, 3], [1, 2, 3], 0],
  ])("%s", (_, held, live, shown, updates) => {
    const list = heldList({ rows: rows(...held) }, rows(...live), none);
    expect(ids(list.rows)).toEqual(shown);
    expect(list.updates).toBe(updates);
  });

  test("a row is shown as it is now; one that was done with here leaves", () => {
    const list = heldList({ rows: rows(1, 2, 3) }, [row(3), row(1, 7)], new Set([2]));
    expect(list.rows).toEqual([row(1, 7), row(3)]);
    expect(list.updates).toBe(1);
  });

  test("whatever happens: held rows keep their order, none is doubled, and no update means the same list", () => {
    const list = fc.uniqueArray(fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(list, list, (before, after) => {
        const { rows: shown, updates } = heldList({ rows: rows(...before) }, rows(...after), none);
        expect(ids(shown).slice(0, before.length)).toEqual(before);
        expect(new Set(ids(shown)).size).toBe(shown.length);
        if (updates === 0) expect(ids(shown)).toEqual(after);
      }),
    );
  });
});
