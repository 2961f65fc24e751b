/** What an earlier release counted says no more than was looked at then. */
import { expect, test } from "vitest";
import { anyRule } from "#lib/incidents/company";
import { companyOf } from "#lib/incidents/company-use";
import { systemCtx } from "#lib/platform/context";
import { ruleUse } from "./schema/incidents";
import { databaseOf } from "./testing/release";

/** Rules in company often, seldom and by chance alone, as they were counted before anybody looked at what spoke first. */
const counts = `insert into rule_use (rule, failures, accompanied, by_chance) values
  ('${anyRule}', 150, 90, 9), ('rule:name=Often', 100, 80, 4), ('rule:name=Seldom', 40, 8, 3), ('rule:name=Chance', 10, 2, 5);`;

test("rules that were counted before anybody looked at what spoke first say nothing of a beginning", async () => {
  const { db, sql: driver, upgrade } = await databaseOf(72);
  await driver.unsafe(counts);
  await upgrade();
  const company = await companyOf(systemCtx("test", db), [
    "rule:name=Often",
    "rule:name=Seldom",
    "rule:name=Chance",
  ]);
  for (const rule of ["Often", "Seldom", "Chance", "Unknown"])
    expect(company.originOdds(`rule:name=${rule}`), rule).toBeCloseTo(1, 0);
  // What they say of company is as it was.
  expect(company.odds("rule:name=Often", [], false)).toBeGreaterThan(1);
  expect(company.odds("rule:name=Seldom", [], false)).toBeLessThan(1);
  expect(
    (await db.select().from(ruleUse)).every(({ followed, accompanied }) => followed <= accompanied),
  ).toBe(true);
});

test("what the release before had counted of beginnings is kept", async () => {
  const { db, sql: driver, upgrade } = await databaseOf(73);
  await driver.unsafe(counts);
  await driver.unsafe(
    "update rule_use set followed = 70, followed_by_chance = 2 where rule = 'rule:name=Often'",
  );
  await upgrade();
  const company = await companyOf(systemCtx("test", db), ["rule:name=Often"]);
  expect(company.originOdds("rule:name=Often")).toBeLessThan(0.5);
});
