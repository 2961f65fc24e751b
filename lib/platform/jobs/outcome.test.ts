/** How a job ended is written by the execution that holds it, once; whoever lost it writes nothing. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Ctx } from "../context";
import { test } from "../testing/database";
import { unique } from "../testing/unique";
import { enqueue } from "./enqueue";
import { end } from "./outcome";

/** A job that an execution called `owner` has in hand; its row and what it returned, as they stand. */
async function inHand(ctx: Ctx, owner: string | null) {
  const id = unique("job");
  await enqueue(ctx, "learning.learn", { ticketId: 1 }, { id });
  const set = (status: string, by = owner) =>
    ctx.db.execute(
      sql`update dbos.workflow_status set status = ${status}, owner_xid = ${by} where workflow_uuid = ${id}`,
    );
  await set("PENDING");
  const read = async () => {
    const [row] = await ctx.db.execute<Record<string, unknown>>(sql`
      select job.status, job.owner_xid as owner, job.completed_at is not null as ended, made.output, made.error
      from dbos.workflow_status job left join dbos.workflow_output made using (workflow_uuid)
      where job.workflow_uuid = ${id}`);
    return row;
  };
  return { id, set, read };
}

const untouched = { ended: false, output: null, error: null };

test("what a job returned or threw is kept, and nobody holds it any more", async ({ ctx }) => {
  const good = await inHand(ctx, "one");
  expect(await end(ctx.db, { id: good.id, owner: "one", output: '"done"' })).toBe(true);
  const nothing = { owner: null, ended: true, output: null, error: null };
  expect(await good.read()).toEqual({ ...nothing, status: "SUCCESS", output: '"done"' });
  const bad = await inHand(ctx, "one");
  expect(await end(ctx.db, { id: bad.id, owner: "one", error: '"no"' })).toBe(true);
  expect(await bad.read()).toEqual({ ...nothing, status: "ERROR", error: '"no"' });
});

test("a job given to another, withdrawn or ended meanwhile stays as it is", async ({ ctx }) => {
  const given = await inHand(ctx, "another");
  expect(await end(ctx.db, { id: given.id, owner: "one", output: '"late"' })).toBe(false);
  expect(await given.read()).toEqual({ ...untouched, status: "PENDING", owner: "another" });
  for (const status of ["ENQUEUED", "CANCELLED", "SUCCESS"]) {
    await given.set(status, "one");
    expect(await end(ctx.db, { id: given.id, owner: "one", output: '"late"' })).toBe(false);
    expect(await given.read()).toEqual({ ...untouched, status, owner: "one" });
  }
  expect(await end(ctx.db, { id: unique("gone"), owner: "one" })).toBe(false);
});
