/** What a statement is called: its verb and its table, never what is said in it. */
import { sql } from "drizzle-orm";
import { afterEach, expect } from "vitest";
import { ticket } from "#db/schema/tickets";
import { test } from "#lib/platform/testing/database";
import { nameOf, type Statement, watchStatements } from "./statements";

afterEach(() => watchStatements(null));

test.for<[string, string]>([
  ['select "id" from "ticket" where "id" = $1', "select ticket"],
  ["select 1", "select"],
  ["insert into ticket (subject) values ('from user')", "insert ticket"],
  ['update "ticket" set "subject" = $1', "update ticket"],
  ['delete from "session" where "token" = $1', "delete session"],
  ['with open as (select * from "ticket") update "session" set "token" = $1', "update session"],
  ['with open as (select * from "ticket") select * from open', "select ticket"],
  ["select * from zebulon where name = 'update zebulon'", "select"],
  ["/* zebulon */ vacuum", "other"],
  ["", "other"],
])("%s is called %s", ([query, name]) => {
  const { verb, table } = nameOf(query);
  expect([verb, table].filter(Boolean).join(" ")).toBe(name);
});

test("each statement is told of once, while it runs, within transactions too, and answers as it did", async ({
  ctx,
}) => {
  const before = await ctx.db.select({ id: ticket.id }).from(ticket).limit(1);
  const seen: string[] = [];
  watchStatements(async ({ verb, table }: Statement, run) => {
    seen.push(`${verb} ${table}`);
    const answer = await run();
    seen.push("done");
    return answer;
  });
  expect(await ctx.db.select({ id: ticket.id }).from(ticket).limit(1)).toEqual(before);
  expect(seen).toEqual(["select ticket", "done"]);
  await ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select id from ticket limit 1`);
  });
  expect(seen.slice(2)).toEqual(["select ticket", "done"]);
  await expect(ctx.db.execute(sql`select no_such_column from ticket`)).rejects.toThrow();
  expect(seen.slice(4)).toEqual(["select ticket"]);
});
