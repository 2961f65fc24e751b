/** The agent's side of a ticket: its newest proposals and runs. */
import { z } from "zod";
import { idInAddress } from "#lib/platform/in-address";
import { proposals } from "#lib/suggestions/queries";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) => proposals(ctx, id));
