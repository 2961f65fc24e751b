/** A ticket as the desk opens it: the row, who asks, everything that happened. */
import { z } from "zod";
import { idInAddress } from "#lib/platform/in-address";
import { ticketDetail } from "#lib/tickets/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) =>
  ticketDetail(ctx, id),
);
