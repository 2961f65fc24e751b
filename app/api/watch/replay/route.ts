/** What a watch rule would have done within the last 30 days. */
import { z } from "zod";
import { AppError } from "#lib/platform/errors";
import { idInAddress } from "#lib/platform/in-address";
import { RuleReport } from "#lib/watch/model";
import { replayRule, ruleById } from "#lib/watch/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("policy.manage", z.object({ ruleId: idInAddress }), async (ctx, { ruleId }) => {
  const rule = await ruleById(ctx, ruleId);
  if (!rule) throw new AppError("not_found", `There is no watch rule ${ruleId}.`);
  return RuleReport.parse(await replayRule(ctx, rule));
});
