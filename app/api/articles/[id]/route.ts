/** One article or runbook. */
import { z } from "zod";
import { articleById } from "#lib/knowledge/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: z.coerce.number().int() }), (ctx, { id }) =>
  articleById(ctx, id),
);
