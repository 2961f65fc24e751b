/** Keeps what is learnt of the company of rules. */
import { inArray, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { ruleUse } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";
import { anyRule, Company, type RuleUse } from "./company";

/** Adds what was counted. */
export async function learnCompany(tx: Ctx, counted: readonly RuleUse[]): Promise<void> {
  if (counted.length === 0) return;
  await tx.db.execute(
    insertRows(
      ruleUse,
      [...counted],
      sql`on conflict (rule) do update set failures = rule_use.failures + excluded.failures,
        accompanied = rule_use.accompanied + excluded.accompanied, by_chance = rule_use.by_chance + excluded.by_chance,
        followed = rule_use.followed + excluded.followed,
        followed_by_chance = rule_use.followed_by_chance + excluded.followed_by_chance`,
    ),
  );
}

/** What was learnt of `rules` so far. */
export async function companyOf(tx: Ctx, rules: readonly string[]): Promise<Company> {
  return new Company(
    await tx.db
      .select()
      .from(ruleUse)
      .where(inArray(ruleUse.rule, [...new Set([...rules, anyRule])])),
  );
}
