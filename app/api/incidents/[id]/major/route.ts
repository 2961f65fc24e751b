/** What an incident's customers are told, and which tickets belong to it. */
import { z } from "zod";
import { majorDetail } from "#lib/major/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) =>
  majorDetail(ctx, id),
);
