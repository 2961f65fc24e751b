/** The incident a ticket belongs to, or null. */
import { z } from "zod";
import { incidentOfTicket } from "#lib/incidents/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint(
  "desk.read",
  z.object({ ticketId: z.coerce.number().int() }),
  (ctx, { ticketId }) => incidentOfTicket(ctx, ticketId),
);
