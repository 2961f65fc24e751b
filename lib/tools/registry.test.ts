/** A call is checked against its tool as it is declared, whichever way its values were written. */
import { expect, test } from "vitest";
import { z } from "zod";
import { toolbox } from "./registry";
import { defineTool } from "./tool";

const input = z.object({
  volume: z.string().min(1),
  size: z.number().optional(),
  deep: z.boolean().optional(),
  kind: z.enum(["1", "2"]).optional(),
});
const described = { name: "describe", description: "", input, run: async () => ({}) };
const tools = toolbox([defineTool(described)]);

test.each([
  [{ volume: "vol-7" }, { volume: "vol-7" }],
  [{ volume: 7 }, { volume: "7" }],
  [
    { volume: "7", size: "20", deep: "true", kind: 2 },
    { volume: "7", size: 20, deep: true, kind: "2" },
  ],
])("%j is taken as %j", (given, expected) => {
  const checked = tools.check({ tool: "describe", arguments: given });
  expect(checked).toMatchObject({ ok: true, request: { tool: "describe", arguments: expected } });
});

test.each([
  [{}, "volume"],
  [{ volume: "" }, "volume"],
  [{ volume: ["7"] }, "volume"],
  [{ volume: "7", size: "20 GB" }, "size"],
  [{ volume: "7", size: "" }, "size"],
  [{ volume: "7", deep: "yes" }, "deep"],
  [{ volume: "7", kind: 3 }, "kind"],
])("%j is refused, naming %s", (given, name) => {
  const checked = tools.check({ tool: "describe", arguments: given });
  expect(checked).toMatchObject({ ok: false, fault: expect.stringContaining(name) });
});

test("a name that is not installed is looked up by hand, with whatever it is asked", () => {
  const request = { tool: "door_log", arguments: { door: 4 } };
  expect(tools.check(request)).toMatchObject({ ok: true, request: { ...request, byHand: true } });
  expect(tools.named("door_log")).toBe(tools.named("door_log"));
  expect(tools.all.map(({ name }) => name)).toEqual(["describe"]);
});

test("a name used twice stops the start", () => {
  expect(() => toolbox([defineTool(described)], [defineTool(described)])).toThrow("same name");
});
