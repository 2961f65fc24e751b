/** Who goes on with a ticket, and why it is that person. */
import { z } from "zod";
import { nextPerson } from "#lib/oncall/next-person/find";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) => nextPerson(ctx, id));
