/** Reads about watch rules: how they stand, and what one would have done. */

import { asc, isNull, sql } from "drizzle-orm";
import { watchRule } from "#db/schema/watch";
import { rarityOf } from "#lib/major/reports";
import { reportTerms } from "#lib/major/terms";
import type { Ctx } from "#lib/platform/context";
import { shortened } from "#lib/platform/shorten/rules";
import { type Earlier, judge } from "./judging";
import { matcherOf, neverMatches } from "./matching";
import type { RuleInput, RuleReport, WatchRule } from "./model";
import { past } from "./subjects";
import { looksAt, readyRules } from "./watching";

/** The rules that stand, with what they did as they are now. */
export async function watchRules(ctx: Ctx): Promise<WatchRule[]> {
  const rows = await ctx.db
    .select({
      row: watchRule,
      lastMatch:
        sql<Date | null>`(select max(at) from watch_match where rule_id = "watch_rule"."id")`.mapWith(
          watchRule.since,
        ),
      raised: sql<number>`(select count(*)::int from watch_match where rule_id = "watch_rule"."id"
        and version = "watch_rule"."version" and outcome = 'raised')`,
      held: sql<number>`(select count(*)::int from watch_match where rule_id = "watch_rule"."id"
        and version = "watch_rule"."version" and outcome <> 'raised')`,
    })
    .from(watchRule)
    .where(isNull(watchRule.removedAt))
    .orderBy(asc(watchRule.id));
  const ignoring = rows
    .filter(({ row }) => row.rule.kind === "ignore" && row.state === "on")
    .map(({ row }) => row.rule);
  return rows.map(({ row: { id, version, state, rule, since }, ...counts }) => ({
    ...rule,
    id,
    version,
    state,
    since,
    ...counts,
    never: neverMatches(rule, ignoring),
  }));
}

/** What `rule` would have done within the last days, with the rules that ignore as they are now. Nothing is written. */
export async function replayRule(ctx: Ctx, rule: RuleInput, days = 30): Promise<RuleReport> {
  const subjects = (await past(ctx, days)).filter((subject) => looksAt(rule, subject));
  const rarity = await rarityOf(
    ctx,
    rule.looksFor.flatMap((one) => reportTerms("", one)),
  );
  const matches = matcherOf(rule, rarity);
  const ignoring = (await readyRules(ctx)).filter(
    (other) => other.rule.kind === "ignore" && other.state === "on",
  );
  const made: (Earlier & { text: string; ticketId: number | null })[] = [];
  for (const subject of subjects) {
    if (!matches(subject.text)) continue;
    const isIgnored =
      rule.kind === "detect" &&
      ignoring.some((other) => looksAt(other.rule, subject) && other.matches(subject.text));
    const outcome = judge(rule, { ...subject, isIgnored }, made);
    made.push({
      at: subject.at,
      group: subject.group,
      level: rule.level,
      outcome,
      text: subject.text,
      ticketId: subject.ticketId,
    });
  }
  return {
    days,
    looked: subjects.length,
    matched: made.length,
    raised: made.filter(({ outcome }) => outcome === "raised").length,
    held: made.filter(({ outcome }) => outcome !== "raised").length,
    lastMatch: made.at(-1)?.at ?? null,
    examples: made
      .slice(-8)
      .reverse()
      .map(({ at, text, ticketId, outcome }) => ({ at, text: shortened(text, 200), ticketId, outcome })),
  };
}

/** A rule as it is written now; null when there is none. */
export async function ruleById(ctx: Ctx, ruleId: number): Promise<RuleInput | null> {
  const [row] = await ctx.db
    .select({ rule: watchRule.rule })
    .from(watchRule)
    .where(sql`${watchRule.id} = ${ruleId} and ${watchRule.removedAt} is null`);

  return row?.rule ?? null;
}
