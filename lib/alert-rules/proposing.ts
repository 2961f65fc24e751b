/** Proposes alerting rules: looks now and then at what fired for nothing and what nothing fired for. */
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { ruleProposal } from "#db/schema/alert-rules";
import { recordAudit } from "#lib/platform/audit";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { acceptanceByKind } from "./acceptance";
import { missingRules, noisyRules, type RuleCandidate } from "./candidates";
import { type RuleEvidence, ruleName, subjectOf } from "./model";
import { decisionsOf } from "./queries";

/** So many proposals may wait for a decision: more is noise of our own. */
const mostOpen = 10;
/** What was decided is asked again when so many times as much speaks for it. */
const askAgainAt = 3;
/** An open proposal nothing speaks for any more is put away after so long. */
const lapseAfter = 3 * 86_400_000;

/** Looks once; returns how many proposals were made. */
export async function proposeRules(ctx: Ctx): Promise<number> {
  const candidates = [...(await missingRules(ctx)), ...(await noisyRules(ctx))].sort(
    (a, b) => weightOf(b.evidence) - weightOf(a.evidence),
  );
  return withTransaction(ctx, async (tx) => {
    const [lock] = await tx.db.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('vigil.alert-rules')) as mine`,
    );
    if (!lock?.mine) return 0;
    await lapse(tx, new Set(candidates.map(({ rule }) => subjectOf(rule))));
    const unwanted = new Set(
      acceptanceByKind(await decisionsOf(tx), tx.now()).flatMap((one) => (one.isPaused ? [one.kind] : [])),
    );
    const known = await latestOf(tx, candidates);
    let open = await tx.db.$count(ruleProposal, eq(ruleProposal.state, "open"));
    let made = 0;
    for (const candidate of candidates) {
      const before = known.get(subjectOf(candidate.rule));
      if (open >= mostOpen || unwanted.has(candidate.rule.kind) || !isNews(before, candidate)) continue;
      await propose(tx, candidate);
      open++;
      made++;
    }
    return made;
  });
}

type Row = typeof ruleProposal.$inferSelect;

/** Nobody was asked before, or far more speaks for it than when somebody decided. */
function isNews(before: Row | undefined, { evidence }: RuleCandidate): boolean {
  if (!before || before.state === "lapsed") return true;
  return before.state !== "open" && evidence.times >= askAgainAt * before.evidence.times;
}

/** What people acted on counts more than what they let pass. */
function weightOf({ times, actedOn, incidents }: RuleEvidence): number {
  return times + (incidents.length > 0 ? 10 * actedOn : 0);
}

async function propose(tx: Ctx, { rule, evidence }: RuleCandidate): Promise<void> {
  const [row] = await tx.db
    .insert(ruleProposal)
    .values({ kind: rule.kind, subject: subjectOf(rule), proposed: rule, evidence, proposedAt: tx.now() })
    .returning({ id: ruleProposal.id });
  await recordAudit(tx, {
    action: "rule_proposal.propose",
    entity: "rule_proposal",
    entityId: row?.id ?? 0,
    after: { name: ruleName(rule), kind: rule.kind, ...evidence },
  });
}

async function latestOf(tx: Ctx, candidates: readonly RuleCandidate[]): Promise<Map<string, Row>> {
  if (candidates.length === 0) return new Map();
  const rows = await tx.db
    .selectDistinctOn([ruleProposal.subject])
    .from(ruleProposal)
    .where(
      inArray(
        ruleProposal.subject,
        candidates.map(({ rule }) => subjectOf(rule)),
      ),
    )
    .orderBy(ruleProposal.subject, desc(ruleProposal.id));
  return new Map(rows.map((row) => [row.subject, row]));
}

/** Puts open proposals away that nothing speaks for any more. */
async function lapse(tx: Ctx, current: ReadonlySet<string>): Promise<void> {
  const rows = await tx.db.select().from(ruleProposal).where(eq(ruleProposal.state, "open"));
  const gone = rows.filter(
    ({ subject, proposedAt }) =>
      !current.has(subject) && tx.now().getTime() - proposedAt.getTime() > lapseAfter,
  );
  for (const { id, proposed } of gone) {
    await tx.db
      .update(ruleProposal)
      .set({ state: "lapsed", decidedAt: tx.now() })
      .where(and(eq(ruleProposal.id, id), eq(ruleProposal.state, "open")));
    await recordAudit(tx, {
      action: "rule_proposal.lapse",
      entity: "rule_proposal",
      entityId: id,
      after: { name: ruleName(proposed) },
    });
  }
}
