/** What a signed webhook's own fields say of who reads a message, and of figures. */
import { expect, test } from "vitest";
import { LenientParse } from "#lib/tickets/lenient-parsing";
import { readFields } from "./webhook-fields";

const reading = () => new LenientParse(new Date("2026-11-20T10:00:00Z"));
const sent = (more: object) =>
  readFields({ type: "message", text: "Host h-7 was full.", ticket: { id: 1 }, ...more }, reading(), "x");

test.each([
  { author: "agent", private: true },
  { author: "agent", jsdPublic: false },
  { author: "customer", internal: "yes" },
  { author: "agent", visibility: { type: "role", value: "Service Desk Team" } },
  { author: "agent", visibility: "internal" },
  { public: "false" },
])("what customers cannot read is the desk's: %o", (more) => {
  expect(sent(more).author).toBe("system");
});

test.each([
  [{ author: "agent", private: false }, "analyst"],
  [{ author: "customer", public: true }, "customer"],
  [{ author: "agent", visibility: null }, "analyst"],
  [{ author: "agent", visibility: "public" }, "analyst"],
])("what they can read is not: %o", (more, author) => {
  expect(sent(more).author).toBe(author);
});

test("a figure alone is no priority: one desk counts up to the worst, another down to it", () => {
  const read = reading();
  const fields = readFields({ type: "message", text: "a", ticket: { id: 1, priority: 1 } }, read, "x");
  expect(fields.ticket).toEqual({ id: "1" });
  expect(read.flaws).toEqual(["The priority “1” is not known."]);
  expect(sent({ ticket: { id: 1, priority: "P1" } }).ticket).toMatchObject({ priority: "urgent" });
});
