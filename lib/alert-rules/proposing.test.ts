/** From what fired for nothing, and what nothing fired for, to a decided rule in a file and what that teaches. */
import { eq, inArray, sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Database } from "#db/client";
import { ruleProposal } from "#db/schema/alert-rules";
import { incident } from "#db/schema/incidents";
import { metricSource } from "#db/schema/metrics";
import { audit } from "#db/schema/platform";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { ingestSeries } from "#lib/metrics/ingest";
import { forgetMetrics } from "#lib/metrics/testing/kept";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import type { InboundAlert } from "#lib/signals/model";
import { inbound } from "#lib/signals/testing/alerts";
import { person } from "#lib/suggestions/testing/fixtures";
import { addNote } from "#lib/tickets/commands";
import { acceptRule, editRule, rejectRule } from "./commands";
import type { ProposedRule } from "./model";
import { proposeRules } from "./proposing";
import { acceptedRules, ruleProposals } from "./queries";
import { tryRules } from "./trial";

const now = Date.parse("2026-03-20T12:00:00Z");
const minute = 60_000;
const day = 1_440 * minute;

function desk(db: Database) {
  const clock = { now };
  const ctx: Ctx = { ...systemCtx("monitoring", db), now: () => new Date(clock.now) };
  const source = unique("prom");
  const own = async () => (await ruleProposals(ctx)).open.filter(({ rule }) => isOf(rule, source));
  /** Fires `minutes` long, `daysAgo`. */
  const fire = async (name: string, daysAgo: number, minutes: number) => {
    const startsAt = new Date(now - daysAgo * day);
    const alert: InboundAlert = inbound({ name, startsAt, labels: { alertname: name, service: name } });
    const at = { ...ctx, now: () => startsAt };
    const [placed] = await recordAlerts(at, { source, sourceName: "Monitoring", alerts: [alert] });
    const endsAt = new Date(startsAt.getTime() + minutes * minute);
    await recordAlerts(
      { ...ctx, now: () => endsAt },
      { source, alerts: [{ ...alert, state: "resolved", endsAt }] },
    );
    return placed?.ticketId ?? 0;
  };
  return { clock, ctx, source, own, fire };
}

const tryOne = async (ctx: Ctx, rule: ProposedRule) => (await tryRules(ctx, [rule]))[0];

function isOf(rule: ProposedRule, source: string): boolean {
  return rule.kind !== "threshold" && rule.source === source;
}

test("a rule that only makes noise is proposed once, tried on what it fired for, and stands in the file as it was decided", async ({
  db,
}) => {
  const { ctx, source, own, fire } = desk(db);
  const [short, useful] = [unique("Short"), unique("Useful")];
  for (let n = 1; n <= 7; n++) await fire(short, n, 3);
  for (let n = 1; n <= 7; n++)
    await addNote(await person(ctx), { ticketId: await fire(useful, n, 3), text: "On it." });
  await proposeRules(ctx);
  await proposeRules(ctx);
  const [proposal, ...others] = await own();
  expect(others).toEqual([]);
  expect(proposal).toMatchObject({
    rule: { kind: "wait", source, name: short, forMinutes: 5, expr: null },
    evidence: { times: 7, actedOn: 0 },
    sourceName: "Monitoring",
  });
  const { id: proposalId = 0, rule } = proposal ?? {};
  if (!rule) throw new Error("Nothing was proposed.");
  expect(await tryOne(ctx, rule)).toMatchObject({ raised: 0, heldBack: 7, missed: 0 });
  expect(await tryOne(ctx, { ...rule, forMinutes: 1 })).toMatchObject({ raised: 7, heldBack: 0 });

  const change = { proposalId, forMinutes: 15, severity: "info" as const, expr: "up == 0" };
  await expect(editRule(await person(ctx), change)).rejects.toMatchObject({ code: "forbidden" });
  const lead = await person(ctx, "lead");
  await expect(editRule(lead, { ...change, bound: 3 })).rejects.toMatchObject({ code: "invalid" });
  await editRule(lead, change);
  await expect(acceptRule(lead, { proposalId })).rejects.toMatchObject({ code: "conflict" });
  const [kept] = (await acceptedRules(ctx)).filter(({ id }) => id === proposalId);
  expect(kept).toMatchObject({ state: "edited", rule: { forMinutes: 15, expr: "up == 0" } });
  const entries = await db
    .select()
    .from(audit)
    .where(eq(audit.entityId, String(proposalId)));
  expect(entries.filter(({ entity }) => entity === "rule_proposal").map(({ action }) => action)).toEqual([
    "rule_proposal.propose",
    "rule_proposal.edit",
  ]);
  await proposeRules(ctx);
  expect(await own()).toEqual([]);
});

test("what was rejected is asked again when three times as much speaks for it; a kind nobody wants is not proposed", async ({
  db,
}) => {
  const { ctx, own, fire } = desk(db);
  const lead = { ...(await person(ctx, "lead")), now: ctx.now };
  const reject = async () => {
    for (const { id } of await own()) await rejectRule(lead, { proposalId: id, reason: "We need it." });
  };
  const name = unique("Noisy");
  for (let n = 1; n <= 5; n++) await fire(name, n, 3);
  await proposeRules(ctx);
  expect(await own()).toHaveLength(1);
  await reject();
  for (let n = 6; n <= 14; n++) await fire(name, n, 3);
  await proposeRules(ctx);
  expect(await own()).toEqual([]);
  await fire(name, 15, 3);
  await proposeRules(ctx);
  expect(await own()).toHaveLength(1);
  await reject();
  // Enough of one kind: the next is not proposed at all.
  for (const other of [
    unique("Noisy"),
    unique("Noisy"),
    unique("Noisy"),
    unique("Noisy"),
    unique("Noisy"),
    unique("Noisy"),
  ]) {
    for (let n = 1; n <= 5; n++) await fire(other, n, 3);
    await proposeRules(ctx);
    await reject();
  }
  const last = unique("Noisy");
  for (let n = 1; n <= 5; n++) await fire(last, n, 3);
  await proposeRules(ctx);
  expect(await own()).toEqual([]);
  await db.delete(ruleProposal);
});

test("a metric that was unusual while no rule told of it becomes a rule that would have; with an alert beside it, none", async ({
  db,
}) => {
  const { ctx } = desk(db);
  await forgetMetrics(ctx);
  await db.insert(metricSource).values({
    id: "shop",
    name: "Shop",
    kind: "push",
    secret: "",
    seriesLimit: 100,
    createdAt: new Date(now - 20 * day),
  });
  const since = now - 40 * minute;
  const times = Array.from({ length: 8.5 * 1_440 }, (_, place) => now - (8.5 * 1_440 - 1 - place) * minute);
  const series = (service: string) => ({
    name: "queue_depth",
    labels: [["service", service] as [string, string]],
    unit: "",
    isCounter: false,
    times,
    values: times.map((at) => (at > since ? 400 : 50 + (((at / minute) * 7919) % 13))),
  });
  const [alone, told] = [unique("alone"), unique("told")];
  const full = inbound({ name: "QueueFull", startsAt: new Date(since), labels: { service: told } });
  await recordAlerts(ctx, { source: unique("prom"), alerts: [full] });
  await ingestSeries(ctx, "shop", [series(alone), series(told)], new Date(now));
  await proposeRules(ctx);
  const proposed = async () =>
    (await ruleProposals(ctx)).open.filter(({ rule }) => rule.kind === "threshold");
  // Nobody minded, and it was once: no rule is needed.
  expect(await proposed()).toEqual([]);
  for (const { ticketId } of await db
    .select()
    .from(incident)
    .where(inArray(incident.service, [alone, told])))
    await addNote(await person(ctx), { ticketId: ticketId ?? 0, text: "On it." });
  await proposeRules(ctx);
  const [proposal, ...others] = await proposed();
  expect(others).toEqual([]);
  expect(proposal).toMatchObject({
    rule: { metric: "queue_depth", labels: { service: alone }, end: "above", forMinutes: 5 },
    evidence: { times: 1, actedOn: 1 },
  });
  if (!proposal) throw new Error("Nothing was proposed.");
  expect(await tryOne(ctx, proposal.rule)).toMatchObject({ raised: 1, real: 1, missed: 0 });
  const loose = { ...proposal.rule, bound: 500 } as ProposedRule;
  expect(await tryOne(ctx, loose)).toMatchObject({ raised: 0, missed: 1 });
  await db.execute(sql`delete from rule_proposal`);
  await forgetMetrics(ctx);
});
