/** Watch rules: what they match, when they speak, that they begin in shadow, and that a change leaves the past alone. */
import { eq } from "drizzle-orm";
import { expect, test as plain } from "vitest";
import { page } from "#db/schema/oncall";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { watchMatch } from "#db/schema/watch";
import { briefOn } from "#lib/investigation/case-brief";
import { openNight, step } from "#lib/oncall/testing/night";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { recordEvent } from "#lib/tickets/commands";
import { saveWatchRule, setWatchRuleState } from "./commands";
import { judge } from "./judging";
import { matcherOf, neverMatches } from "./matching";
import { RuleInput } from "./model";
import { replayRule, watchRules } from "./queries";
import { watchForRules } from "./watching";

const even = () => 1;
const rule = (more: Partial<RuleInput>): RuleInput =>
  RuleInput.parse({
    name: "Rule",
    kind: "detect",
    subject: "messages",
    match: "words",
    looksFor: ["x"],
    level: "P2",
    topic: "other",
    ...more,
  });

plain(
  "words are found in any form and order of letters' case, phrases as they stand, and meaning by shared rare words",
  () => {
    const words = matcherOf(rule({ looksFor: ["data loss", "Datenverlust"] }), even);
    expect(words("We had DATA LOSS today")).toBe(true);
    expect(words("Wir haben Datenverlust.")).toBe(true);
    expect(words("data was found, no loss")).toBe(false);
    const meaning = matcherOf(rule({ match: "meaning", looksFor: ["our backups are gone"] }), even);
    expect(meaning("All backups of ours are gone!")).toBe(true);
    expect(meaning("Where is the invoice?")).toBe(false);
  },
);

plain(
  "an expression that would hold other engines up for ever takes no time, and a faulty one says so",
  () => {
    const nested = matcherOf(rule({ match: "expression", looksFor: ["(a+)+$"] }), even);
    expect(nested(`${"a".repeat(15_000)}!`)).toBe(false);
    expect(neverMatches(rule({ match: "expression", looksFor: ["(?<=x)y"] }), [])).toMatch(/RE2/);
    expect(neverMatches(rule({ looksFor: ["the"] }), [])).toMatch(/every message/);
    const ignoring = rule({ name: "Test systems", kind: "ignore", looksFor: ["staging"] });
    expect(neverMatches(rule({ looksFor: ["Staging"] }), [ignoring])).toMatch(/Test systems/);
    expect(neverMatches(rule({ looksFor: ["outage"] }), [ignoring])).toBeNull();
  },
);

plain("a rule speaks from so many on, once for a group; a P2 never mutes a P0", () => {
  const at = new Date("2026-03-02T10:00:00Z");
  const before = (minutes: number, more: object) => ({
    at: new Date(at.getTime() - minutes * 60_000),
    group: "a",
    level: "P2" as const,
    outcome: "raised" as const,
    ...more,
  });
  const asked = { at, group: "a", isIgnored: false };
  const limits = { from: 1, windowMinutes: 60, silenceMinutes: 60, level: "P2" as const };
  expect(judge(limits, asked, [before(30, {})])).toBe("silenced");
  expect(judge({ ...limits, level: "P0" }, asked, [before(30, {})])).toBe("raised");
  expect(judge(limits, { ...asked, group: "b" }, [before(30, {})])).toBe("raised");
  expect(judge(limits, asked, [before(61, {})])).toBe("raised");
  expect(judge({ ...limits, from: 3 }, asked, [before(30, { outcome: "below" })])).toBe("below");
  expect(judge({ ...limits, from: 2 }, asked, [before(30, { outcome: "below" })])).toBe("raised");
  expect(judge(limits, { ...asked, isIgnored: true }, [])).toBe("ignored");
});

test("a rule begins in shadow, shows what it would have done, and speaks once it is on; a change puts it back and leaves the past", async ({
  ctx,
  db,
}) => {
  const word = unique("zw");
  const machine: Ctx = systemCtx("watch", db);
  const lead = await person(ctx, "lead");
  const write = async (body: string) => {
    const id = unique();
    const made = await recordEvent(machine, {
      source: "webhook",
      externalId: id,
      ticketExternalId: id,
      kind: "customer_message",
      at: new Date(),
      actorKind: "customer",
      actorName: "N",
      body,
      customer: { externalId: unique(), name: "N" },
    });
    return made.ticketId;
  };
  const said = rule({ name: word, looksFor: [word], level: "P0", silenceMinutes: 0 });
  await expect(saveWatchRule(await person(ctx, "analyst"), said)).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(saveWatchRule(lead, { ...said, match: "expression", looksFor: ["("] })).rejects.toMatchObject({
    code: "invalid",
  });
  const { ruleId } = await saveWatchRule(lead, said);
  const quiet = await write(`${word} in shadow`);
  expect(await watchForRules(machine)).toBe(0);
  expect(await replayRule(ctx, said)).toMatchObject({ matched: 1, raised: 1, held: 0 });
  const own = async () => (await watchRules(ctx)).find(({ id }) => id === ruleId);
  expect(await own()).toMatchObject({ state: "shadow", raised: 1, version: 1, never: null });
  expect(await notesOf(ctx, quiet)).toEqual([]);

  await setWatchRuleState(lead, { ruleId, state: "on" });
  const loud = await write(`${word} aloud`);
  expect(await watchForRules(machine)).toBe(1);
  expect(await watchForRules(machine)).toBe(0);
  expect(await notesOf(ctx, loud)).toEqual([expect.stringContaining(word)]);
  const [row] = await ctx.db.select().from(ticket).where(eq(ticket.id, loud));
  expect(row?.priority).toBe("urgent");

  await saveWatchRule(lead, { ...said, ruleId, looksFor: ["something else"] });
  expect(await own()).toMatchObject({ state: "shadow", version: 2, raised: 0 });
  const kept = await ctx.db.select().from(watchMatch).where(eq(watchMatch.ruleId, ruleId));
  expect(kept.map(({ version, state, outcome }) => ({ version, state, outcome }))).toEqual([
    { version: 1, state: "shadow", outcome: "raised" },
    { version: 1, state: "on", outcome: "raised" },
  ]);
});

test("a rule that is on calls whoever is on call for it, by name and with a brief; one in shadow calls nobody", async ({
  ctx,
  db,
}) => {
  const night = await openNight(ctx, new Date());
  const ada = await night.somebody();
  const ben = await night.somebody();
  await night.chain([step(5, ada)], ben.actor.id, 0, "watch");
  const machine: Ctx = { ...systemCtx("watch", db), unattended: night.jobs };
  const lead = await person(ctx, "lead");
  const word = unique("zw");
  const said = rule({ name: word, looksFor: [word], level: "P0", topic: "security", silenceMinutes: 0 });
  const { ruleId } = await saveWatchRule(lead, said);
  const pagesOf = (ticketId: number) => ctx.db.select().from(page).where(eq(page.ticketId, ticketId));
  const quiet = await ticketWithMessage(ctx, `${word}: somebody reads our mail.`);
  await watchForRules(machine);
  expect(await pagesOf(quiet.ticketId)).toEqual([]);
  await setWatchRuleState(lead, { ruleId, state: "on" });
  const loud = await ticketWithMessage(ctx, `${word}: somebody reads our mail.`);
  await watchForRules(machine);
  const [called] = await pagesOf(loud.ticketId);
  expect(called).toMatchObject({ cause: "watch", urgency: "critical", title: expect.stringContaining(word) });
  const brief = await briefOn(ctx, { ticketId: loud.ticketId, incidentId: null });
  expect(brief.length).toBeLessThanOrEqual(8);
  expect(brief.join()).toContain(`Watch rule “${word}” (P0, security) matched.`);
  await night.goOn(30);
  // Nobody answered: it stands with somebody by name.
  expect((await pagesOf(loud.ticketId))[0]).toMatchObject({ status: "unanswered", ownerId: ben.actor.id });
});

async function notesOf(ctx: Ctx, ticketId: number): Promise<string[]> {
  const rows = await ctx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, ticketId));
  return rows.filter(({ kind }) => kind === "note").map(({ body }) => body);
}
