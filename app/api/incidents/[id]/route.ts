/** One incident with its alerts, tickets and timeline. */
import { z } from "zod";
import { incidentById } from "#lib/incidents/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) =>
  incidentById(ctx, id),
);
