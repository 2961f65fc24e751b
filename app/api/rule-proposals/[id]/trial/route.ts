/** What a proposed rule would have done within the last days, with changes where the query names some. */
import { z } from "zod";
import { RuleTrial } from "#lib/alert-rules/model";
import { ruleProposalById } from "#lib/alert-rules/queries";
import { tryRules } from "#lib/alert-rules/trial";
import { AppError } from "#lib/platform/errors";
import { idInAddress, numberInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../endpoint";

const Input = z.object({
  id: idInAddress,
  forMinutes: numberInAddress(z.number().int().min(0).max(1_440)).optional(),
  bound: numberInAddress(z.number()).optional(),
});

export const GET = endpoint("desk.read", Input, async (ctx, { id, forMinutes, bound }) => {
  const proposal = await ruleProposalById(ctx, id);
  if (!proposal) throw new AppError("not_found", `There is no rule proposal ${id}.`);
  const { rule } = proposal;
  const waiting = { ...rule, forMinutes: forMinutes ?? rule.forMinutes };
  const changed = waiting.kind === "threshold" ? { ...waiting, bound: bound ?? waiting.bound } : waiting;
  const [trial] = await tryRules(ctx, [changed]);
  return RuleTrial.parse(trial);
});
