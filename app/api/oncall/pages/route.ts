/** Pages that stand, and the latest that are resolved. */
import { z } from "zod";
import { pages } from "#lib/oncall/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({}), (ctx) => pages(ctx));
