/** A job the engine forgot goes back to its queue; one that is being worked on stays. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { test } from "../testing/database";
import { enqueue } from "./enqueue";
import { executorName } from "./machine";
import { beat, forgetDead, giveBack } from "./sweeper";

test("what a living worker is said to work on and does not is given back", async ({ ctx, db }) => {
  for (const [place, id] of ["mine", "forgotten", "fresh"].entries())
    await enqueue(
      ctx,
      "agent.consider",
      { ticketId: 9_000 + place, eventId: place },
      { id, partition: `${place}` },
    );
  await db.execute(sql`
    update dbos.workflow_status set status = 'PENDING', executor_id = 'worker-1',
      updated_at = (extract(epoch from now()) * 1000)::bigint - case workflow_uuid when 'fresh' then 0 else 60000 end
    where workflow_uuid in ('mine', 'forgotten', 'fresh')`);
  expect(await giveBack(db, "worker-2", new Set())).toBe(0);
  expect(await giveBack(db, "worker-1", new Set(["mine"]))).toBe(1);
  const rows = await db.execute(sql`
    select workflow_uuid as id, status from dbos.workflow_status
    where workflow_uuid in ('mine', 'forgotten', 'fresh') order by 1`);
  expect(rows.map(({ id, status }) => `${id} ${status}`)).toEqual([
    "forgotten ENQUEUED",
    "fresh PENDING",
    "mine PENDING",
  ]);
});

test("a worker whose process is gone is forgotten at once; one that lives, or runs elsewhere, is not", async ({
  db,
}) => {
  const own = executorName("own");
  const [dead, elsewhere] = [own.replace(`-${process.pid}-`, "-4194999-"), "another-machine-12-34-abc"];
  const living = own.replace(`-${process.pid}-`, `-${process.ppid}-`);
  for (const id of [own, dead, elsewhere, living]) await beat(db, id);
  expect(await forgetDead(db, own)).toBe(true);
  const rows = await db.execute<{ id: string }>(
    sql`select id from executor where id in (${own}, ${dead}, ${elsewhere}, ${living})`,
  );
  expect(rows.map(({ id }) => id).sort()).toEqual([own, elsewhere, living].sort());
  expect(await forgetDead(db, own)).toBe(false);
});
