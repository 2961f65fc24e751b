/** What analysts asked the agent on a ticket, and what it answered. */
import { z } from "zod";
import { questionsOf } from "#lib/questions/queries";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: z.coerce.number().int() }), async (ctx, { id }) => ({
  questions: await questionsOf(ctx, id),
}));
