/** Who was merged into a customer, and who has the same verified address. */
import { z } from "zod";
import { customerLinks } from "#lib/customers/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), (ctx, { id }) =>
  customerLinks(ctx, id),
);
