/** What the agent looked up by itself on a ticket, and what it makes of it. */
import { z } from "zod";
import { investigationOfTicket } from "#lib/investigation/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) =>
  investigationOfTicket(ctx, id),
);
