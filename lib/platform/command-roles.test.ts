/** Every command of every module against every role: a new command without a permission fails here. */
import { readdirSync } from "node:fs";
import { describe, expect, test as plain } from "vitest";
import type { Command } from "./command";
import { agentCtx } from "./context";
import { roleMay, roles } from "./rules";
import { ctxAs, test } from "./testing/database";

const modules = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)commands\.ts$/.test(path))
  .sort();

const exported = await Promise.all(
  modules.map(async (path) => {
    const exports: Record<string, unknown> = await import(/* @vite-ignore */ `../${path}`);
    return Object.entries(exports).map(([name, value]) => ({ name: `${path} ${name}`, value }));
  }),
);

describe.each(exported.flat())("$name", ({ value }) => {
  plain("is made by command()", () => expect(isCommand(value)).toBe(true));
  if (!isCommand(value)) return;
  const { permission } = value;

  test.for(roles)("as %s", async (role, { db }) => {
    const isAllowed = permission !== "machine" && roleMay(role, permission);
    // No command takes null: who is let in is told that the input is invalid, and nothing is touched.
    await expect(value(ctxAs(db, role), null)).rejects.toMatchObject({
      code: isAllowed ? "invalid" : "forbidden",
    });
  });

  test("as the agent", async ({ db }) => {
    await expect(value(agentCtx(db), null)).rejects.toMatchObject({ code: "invalid" });
  });
});

function isCommand(value: unknown): value is Command {
  return typeof value === "function" && "permission" in value && "schema" in value;
}
