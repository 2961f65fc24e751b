/** The incident a ticket belongs to, or null. */
import { z } from "zod";
import { incidentOfTicket } from "#lib/incidents/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({ ticketId: idInAddress }), (ctx, { ticketId }) =>
  incidentOfTicket(ctx, ticketId),
);
