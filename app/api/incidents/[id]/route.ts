/** One incident with its alerts, tickets and timeline. */
import { z } from "zod";
import { incidentById } from "#lib/incidents/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: z.coerce.number().int() }), (ctx, { id }) =>
  incidentById(ctx, id),
);
