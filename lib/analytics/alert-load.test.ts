/** What alerts cost people, on a desk with two rules: one somebody acts on, and one that only makes noise at night. */
import { expect } from "vitest";
import { page as pages } from "#db/schema/oncall";
import { alert, alertEpisode } from "#db/schema/signals";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { saveChain, saveSchedule } from "#lib/oncall/commands";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { addNote } from "#lib/tickets/commands";
import { alertLoad } from "./alert-load";

test("rules are told apart by what was made of them, night by the team's own clock", async ({ ctx, db }) => {
  const at = new Date("2026-03-02T12:00:00Z");
  const machine: Ctx = { ...systemCtx("alerts", db), now: () => at };
  const source = unique("s");
  const fire = (name: string, startsAt: string) => ({
    fingerprint: `${name} ${startsAt}`,
    state: "firing" as const,
    name,
    severity: null,
    startsAt: new Date(startsAt),
    endsAt: null,
    labels: { alertname: name, service: name },
    annotations: {},
    generatorUrl: null,
  });
  const [useful, noisy] = [unique("useful"), unique("noisy")];
  const [placed] = await recordAlerts(machine, { source, alerts: [fire(useful, "2026-03-02T11:00:00Z")] });
  await recordAlerts(machine, {
    source,
    alerts: ["00:10", "01:10", "02:10"].map((time) => fire(noisy, `2026-03-02T${time}:00Z`)),
  });
  await addNote(await person(ctx), { ticketId: placed?.ticketId ?? 0, text: "I am on it." });
  const load = await alertLoad(machine, 30);
  const of = (name: string) => load.rules.find((rule) => rule.name === name);
  expect(of(useful)).toMatchObject({ fired: 1, incidents: 1, actedOn: 1, atNight: 0 });
  expect(of(noisy)).toMatchObject({ fired: 3, actedOn: 0, atNight: 3 });
  expect(load.rules.findIndex(({ name }) => name === noisy)).toBeLessThan(
    load.rules.findIndex(({ name }) => name === useful),
  );
  expect(load.fired).toBe(await db.$count(alertEpisode));
  expect(await db.$count(alert)).toBeGreaterThanOrEqual(4);
});

test("a page is counted for the shift of each schedule it called, and not for one its chain had not come to", async ({
  ctx,
  db,
}) => {
  const now = new Date("2026-03-20T12:00:00Z");
  const lead: Ctx = { ...(await person(ctx, "lead")), now: () => new Date("2026-03-01T00:00:00Z") };
  const [first, second] = [await person(ctx), await person(ctx)];
  const schedule = async (who: Ctx) =>
    saveSchedule(lead, {
      id: null,
      version: null,
      name: unique("Schedule"),
      description: "",
      timeZone: "Europe/Oslo",
      layers: [
        {
          name: "Days",
          turns: [[who.actor.id ?? ""], [lead.actor.id ?? ""]],
          every: { unit: "day", count: 1 },
          startsAt: "2026-03-02T09:00",
          endsAt: null,
          windows: [],
          restsOnHolidays: false,
        },
      ],
    });
  const [near, far] = [await schedule(first), await schedule(second)];
  const target = ({ id }: { id: number }) => [{ kind: "schedule" as const, id: String(id) }];
  const chain = await saveChain(lead, {
    id: null,
    version: null,
    name: unique("Chain"),
    steps: [
      { targets: target(near), wait: 5 },
      { targets: target(far), wait: 5 },
    ],
    repeats: 1,
    lastResort: lead.actor.id ?? "",
  });
  const page = (at: string, step: number) => ({
    chainId: chain.id,
    cause: "incident" as const,
    key: unique(),
    urgency: "critical" as const,
    title: "Down",
    brief: [],
    step,
    openedAt: new Date(at),
  });
  await db
    .insert(pages)
    .values([
      page("2026-03-10T20:00:00Z", 0),
      page("2026-03-11T03:00:00Z", 1),
      page("2026-03-11T09:00:00Z", 0),
    ]);
  const { shifts } = await alertLoad({ ...ctx, now: () => now }, 30);
  const of = ({ id }: { id: number }) =>
    (shifts ?? [])
      .filter(({ scheduleId }) => scheduleId === id)
      .map(({ names, pages: count }) => [names, count]);
  expect(of(near)).toEqual([
    [[first.actor.name], 2],
    [[lead.actor.name], 1],
  ]);
  expect(of(far)).toEqual([[[second.actor.name], 1]]);
});
