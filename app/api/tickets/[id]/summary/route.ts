/** A ticket in a few points, as it stands now. */
import { z } from "zod";
import { idInAddress } from "#lib/platform/in-address";
import { ticketSummaryOf } from "#lib/questions/summary";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) =>
  ticketSummaryOf(ctx, id),
);
