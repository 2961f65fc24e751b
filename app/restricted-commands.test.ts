/** A restricted queue against every command: only members are told that what its input names is there. */
import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, vi } from "vitest";
import { z } from "zod";
import type { Command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { ctxOfActor, namesOfHidden } from "#lib/platform/sight";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { type RestrictedCase, restrictedCase } from "#lib/team/testing/restricted-case";

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
});
afterEach(() => vi.unstubAllEnvs());

const commands = (
  await Promise.all(
    readdirSync("lib", { recursive: true, encoding: "utf8" })
      .filter((path) => /(^|\/)commands\.ts$/.test(path))
      .sort()
      .map(async (path) => {
        const exports = (await import(/* @vite-ignore */ `../lib/${path}`)) as Record<string, Command>;
        return Object.entries(exports)
          .filter(([, value]) => typeof value === "function" && value.permission !== "machine")
          .map(([name, run]) => ({ name: `${path} ${name}`, run }));
      }),
  )
).flat();

/** What ids of commands name that belongs to no ticket. */
const harmless = new Set(
  "id ids queueId queueIds userId userIds assigneeId mutationId sourceId seriesId alertIds ruleId proposalId scheduleId chainId channelId toId handoverId".split(
    " ",
  ),
);

describe.each(commands)("$name", ({ run }) => {
  const named = new Set<string>();
  const sample = sampleOf(z.toJSONSchema(run.schema, { unrepresentable: "any", io: "input" }), named);
  test("what it names is looked up, or belongs to no ticket", () => {
    const unknown = [...named].filter((name) => !(name in namesOfHidden) && !harmless.has(name));
    expect(unknown).toEqual([]);
  });
  if (![...named].some((name) => name in namesOfHidden)) return;
  test("is told by nobody but members that what it names is there", async ({ ctx }) => {
    const it = await restrictedCase(ctx);
    const input = sample(it);
    const asked = run as (ctx: Ctx, input: unknown) => Promise<unknown>;
    const stranger = await ctxOfActor((await person(ctx, "admin")).actor);
    await expect(asked(stranger, input)).rejects.toMatchObject({
      code: "not_found",
      message: "This does not exist, or is not for you to see.",
    });
  });
});

type Json = Exclude<z.core.JSONSchema.JSONSchema, boolean>;

/** An input of this shape in which every id is one of the restricted case's; `named` gathers the names of ids. */
function sampleOf(shape: Json | boolean, named: Set<string>, name = ""): (it: RestrictedCase) => unknown {
  if (typeof shape === "boolean") return () => undefined;
  const type = [shape.type].flat()[0];
  if (/^ids?$|Ids?$/.test(name)) named.add(name);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) {
    const made = choices.map((choice) => sampleOf(choice, named, name));
    return (it) => made[0]?.(it);
  }
  if (shape.allOf) {
    const made = shape.allOf.map((part) => sampleOf(part, named, name));
    return (it) => Object.assign({}, ...made.map((part) => part(it)));
  }
  if (shape.const !== undefined) return () => shape.const;
  if (shape.enum) return () => shape.enum?.[0];
  if (type === "array") {
    const item = sampleOf(shape.items as Json, named, name);
    return (it) => [item(it)];
  }
  if (type === "object") {
    const parts = Object.entries(shape.properties ?? {}).map(
      ([key, part]) => [key, sampleOf(part, named, key), shape.required?.includes(key)] as const,
    );
    return (it) =>
      Object.fromEntries(
        parts.flatMap(([key, part, isNeeded]) => (isNeeded || key in namesOfHidden ? [[key, part(it)]] : [])),
      );
  }
  if (type === "integer" || type === "number")
    return (it) => idOf(it, name) ?? Math.max(1, shape.minimum ?? 1);
  if (type === "boolean") return () => true;
  if (type === "string") return () => "2030-01-01T00:00:00Z";
  // Dates have no shape of their own.
  return () => new Date("2030-01-01T00:00:00Z");
}

function idOf(it: RestrictedCase, name: string): number | undefined {
  const known: Record<string, number> = {
    ...it,
    seenEventId: it.eventId,
    fromId: it.customerId,
    intoId: it.customerId,
  } as never;
  return typeof known[name] === "number" ? known[name] : undefined;
}
