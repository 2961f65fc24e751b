/** A command refuses before it parses, parses before it works, and works in one transaction. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { z } from "zod";
import { command } from "./command";
import { actorCtx, agentCtx, type Ctx } from "./context";
import { ctxAs, test } from "./testing/database";

const Input = z.object({ count: z.number().int(), deep: z.object({ name: z.string() }).optional() });
const double = command("ticket.write", Input, async (tx, { count }) => ({
  doubled: count * 2,
  isInTransaction: "rollback" in tx.db,
}));

test("an analyst gets the result of the parsed input, worked on in a transaction", async ({ db }) => {
  expect(await double(ctxAs(db, "analyst"), { count: 2 })).toEqual({ doubled: 4, isInTransaction: true });
});

test("a viewer is refused before the input is looked at", async ({ db }) => {
  const refused = double(ctxAs(db, "viewer"), { count: "x" } as never);
  await expect(refused).rejects.toMatchObject({ code: "forbidden" });
});

test("a wrong input names every field at fault", async ({ ctx }) => {
  await expect(double(ctx, { count: 0.5, deep: {} } as never)).rejects.toMatchObject({
    code: "invalid",
    details: { fields: [{ field: "count" }, { field: "deep.name" }] },
  });
});

test("an API key needs the scope and the role", async ({ db }) => {
  const key = (role: "viewer" | "lead", scopes: readonly "ticket.write"[]): Ctx =>
    actorCtx({ kind: "api_key", id: "1", name: "ci", role, scopes }, db);
  await expect(double(key("lead", ["ticket.write"]), { count: 1 })).resolves.toMatchObject({ doubled: 2 });
  await expect(double(key("lead", []), { count: 1 })).rejects.toThrow("lacks the scope ticket.write");
  await expect(double(key("viewer", ["ticket.write"]), { count: 1 })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("a machine's command refuses people, and lets the agent", async ({ db }) => {
  const consider = command("machine", z.object({}), async (tx) => tx.db.execute(sql`select 1 as one`));
  await expect(consider(ctxAs(db, "admin"), {})).rejects.toMatchObject({ code: "forbidden" });
  expect([...(await consider(agentCtx(db), {}))]).toEqual([{ one: 1 }]);
});
