/** What the apprentice remembers has an upper end, whatever it is told. */
import { expect, test } from "vitest";
import { neighbours, newNearest, remember } from "./nearest";
import { CLASSES_KEPT, classOf, FREE_TEXT, newTemplateStore, sight } from "./template-store";

function sighting(name: string, ticketId: number) {
  return {
    key: `reply:${name}`,
    kind: "reply" as const,
    text: name,
    slots: [],
    borrowed: [],
    held: {},
    doubts: {},
    isAfterHandOver: false,
    isRead: true,
    ticketId,
    eventId: ticketId,
    tool: "",
  };
}

test("the least recently used template makes room for a new one", () => {
  const templateStore = newTemplateStore();
  for (let index = 0; index < CLASSES_KEPT + 50; index++) {
    sight(templateStore, sighting(`t${index}`, 2 * index));
    expect(sight(templateStore, sighting(`t${index}`, 2 * index + 1))).toBe(true);
    // One that stays in use must stay known.
    if (index > 0) sight(templateStore, sighting("t0", 100_000 + index));
  }
  expect(templateStore.classes.length).toBe(CLASSES_KEPT);
  expect(classOf(templateStore, "reply:t0")).not.toBe(FREE_TEXT);
  expect(classOf(templateStore, "reply:t1")).toBe(FREE_TEXT);
  expect(classOf(templateStore, `reply:t${CLASSES_KEPT + 49}`)).not.toBe(FREE_TEXT);
});

test("replies seen once do not pile up", () => {
  const templateStore = newTemplateStore();
  for (let index = 0; index < 12_000; index++) sight(templateStore, sighting(`once ${index}`, index));
  expect(templateStore.entries.size).toBeLessThan(9_000);
  expect(templateStore.classes.length).toBe(1);
});

test("old moments are overwritten and never come back under another's name", () => {
  const nearest = newNearest();
  for (let index = 0; index < 45_000; index++) {
    const tokens = new Map([
      [1, 1],
      [100 + (index % 500), 1],
      [1_000_000 + index, 2],
    ]);
    remember(nearest, { key: `k${index}`, ticketId: index, eventId: index, kind: "" }, tokens);
  }
  expect(nearest.moments.length).toBeLessThanOrEqual(40_000);
  expect(Math.max(...[...nearest.postings.values()].map((places) => places.length))).toBeLessThanOrEqual(192);
  expect(neighbours(nearest, new Map([[1_000_010, 1]]), 5)).toEqual([]);
  expect(neighbours(nearest, new Map([[1_044_990, 1]]), 5)[0]?.moment.key).toBe("k44990");
});
