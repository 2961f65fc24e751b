/** Decisions about proposed alerting rules as training data: `GET /api/dataset/rule-decisions?from=&to=`, one JSON object a line. */
import { exportRuleDecisions } from "#lib/alert-rules/export";
import { ExportRuleDecisionsInput } from "#lib/alert-rules/model";
import { endpoint } from "../../../endpoint";
import { jsonLines } from "../../../jsonl";

export const GET = endpoint("dataset.export", ExportRuleDecisionsInput, async (ctx, input) =>
  jsonLines(await exportRuleDecisions(ctx, input), "vigil-rule-decisions.jsonl", ctx.actor.id),
);
