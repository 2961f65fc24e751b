/** What was decided about proposed alerting rules, as training data: a line of JSON each. */
import { and, asc, count, gt, gte, inArray, lt } from "drizzle-orm";
import { ruleProposal } from "#db/schema/alert-rules";
import { redactionPolicy } from "#lib/learning/export";
import { isForTest, type Pseudonym, pseudonyms } from "#lib/learning/pseudonyms";
import { recordAudit } from "#lib/platform/audit";
import { authorise, type Ctx } from "#lib/platform/context";
import { jsonLine } from "#lib/platform/json-lines";
import { parseInput } from "#lib/platform/parse";
import { redact } from "#lib/privacy/redact";
import { ExportRuleDecisionsInput, type ProposedRule, RuleDecision } from "./model";

const verdicts = { accepted: "accept", edited: "edit", rejected: "reject" } as const;
type DecidedState = keyof typeof verdicts;
const isDecided = inArray(ruleProposal.state, Object.keys(verdicts) as DecidedState[]);

/** Decisions held in memory at a time. */
const pageSize = 200;

/**
 * Decisions made from `from` (inclusive) to `to` (exclusive), in the order in which the rules were proposed. Needs the
 * permission `dataset.export`; audited before the first line.
 */
export async function exportRuleDecisions(
  ctx: Ctx,
  input: ExportRuleDecisionsInput = {},
): Promise<AsyncGenerator<string>> {
  authorise(ctx, "dataset.export");
  const { from, to } = parseInput(ExportRuleDecisionsInput, input);
  await recordAudit(ctx, {
    action: "dataset.export",
    entity: "dataset",
    entityId: "rule-decisions",
    after: { from, to },
  });
  return lines(ctx, { from, to });
}

/** How many decisions there are to export. */
export async function ruleDecisionCount(ctx: Ctx): Promise<number> {
  authorise(ctx, "desk.read");
  const [row] = await ctx.db.select({ total: count() }).from(ruleProposal).where(isDecided);
  return row?.total ?? 0;
}

type Range = { from: Date | undefined; to: Date | undefined };

async function* lines(ctx: Ctx, { from, to }: Range): AsyncGenerator<string> {
  const pseudonym = pseudonyms();
  const within = and(
    isDecided,
    from && gte(ruleProposal.decidedAt, from),
    to && lt(ruleProposal.decidedAt, to),
  );
  for (let after = 0; ; ) {
    const rows = await ctx.db
      .select()
      .from(ruleProposal)
      .where(and(within, gt(ruleProposal.id, after)))
      .orderBy(asc(ruleProposal.id))
      .limit(pageSize);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    for (const row of rows) yield jsonLine(recordOf(row, pseudonym));
  }
}

function recordOf(row: typeof ruleProposal.$inferSelect, pseudonym: Pseudonym): RuleDecision {
  const { id, kind, state, proposed, decided, evidence, reason, proposedAt, decidedAt, decidedById } = row;
  return RuleDecision.parse({
    type: "rule_decision",
    row_id: `rule_decision:${id}`,
    kind,
    verdict: verdicts[state as DecidedState],
    reason: reason && redact(reason).text,
    proposed: redacted(proposed),
    decided: state === "rejected" ? null : redacted(decided ?? proposed),
    evidence: {
      days: evidence.days,
      times: evidence.times,
      acted_on: evidence.actedOn,
      incidents: evidence.incidents.length,
    },
    proposed_at: proposedAt.toISOString(),
    decided_at: decidedAt?.toISOString(),
    analyst_id_hash: decidedById && pseudonym(`analyst:${decidedById}`),
    redaction_policy: redactionPolicy,
    split: isForTest(pseudonym(`rule:${row.subject}`)) ? "test" : "train",
  });
}

/** Every text of a rule: expressions and labels may name people and addresses. */
function redacted(rule: ProposedRule): unknown {
  return JSON.parse(JSON.stringify(rule), (_key, value: unknown) =>
    typeof value === "string" ? redact(value).text : value,
  );
}
