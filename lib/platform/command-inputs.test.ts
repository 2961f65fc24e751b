/** No input makes a command fail on our side: random ones that fit its schema, and text nobody can store anywhere in them. */
import { readdirSync } from "node:fs";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, vi } from "vitest";
import { z } from "zod";
import { person } from "#lib/suggestions/testing/fixtures";
import type { Command } from "./command";
import { systemCtx, withTransaction } from "./context";
import { AppError } from "./errors";
import { ctxAs, test } from "./testing/database";

beforeEach(() => vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough"));
afterEach(() => vi.unstubAllEnvs());

const modules = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)commands\.ts$/.test(path))
  .sort();
const commands = await Promise.all(
  modules.map(async (path) => {
    const exports: Record<string, unknown> = await import(/* @vite-ignore */ `../${path}`);
    return Object.entries(exports).flatMap(([name, value]) =>
      isCommand(value) ? [{ name: `${path} ${name}`, run: value }] : [],
    );
  }),
);

/** The end of every run: what it wrote is rolled back. */
class Done extends Error {}

describe.each(commands.flat())("$name", ({ run }) => {
  const json = z.toJSONSchema(run.schema, { io: "input", unrepresentable: "any" }) as Json;

  test("answers, or refuses in words", async ({ db }) => {
    const ctx =
      run.permission === "machine" ? systemCtx("fuzz", db) : await person(ctxAs(db, "admin"), "admin");
    await fc.assert(
      fc.asyncProperty(inputOf(json, json), async (input) => {
        const outcome = withTransaction(ctx, async (tx) => {
          await run(tx, input);
          throw new Done();
        });
        const error = await outcome.catch((thrown: unknown) => thrown);
        if (!(error instanceof Done)) expect(error).toBeInstanceOf(AppError);
      }),
      { numRuns: 30 },
    );
  });

  test("refuses text nobody can store, whichever field it is in", async ({ db }) => {
    const ctx =
      run.permission === "machine" ? systemCtx("fuzz", db) : await person(ctxAs(db, "admin"), "admin");
    const spoilt = fc.tuple(inputOf(json, json), fc.constantFrom("a\0", "\ud800b", "\udc00"), fc.nat());
    await fc.assert(
      fc.asyncProperty(spoilt, async ([input, text, place]) => {
        const paths = textsIn(input);
        const path = paths[place % paths.length];
        if (!path) return;
        const refused = run(ctx, replaced(input, path, text));
        await expect(refused).rejects.toMatchObject({
          code: "invalid",
          details: { fields: [{ field: path.join(".") }] },
        });
      }),
      { numRuns: 10 },
    );
  });
});

type Json = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Json[];
  oneOf?: Json[];
  allOf?: Json[];
  $ref?: string;
  $defs?: Record<string, Json>;
  properties?: Record<string, Json>;
  required?: string[];
  additionalProperties?: Json | boolean;
  items?: Json;
  format?: string;
};

const words = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("1", "desk", "'; drop table ticket; --", "%_\\", "x".repeat(300), "2026-03-02T09:00:00Z"),
);

/** Values a JSON schema describes, without its bounds: those are the command's own to check. */
function inputOf(schema: Json, root: Json): fc.Arbitrary<unknown> {
  if (schema.$ref) return inputOf(root.$defs?.[schema.$ref.split("/").at(-1) ?? ""] ?? {}, root);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return fc.oneof(...choices.map((each) => inputOf(each, root)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object":
      return objectOf(schema, root);
    case "array":
      return fc.array(inputOf(schema.items ?? {}, root), { maxLength: 3 });
    case "string":
      return schema.format === "date-time" ? fc.constant("2026-03-02T09:00:00Z") : words;
    case "integer":
      return fc.oneof(fc.nat(20), fc.maxSafeInteger());
    case "number":
      return fc.oneof(fc.nat(20), fc.double({ noNaN: true }), fc.maxSafeInteger());
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.oneof(words, fc.constant(new Date()), fc.nat());
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Json, root: Json) {
  const fields = Object.entries(properties).map(([name, field]) => [name, inputOf(field, root)] as const);
  const named = fc.record<Record<string, unknown>>(Object.fromEntries(fields), { requiredKeys: required });
  if (typeof additionalProperties !== "object" || fields.length > 0) return named;
  return fc.dictionary(words, inputOf(additionalProperties, root), { maxKeys: 3 });
}

/** The paths of all texts in a value. */
function textsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value === "string") return [path];
  return Object.entries(value ?? {}).flatMap(([key, child]) => textsIn(child, [...path, key]));
}

function replaced(value: unknown, [key, ...rest]: string[], text: string): unknown {
  if (key === undefined) return text;
  if (Array.isArray(value))
    return value.map((each, at) => (String(at) === key ? replaced(each, rest, text) : each));
  const fields = Object.entries(value as object);
  return Object.fromEntries(
    fields.map(([name, child]) => [name, name === key ? replaced(child, rest, text) : child]),
  );
}

function isCommand(value: unknown): value is Command {
  return typeof value === "function" && "permission" in value && "schema" in value;
}
