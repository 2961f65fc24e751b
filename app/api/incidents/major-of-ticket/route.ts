/** The major incident a ticket belongs to or looks as if it did, or null. */
import { z } from "zod";
import { majorOfTicket } from "#lib/major/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({ ticketId: idInAddress }), (ctx, { ticketId }) =>
  majorOfTicket(ctx, ticketId),
);
