/** The silences of watch rules that hold as a shift ends: whoever comes next is told nothing of these until then. */

import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { watchMatch, watchRule } from "#db/schema/watch";
import type { HandoverItem } from "#lib/oncall/handover/model";
import { isOpenToAll } from "#lib/oncall/handover/open-to-all";
import type { HandoverPart } from "#lib/oncall/handover/parts";
import { isolated } from "#lib/platform/direction/rules";
import { silenceEnd } from "./judging";

/** One for each rule and what it is silent about, the earliest end first. */
export const openSilences: HandoverPart = async (ctx, most) => {
  const rows = await ctx.db
    .select({ match: watchMatch, rule: watchRule.rule })
    .from(watchMatch)
    .innerJoin(watchRule, eq(watchRule.id, watchMatch.ruleId))
    .where(
      and(
        isNull(watchRule.removedAt),
        eq(watchRule.state, "on"),
        ne(sql`${watchRule.rule}->>'kind'`, "ignore"),
        eq(watchMatch.state, "on"),
        eq(watchMatch.outcome, "raised"),
        sql`${watchMatch.at} + make_interval(mins => (${watchRule.rule}->>'silenceMinutes')::int) > ${ctx.now().toISOString()}::timestamptz`,
        isOpenToAll(sql`${watchMatch.ticketId}`),
      ),
    )
    .orderBy(desc(watchMatch.at), desc(watchMatch.id));
  const items = new Map<string, HandoverItem & { until: Date }>();
  for (const { match, rule } of rows) {
    const { ruleId, group, ticketId } = match;
    const until = silenceEnd(rule, match);
    const key = `${ruleId} ${group}`;
    if (until === null || items.has(key)) continue;
    items.set(key, {
      kind: "silence",
      title: `${isolated(rule.name)}: ${wordsOf(group)}`,
      href: ticketId === null ? "/settings/watch" : `/tickets/${ticketId}`,
      owner: null,
      nextStep: "Raises nothing until then",
      until,
    });
  }
  return [...items.values()].sort((one, other) => +one.until - +other.until).slice(0, most);
};

/** A customer is told by the ticket that the item leads to: the record keeps no name. */
function wordsOf(group: string): string {
  if (group.startsWith("customer ")) return "this customer";
  return group.replace(/^ticket /, "ticket #");
}
