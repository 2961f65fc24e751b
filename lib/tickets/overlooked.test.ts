/** A ticket whose job went without a word is looked at all the same; one that is being seen to is left alone. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { arrives } from "#lib/agent/testing/environment";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { askForMissingRuns } from "./overlooked";

test("a run whose job ended without one is asked for again, said, and not for ever", async ({ db }) => {
  const ctx = systemCtx("watch", db);
  const message = { body: "Our certificate expired. How is it renewed?" };
  const [waiting, ended, gone] = [
    await arrives(ctx, message),
    await arrives(ctx, message),
    await arrives(ctx, message),
  ];
  expect(await mine(ctx, [waiting, ended, gone])).toEqual([]);
  await setStatus(ctx, `consider:${ended.eventId}`, "ERROR");
  await db.execute(sql`delete from dbos.workflow_status where workflow_uuid = ${`consider:${gone.eventId}`}`);
  expect(await mine(ctx, [waiting, ended, gone])).toEqual([ended.eventId, gone.eventId]);
  expect(await mine(ctx, [waiting, ended, gone])).toEqual([]);
  const rows = await db.select().from(audit).where(sql`action = 'ticket.look_again'`);
  expect(rows.map(({ entityId }) => Number(entityId)).sort()).toEqual([ended.ticketId, gone.ticketId].sort());

  let asked = 0;
  for (let round = 0; round < 10; round++) {
    await db.execute(
      sql`update dbos.workflow_status set status = 'ERROR' where workflow_uuid like ${`consider:${ended.eventId}%`}`,
    );
    asked += (await mine(ctx, [ended])).length;
  }
  expect(asked).toBeLessThanOrEqual(4);
});

test("nobody asks for a run on a ticket that was considered or needs none", async ({ db }) => {
  const ctx = systemCtx("watch", db);
  const seen = await arrives(ctx, { body: "Where is the invoice of May?" });
  await setStatus(ctx, `consider:${seen.eventId}`, "SUCCESS");
  await db.execute(sql`update ticket set agent_state = 'abstained' where id = ${seen.ticketId}`);
  expect(await mine(ctx, [seen])).toEqual([]);
});

async function mine(ctx: Ctx, arrivals: { eventId: number }[]): Promise<number[]> {
  const found = (await askForMissingRuns(ctx)).map(({ eventId }) => eventId);
  return found.filter((id) => arrivals.some(({ eventId }) => eventId === id)).sort((a, b) => a - b);
}

async function setStatus(ctx: Ctx, id: string, status: string): Promise<void> {
  await ctx.db.execute(sql`update dbos.workflow_status set status = ${status} where workflow_uuid = ${id}`);
}
