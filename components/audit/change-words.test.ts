/** What changed is read in words: no raw shares, moments, keys or JSON. */
import { expect, test } from "vitest";
import { changedFields, valueWords } from "./change-words";

const names = { people: { "demo-hannah": "Hannah Brekke" }, queues: { 3: "Billing" } };
const read = (name: string, value: unknown) => valueWords(name, value, names);

test("a value is read as people write it", () => {
  expect(read("confidence", 0.735736)).toBe("74%");
  expect(read("confidence", 1)).toBe("100%");
  expect(read("falseAlarmsPerWeek", 0.333333)).toBe("0.333");
  expect(read("tickets", 1234)).toBe("1234");
  expect(read("version", 2)).toBe("2");
  expect(read("queueId", 3)).toBe("Billing");
  expect(read("assigneeId", "demo-hannah")).toBe("Hannah Brekke");
  expect(read("userIds", ["demo-hannah", "gone"])).toBe("Hannah Brekke, gone");
  expect(read("dueAt", "2026-11-29T10:15:00.000Z")).toBe("29 Nov 2026, 10:15 UTC");
  expect(read("windowMs", 5_400_000)).toBe("1 h 30 min");
  expect(read("isPublished", false)).toBe("no");
  expect(read("dueReason", "first_reply")).toBe("first reply");
  expect(read("tool", "get_lb_health")).toBe("get_lb_health");
  expect(read("labels", [])).toBe("none");
});

test("what holds other values is read part by part", () => {
  expect(read("hours", { timeZone: "Europe/Oslo", days: ["mon", "tue"], isOn: true })).toBe(
    "time zone: Europe/Oslo; days: mon, tue; is on: yes",
  );
  expect(read("rules", [{ minSeverity: "critical" }, { minSeverity: null }])).toBe(
    "min severity: critical, min severity: none",
  );
});

test("only what differs is told, and what an entry links to is left out", () => {
  expect(
    changedFields(
      { status: "open", priority: "low", eventId: 7 },
      { status: "on_hold", priority: "low", eventId: 8, confidence: 0.5 },
      names,
    ),
  ).toEqual([
    { name: "status", words: "status", before: "open", after: "on hold" },
    { name: "confidence", words: "confidence", before: undefined, after: "50%" },
  ]);
  expect(changedFields({ note: "" }, null, names)).toEqual([]);
});
