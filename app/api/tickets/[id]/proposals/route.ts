/** The agent's side of a ticket: its newest proposals and runs. */
import { z } from "zod";
import { proposals } from "#lib/suggestions/queries";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: z.coerce.number().int() }), (ctx, { id }) =>
  proposals(ctx, id),
);
