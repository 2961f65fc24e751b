/** Whatever goes wrong, the log says what and where, and repeats nothing that anybody wrote. */
import { sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { z } from "zod";
import type { Database } from "#db/client";
import { user } from "#db/schema/team";
import { ticketEvent } from "#db/schema/tickets";
import { AppError } from "./errors";
import { makeLog } from "./log";
import { loggedText } from "./log-safely";
import { test } from "./testing/database";
import { unique } from "./testing/unique";

const canary = "Zebulon wrote that his dog ate the invoice";
const secret = "Zq7-Vv19xK-pLm20aQ";

/** What a logger writes of an entry. */
function written(entry: Record<string, unknown>, message = "Something failed"): string {
  let text = "";
  const write = (line: string) => {
    text += line;
  };
  makeLog({ write }).error(entry, message);
  return text;
}

const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
};

describe("errors made of what was sent", () => {
  test.for([
    ["a statement with its parameters", (db) => db.execute(sql`select ${canary}::text, ${secret}::int`)],
    ["a value of another type", (db) => db.execute(sql`select ${canary}::bigint`)],
    [
      "a row that is there already",
      async (db) => {
        const row = { id: unique(), name: canary, email: `${secret}@x.example`, role: "viewer" as const };
        await db.insert(user).values(row);
        await db.insert(user).values(row);
      },
    ],
    [
      "a row without its ticket",
      (db) =>
        db.insert(ticketEvent).values({
          ticketId: -1,
          kind: "note",
          at: new Date(),
          actorKind: "analyst",
          actorName: secret,
          source: "t",
          externalId: unique(),
          body: canary,
        } as never),
    ],
    ["a text that is no JSON", () => JSON.parse(`${canary} ${secret}`)],
    ["an input that does not fit", () => z.object({ a: z.enum(["x"]) }).parse({ a: canary })],
    [
      "a refused call of a model",
      () => {
        throw Object.assign(new Error(`Invalid prompt: ${canary}`), {
          url: "https://models.example/v1",
          requestBodyValues: { prompt: canary, key: secret },
          statusCode: 400,
          responseBody: `{"echo": "${canary}"}`,
        });
      },
    ],
    [
      "one error within another",
      () => {
        throw new Error(`While reading "${canary}"`, { cause: new Error(`Bad value '${secret}'`) });
      },
    ],
    [
      "a text with an address and a password",
      () => {
        throw new Error(`Sign-in of zebulon@contoso.example failed, password: ${secret}`);
      },
    ],
  ] as [string, (db: Database) => unknown][])("%s", async ([, work], { db }) => {
    const error = await thrownBy(() => work(db));
    for (const entry of [{ error }, { job: "x", input: { error } }, { deep: [{ error }] }]) {
      const text = written(entry);
      for (const word of [canary, "ate the invoice", secret, "zebulon@contoso.example"])
        expect(text).not.toContain(word);
      expect(text).toContain("Something failed");
    }
    expect(written({ error })).toContain('"stack":[');
  });
});

test("what an operator needs stays", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
  const text = written({ executor: "vm-1", ids: [7, 8], error: refused });
  expect(JSON.parse(text)).toMatchObject({ executor: "vm-1", ids: [7, 8], error: { code: "ECONNREFUSED" } });
  expect(written({ error: new AppError("conflict", "The ticket has moved on.") })).toContain(
    "The ticket has moved on.",
  );
  expect(loggedText("Failed query: update x set a = $1\nparams: my words")).toBe(
    "Failed query: update x set a = $1",
  );
});
