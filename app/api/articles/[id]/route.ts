/** One article or runbook. */
import { z } from "zod";
import { articleById } from "#lib/knowledge/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) =>
  articleById(ctx, id),
);
