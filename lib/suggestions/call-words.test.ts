/** A call reads the same however its arguments are ordered: the card says it once. */
import { expect, test } from "vitest";
import { callWords } from "./rules";

test("the order of the arguments does not matter", () => {
  const given = { project: "pxf-render", region: "ash-2" };
  const stored = { region: "ash-2", project: "pxf-render" };
  const words = "Run get_quota with project pxf-render, region ash-2.";
  expect(callWords({ tool: "get_quota", arguments: given })).toBe(words);
  expect(callWords({ tool: "get_quota", arguments: stored })).toBe(words);
  expect(callWords({ tool: "door_log", arguments: {}, byHand: true })).toBe("Look up door_log.");
});

test("arguments within arguments are readable, in one order too", () => {
  const words = 'Run logs with levels ["WARN","ERROR"], where {"env":"prod","host":"a-1"}.';
  const levels = ["WARN", "ERROR"];
  expect(callWords({ tool: "logs", arguments: { where: { host: "a-1", env: "prod" }, levels } })).toBe(words);
  expect(callWords({ tool: "logs", arguments: { levels, where: { env: "prod", host: "a-1" } } })).toBe(words);
});
