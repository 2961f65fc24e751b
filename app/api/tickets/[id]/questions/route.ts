/** What analysts asked the agent on a ticket, and what it answered. */
import { z } from "zod";
import { idInAddress } from "#lib/platform/in-address";
import { questionsOf } from "#lib/questions/queries";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), async (ctx, { id }) => ({
  questions: await questionsOf(ctx, id),
}));
