/** What an incident's customers are told, and which tickets belong to it. */
import { z } from "zod";
import { majorDetail } from "#lib/major/queries";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: z.coerce.number().int() }), (ctx, { id }) =>
  majorDetail(ctx, id),
);
