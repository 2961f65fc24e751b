/** One page with what happened to it, and its brief as the case stands now. */
import { z } from "zod";
import { briefOfPage } from "#lib/investigation/case-brief";
import { pageDetail } from "#lib/oncall/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../endpoint";

const Query = z.object({ id: idInAddress });

export const GET = endpoint("desk.read", Query, async (ctx, { id }) => {
  const page = await pageDetail(ctx, id);
  return { ...page, brief: await briefOfPage(ctx, page) };
});
