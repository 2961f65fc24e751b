/** A request asked for again by the same key is done once and answered as before, also where the answer is a secret shown once. */
import { eq, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { z } from "zod";
import { request } from "#db/schema/platform";
import { command } from "./command";
import type { Ctx } from "./context";
import { AppError } from "./errors";
import { forgetRequests } from "./once";
import { unseal } from "./secrets";
import { ctxAs, test } from "./testing/database";
import { unique } from "./testing/unique";

const Input = z.object({
  name: z.string(),
  isRefused: z.boolean().default(false),
  seenEventId: z.number().optional(),
});
let done: string[] = [];
/** Makes something with a secret that is shown once. */
const make = command("ticket.write", Input, async (tx, { name, isRefused }) => {
  await tx.db.execute(sql`select pg_sleep(0)`);
  if (isRefused) throw new AppError("conflict", "There is one of this name.");
  done.push(name);
  return { name, secret: `hush-${name}-${done.length}`, at: tx.now(), nothing: undefined };
});

const asking = (ctx: Ctx): Ctx => ({ ...ctx, requestKey: unique("key") });

describe("asked again by the same key", () => {
  test("it is done once, and the answer is the same", async ({ ctx }) => {
    const [name, asked] = [unique(), asking(ctx)];
    const first = await make(asked, { name });
    expect(await make(asked, { name })).toStrictEqual(first);
    expect(done.filter((one) => one === name)).toHaveLength(1);
  });

  test("after something new was seen it is the same request", async ({ ctx }) => {
    const [name, asked] = [unique(), asking(ctx)];
    const first = await make(asked, { name, seenEventId: 1 });
    expect(await make(asked, { name, seenEventId: 2 })).toStrictEqual(first);
  });

  test("while it is under way, the second waits for the first", async ({ ctx }) => {
    const [name, asked] = [unique(), asking(ctx)];
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => make(asked, { name })));
    for (const other of others) expect(other).toStrictEqual(first);
    expect(done.filter((one) => one === name)).toHaveLength(1);
  });

  test("what was refused was not done, and is tried anew", async ({ ctx }) => {
    const [name, asked] = [unique(), asking(ctx)];
    await expect(make(asked, { name, isRefused: true })).rejects.toMatchObject({ code: "conflict" });
    expect(await make(asked, { name })).toMatchObject({ name });
  });

  test("in other words it is told what was done, and nothing more is done", async ({ ctx }) => {
    const [name, other, asked] = [unique(), unique(), asking(ctx)];
    await make(asked, { name });
    done = [];
    await expect(make(asked, { name: other })).rejects.toMatchObject({ code: "unseen" });
    await expect(make(asked, { name: other, isRefused: true })).rejects.toMatchObject({ code: "conflict" });
    expect(await make(asked, { name })).toMatchObject({ name });
  });

  test("by somebody else it is another request", async ({ db, ctx }) => {
    const [name, asked] = [unique(), asking(ctx)];
    const first = await make(asked, { name });
    const other = await make({ ...ctxAs(db, "lead"), requestKey: asked.requestKey ?? "" }, { name });
    expect(other.secret).not.toBe(first.secret);
  });

  test("by somebody who may not any more it is refused", async ({ db, ctx }) => {
    const asked = asking(ctx);
    await make(asked, { name: unique() });
    const lowered = { ...ctxAs(db, "viewer"), requestKey: asked.requestKey ?? "" };
    await expect(make(lowered, { name: unique() })).rejects.toMatchObject({ code: "forbidden" });
  });
});

test("the stored answer is read by nobody who has only the database and the installation's key", async ({
  ctx,
}) => {
  const [name, asked] = [unique(), asking(ctx)];
  await make(asked, { name });
  const rows = await ctx.db.select().from(request);
  const stored = JSON.stringify(rows);
  for (const told of [asked.requestKey ?? "", name, Buffer.from(name).toString("base64")])
    expect(stored).not.toContain(told);
  for (const { answer } of rows) expect(() => unseal(answer ?? "")).toThrow(AppError);
});

test("a request is forgotten after a week", async ({ ctx }) => {
  const asked = asking(ctx);
  await make(asked, { name: unique() });
  const later = (days: number) => ({ ...ctx, now: () => new Date(Date.now() + days * 86_400_000) });
  const count = async () => (await ctx.db.select().from(request)).length;
  const before = await count();
  await forgetRequests(later(6.9));
  expect(await count()).toBe(before);
  expect(await forgetRequests(later(7.1))).toBe(before);
  expect(
    await ctx.db
      .select()
      .from(request)
      .where(eq(request.id, asked.requestKey ?? "")),
  ).toEqual([]);
});
