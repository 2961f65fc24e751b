/** A device says that it has shown a message. */
import { z } from "zod";
import { confirmShown } from "#lib/oncall/commands";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../../endpoint";

const Input = z.object({ id: idInAddress });

export const POST = endpoint("oncall.answer", Input, async (ctx, input) => {
  await confirmShown(ctx, input);
  return { ok: true };
});
