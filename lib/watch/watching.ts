/** Holds every rule against what is new; a rule that is on marks the ticket, sends it where its topic goes, and calls whoever is on call for that. */
import { and, eq, gte, isNull, ne, sql } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import { watchMatch, watchRule } from "#db/schema/watch";
import { rarityOf } from "#lib/major/reports";
import { reportTerms } from "#lib/major/terms";
import { pageWatched } from "#lib/oncall/causes";
import { recordAudit } from "#lib/platform/audit";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { addNote, setTriage } from "#lib/tickets/commands";
import { isActive } from "#lib/tickets/model";
import { type Earlier, judge } from "./judging";
import { type Matcher, matcherOf } from "./matching";
import type { MatchOutcome, RuleInput } from "./model";
import { type Subject, unseen } from "./subjects";

type Row = typeof watchRule.$inferSelect;

/** Rules that stand, with what they look for. */
export async function readyRules(ctx: Ctx): Promise<(Row & { matches: Matcher })[]> {
  const rows = await ctx.db
    .select()
    .from(watchRule)
    .where(and(isNull(watchRule.removedAt), ne(watchRule.state, "off")))
    .orderBy(watchRule.id);
  const rarity = await rarityOf(
    ctx,
    rows.flatMap(({ rule }) => rule.looksFor.flatMap((one) => reportTerms("", one))),
  );
  return rows.map((row) => ({ ...row, matches: matcherOf(row.rule, rarity) }));
}

/** True where a rule looks at such things. */
export function looksAt({ subject }: Pick<RuleInput, "subject">, { kind }: Subject): boolean {
  return subject === "both" || subject === (kind === "message" ? "messages" : "alerts");
}

/** Looks at what came since the last time; returns how many times a rule that is on spoke. */
export async function watchForRules(ctx: Ctx): Promise<number> {
  return withTransaction(ctx, async (tx) => {
    const [lock] = await tx.db.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('vigil.watch')) as mine`,
    );
    if (!lock?.mine) return 0;
    const subjects = await unseen(tx);
    if (subjects.length === 0) return 0;
    const rules = await readyRules(tx);
    let spoken = 0;
    for (const subject of subjects) {
      const matching = rules.filter(({ rule, matches }) => looksAt(rule, subject) && matches(subject.text));
      const isIgnored = matching.some(({ rule, state }) => rule.kind === "ignore" && state === "on");
      for (const row of matching) if (await keep(tx, row, subject, isIgnored)) spoken++;
    }
    return spoken;
  });
}

/** Writes a match down; true when the rule is on and speaks. */
async function keep(
  tx: Ctx,
  { id: ruleId, rule, state, version }: Row,
  subject: Subject,
  isIgnored: boolean,
): Promise<boolean> {
  const reach = Math.max(rule.windowMinutes, rule.silenceMinutes) * 60_000;
  const earlier: Earlier[] = await tx.db
    .select({
      at: watchMatch.at,
      group: watchMatch.group,
      level: watchMatch.level,
      // What was raised in shadow was said to nobody.
      outcome: sql<MatchOutcome>`case when ${watchMatch.outcome} = 'raised' and ${watchMatch.state} <> ${state} then 'below'
        else ${watchMatch.outcome} end`,
    })
    .from(watchMatch)
    .where(and(eq(watchMatch.ruleId, ruleId), gte(watchMatch.at, new Date(subject.at.getTime() - reach))));
  const outcome = judge(
    rule,
    { at: subject.at, group: subject.group, isIgnored: isIgnored && rule.kind === "detect" },
    earlier,
  );
  await tx.db.insert(watchMatch).values({
    ruleId,
    version,
    level: rule.level,
    state,
    outcome,
    group: subject.group,
    ticketId: subject.ticketId,
    subject: `${subject.kind} ${subject.id}`,
    at: subject.at,
  });
  if (state !== "on" || outcome !== "raised" || rule.kind === "ignore") return false;
  await recordAudit(tx, {
    action: "watch_rule.match",
    entity: "watch_rule",
    entityId: ruleId,
    after: { name: rule.name, level: rule.level, ticketId: subject.ticketId },
  });
  const words = `Watch rule “${rule.name}” (${rule.level}, ${rule.topic.replace("_", " ")}) matched.`;
  if (subject.ticketId !== null) await mark(tx, rule, subject.ticketId, words);
  const { ticketId } = subject;
  const key = `${ruleId}:${ticketId ?? subject.group}`;
  await pageWatched(tx, { key, ticketId, urgency: urgencies[rule.level], words });
  return true;
}

const urgencies = { P0: "critical", P1: "high", P2: "normal" } as const;
const priorities = { P0: "urgent", P1: "high", P2: null } as const;
const ranks = ["low", "normal", "high", "urgent"];

/** The ticket says why it is loud; its priority only ever rises. */
async function mark(tx: Ctx, rule: RuleInput, ticketId: number, words: string): Promise<void> {
  const [row] = await tx.db
    .select({ status: ticket.status, priority: ticket.priority })
    .from(ticket)
    .where(eq(ticket.id, ticketId));
  if (!row || !isActive(row.status)) return;
  await addNote(tx, { ticketId, text: words });
  const priority = priorities[rule.level];
  const rises = priority !== null && ranks.indexOf(priority) > ranks.indexOf(row.priority);
  const fields = { ...(rises && { priority }), ...(rule.queueId !== null && { queueId: rule.queueId }) };
  if (Object.keys(fields).length > 0) await setTriage(tx, { ticketId, fields });
}
