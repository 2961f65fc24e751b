/** Reads of the first steps. */
import { sql } from "drizzle-orm";
import { authorise, type Ctx } from "#lib/platform/context";
import { Onboarding } from "./model";

/** How far each first step is; counts stop at ten, where nobody needs a list any more. */
export async function onboarding(ctx: Ctx): Promise<Onboarding> {
  authorise(ctx, "desk.read");
  const [row] = await ctx.db.execute(sql`
    select (select count(*)::int from (select from connector limit 10) as few) as connectors,
      (select count(*)::int from (select from training_example where up_to_event_id is not null limit 10) as few) as "learntTickets",
      (select count(*)::int from (select from article where status = 'active' limit 10) as few) as articles,
      (select count(*)::int from (select from "user" where disabled_at is null limit 10) as few) as people,
      (select count(*)::int from (select from queue limit 10) as few) as queues`);
  return Onboarding.parse(row);
}
