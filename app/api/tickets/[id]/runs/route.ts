/** The runs of actions on a ticket, oldest first. */
import { z } from "zod";
import { idInAddress } from "#lib/platform/in-address";
import { runsOfTicket } from "#lib/remediation/runs/queries";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) =>
  runsOfTicket(ctx, id),
);
