/** Which rule holds where: the one that names most of the place, of two that name as much the stricter one. */
import { expect, test } from "vitest";
import { levelOf, modeOf, Reach, ToolPolicy } from "#lib/settings/rules";

const rule = (
  queueId: number | null,
  priority: "normal" | "urgent" | null,
  mode: "runs" | "asks" | "off",
) => ({
  queueId,
  priority,
  mode,
});
const policy = (mode: "runs" | "asks" | "off" | null, ...rules: ReturnType<typeof rule>[]) => ({
  usualMode: "asks" as const,
  tools: { look: ToolPolicy.parse({ mode, rules }) },
});
const here = { queueId: 7, priority: "urgent" as const };

test.each([
  [policy(null), "asks"],
  [policy("runs"), "runs"],
  [policy("runs", rule(8, null, "off"), rule(null, "normal", "off")), "runs"],
  [policy("runs", rule(null, null, "off")), "off"],
  [policy("runs", rule(null, null, "off"), rule(7, null, "asks")), "asks"],
  [policy("off", rule(7, null, "runs"), rule(null, "urgent", "asks")), "asks"],
  [policy("off", rule(7, null, "asks"), rule(7, "urgent", "runs")), "runs"],
])("%j says %s", (given, expected) => {
  expect(modeOf(given, "look", here)).toBe(expected);
});

test("a tool nobody set anything for is as usual, whatever it is called", () => {
  expect(["other", "constructor", "__proto__"].map((tool) => modeOf(policy("runs"), tool, here))).toEqual([
    "asks",
    "asks",
    "asks",
  ]);
});

test("it analyses where no rule says otherwise", () => {
  const reach = { rules: [{ queueId: 7, priority: null, level: "record" as const }] };
  expect([levelOf(reach, here), levelOf(reach, { ...here, queueId: 8 })]).toEqual(["record", "analyse"]);
  expect(Reach.safeParse({ rules: [...reach.rules, ...reach.rules] }).success).toBe(false);
});
