/** Who is on call on each schedule, and who follows. */
import { z } from "zod";
import { onCallOverview } from "#lib/oncall/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({}), (ctx) => onCallOverview(ctx));
