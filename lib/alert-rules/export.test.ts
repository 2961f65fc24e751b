/** What leaves of decisions about rules: each decided one as a record of its own, nothing undecided, nothing private. */
import { eq } from "drizzle-orm";
import { beforeEach, expect, vi } from "vitest";
import { ruleProposal } from "#db/schema/alert-rules";
import type { Ctx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { acceptRule, editRule, rejectRule } from "./commands";
import { exportRuleDecisions, ruleDecisionCount } from "./export";
import { type ProposedRule, RuleDecision, subjectOf } from "./model";

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
});

const proposedAt = new Date("2026-03-01T10:00:00Z");

async function propose({ db }: Ctx, more: Partial<ProposedRule & { kind: "wait" }> = {}) {
  const proposed: ProposedRule = {
    kind: "wait",
    source: unique("prom"),
    name: unique("Rule"),
    expr: null,
    forMinutes: 10,
    severity: "warning",
    ...more,
  };
  const evidence = { days: 28, times: 9, actedOn: 1, incidents: [4, 5] };
  const subject = subjectOf(proposed);
  const [row] = await db
    .insert(ruleProposal)
    .values({ kind: proposed.kind, subject, proposed, evidence, proposedAt })
    .returning();
  return { proposalId: row?.id ?? 0, proposed };
}

async function recordsOf(ctx: Ctx, range: { from?: Date; to?: Date } = {}): Promise<RuleDecision[]> {
  const records = [];
  for await (const line of await exportRuleDecisions(ctx, range))
    records.push(RuleDecision.parse(JSON.parse(line)));
  return records;
}

test("accepted, edited and rejected rules are records; open and lapsed ones are not", async ({ ctx }) => {
  const lead = await person(ctx, "lead");
  const before = await ruleDecisionCount(ctx);
  const [accepted, edited, rejected] = [await propose(ctx), await propose(ctx), await propose(ctx)];
  const [open, lapsed] = [await propose(ctx), await propose(ctx)];
  await acceptRule(lead, { proposalId: accepted.proposalId });
  await editRule(lead, { proposalId: edited.proposalId, forMinutes: 30, severity: "info", expr: "up == 0" });
  await rejectRule(lead, { proposalId: rejected.proposalId, reason: "It wakes nobody" });
  await ctx.db.update(ruleProposal).set({ state: "lapsed" }).where(eq(ruleProposal.id, lapsed.proposalId));

  const records = new Map((await recordsOf(ctx)).map((record) => [record.row_id, record]));
  const of = ({ proposalId }: { proposalId: number }) => records.get(`rule_decision:${proposalId}`);
  expect(of(accepted)).toMatchObject({
    verdict: "accept",
    kind: "wait",
    reason: null,
    proposed: accepted.proposed,
    decided: accepted.proposed,
    evidence: { days: 28, times: 9, acted_on: 1, incidents: 2 },
    proposed_at: proposedAt.toISOString(),
  });
  expect(of(edited)).toMatchObject({
    verdict: "edit",
    proposed: edited.proposed,
    decided: { ...edited.proposed, forMinutes: 30, severity: "info", expr: "up == 0" },
  });
  expect(of(rejected)).toMatchObject({ verdict: "reject", reason: "It wakes nobody", decided: null });
  expect([of(open), of(lapsed)]).toEqual([undefined, undefined]);
  expect(await ruleDecisionCount(ctx)).toBe(before + 3);
  const [one, other] = [of(accepted)?.analyst_id_hash, of(edited)?.analyst_id_hash];
  expect(one).toBe(other);
  expect(one).toMatch(/^[0-9a-f]{32}$/);
});

test("the range is half open by the time of the decision", async ({ ctx }) => {
  const lead = await person(ctx, "lead");
  const at = new Date("2026-03-02T10:00:00Z");
  const { proposalId } = await propose(ctx);
  await acceptRule({ ...lead, now: () => at }, { proposalId });
  const next = new Date(at.getTime() + 1);
  const ids = async (range: { from?: Date; to?: Date }) =>
    (await recordsOf(ctx, range)).map(({ row_id }) => row_id);
  expect(await ids({ from: at, to: next })).toContain(`rule_decision:${proposalId}`);
  expect(await ids({ from: next })).not.toContain(`rule_decision:${proposalId}`);
  expect(await ids({ to: at })).not.toContain(`rule_decision:${proposalId}`);
});

test("nothing private leaves, and only leads take it away", async ({ ctx }) => {
  const lead = await person(ctx, "lead");
  const secrets = ["zq.private@contoso.example", "203.0.113.77", "AKIAIOSFODNN7EXAMPLE"];
  const { proposalId } = await propose(ctx, {
    expr: `up{instance="${secrets[1]}:9100", owner="${secrets[0]}"}`,
  });
  await rejectRule(lead, { proposalId, reason: `Ask ${secrets[0]}, key ${secrets[2]}` });
  const everything = JSON.stringify(await recordsOf(ctx));
  expect(everything).toContain(`rule_decision:${proposalId}`);
  for (const secret of [...secrets, lead.actor.name, lead.actor.id]) expect(everything).not.toContain(secret);
  await expect(exportRuleDecisions(ctxAs(ctx.db, "analyst"))).rejects.toMatchObject({ code: "forbidden" });
});
