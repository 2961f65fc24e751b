/** What alerts cost people, on a desk with two rules: one somebody acts on, and one that only makes noise at night. */
import { expect } from "vitest";
import { alert, alertEpisode } from "#db/schema/signals";
import { recordAlerts } from "#lib/incidents/record-alerts";
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
