/** Links of a ticket that may be read into the knowledge base. */
import { z } from "zod";
import { linksOfTicket } from "#lib/knowledge/ticket-links";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), async (ctx, { id }) => ({
  links: await linksOfTicket(ctx, id),
}));
