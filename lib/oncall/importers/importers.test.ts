/** What other systems' exports become here, by their documented forms; and that no file breaks the reading. */
import fc from "fast-check";
import { describe, expect, test as plain } from "vitest";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { onCallAt } from "../calculator";
import { importSchedules } from "../commands";
import type { Layer } from "../model";
import { chains, schedules } from "../queries";
import { type Plan, planOf } from "./plan";
import { grafana, opsgenie, pagerDuty } from "./testing/exports";

const staff = [
  { id: "ada", name: "Ada Byron", email: "ada@example.com" },
  { id: "ben", name: "Ben Carr", email: "ben@example.com" },
];
const planned = (data: object, taken: string[] = []): Plan => {
  const plan = planOf(JSON.stringify(data), staff, taken);
  if (!plan) throw new Error("not known");
  return plan;
};
const who = (timeZone: string, layers: Layer[], at: string) =>
  onCallAt({ timeZone, layers, overrides: [], holidays: [] }, new Date(at)).now.userIds;

plain(
  "PagerDuty: the first layer is the highest, restrictions and turns come along, the rest is said",
  () => {
    const plan = planned(pagerDuty);
    expect(plan.system).toBe("PagerDuty");
    const [schedule] = plan.schedules;
    const { timeZone = "", layers = [] } = schedule ?? {};
    expect(layers.map(({ name, every, startsAt }) => [name, every, startsAt])).toEqual([
      ["Base", { unit: "week", count: 1 }, "2026-01-05T09:00"],
      ["Nights", { unit: "day", count: 1 }, "2026-01-05T20:00"],
    ]);
    expect(who(timeZone, layers, "2026-01-06T12:00Z")).toEqual(["ada"]);
    expect(who(timeZone, layers, "2026-01-06T20:00Z")).toEqual(["ben"]);
    expect(who(timeZone, layers, "2026-07-07T18:30Z")).toEqual(["ben"]);
    // The week of somebody who is not here is a gap, not somebody else's.
    expect(who(timeZone, layers, "2026-01-13T12:00Z")).toEqual([]);
    expect(plan.chains).toMatchObject([
      {
        repeats: 2,
        steps: [
          { wait: 15, targets: [{ kind: "schedule", ref: "S1" }] },
          { wait: 30, targets: [{ kind: "person", ref: "ada" }] },
        ],
      },
    ]);
    expect(plan.left.map(({ what }) => what)).toEqual([
      "Broken",
      "Platform, Odd",
      "Gone Person",
      "Default, Gone Person",
    ]);
  },
);

plain("Opsgenie: rotations that run side by side are schedules side by side; delays become waits", () => {
  const plan = planned(opsgenie);
  expect(plan.schedules.map(({ name }) => name)).toEqual(["Ops, Week", "Ops, Nights"]);
  const week = plan.schedules[0]?.layers ?? [];
  expect(week[0]?.windows).toEqual([{ days: [5], from: "17:00", to: "09:00", span: 3 }]);
  expect(who("America/New_York", week, "2026-01-10T12:00Z")).toEqual(["ada"]);
  expect(who("America/New_York", week, "2026-01-14T12:00Z")).toEqual([]);
  expect(who("America/New_York", week, "2026-01-24T12:00Z")).toEqual([]);
  expect(who("America/New_York", week, "2026-02-07T12:00Z")).toEqual(["ben"]);
  expect(plan.schedules[1]?.layers[0]?.windows).toEqual([
    { days: [1, 2, 3, 4, 5, 6, 7], from: "22:00", to: "06:00", span: 1 },
  ]);
  expect(plan.chains[0]?.steps.map(({ wait, targets }) => [wait, targets.length])).toEqual([
    [10, 2],
    [50, 1],
  ]);
  const said = plan.left.map(({ why }) => why).join(" ");
  for (const word of ["team Team", "wait for it to be closed", "no counterpart"])
    expect(said).toContain(word);
});

plain("Grafana OnCall: rolling users, office hours above them, overrides, chains", () => {
  const plan = planned(grafana);
  const [schedule] = plan.schedules;
  const layers = schedule?.layers ?? [];
  expect(layers.map(({ name }) => name)).toEqual(["Weekly", "Office"]);
  expect(who("Europe/Oslo", layers, "2026-01-06T19:00Z")).toEqual(["ben"]);
  expect(who("Europe/Oslo", layers, "2026-01-13T19:00Z")).toEqual(["ada"]);
  expect(who("Europe/Oslo", layers, "2026-01-13T12:00Z")).toEqual(["ada", "ben"]);
  expect(schedule?.overrides).toEqual([
    { person: "ben", startsAt: new Date("2026-02-01T09:00Z"), endsAt: new Date("2026-02-01T10:00Z") },
  ]);
  expect(plan.chains).toMatchObject([
    {
      repeats: 5,
      steps: [
        { wait: 10, targets: [{ kind: "schedule", ref: "GS" }] },
        { wait: 10, targets: [{ ref: "ada" }, { ref: "ben" }] },
      ],
    },
  ]);
  expect(plan.left.map(({ what }) => what)).toEqual(["Web, Monthly", "Ical", "Chain"]);
});

plain("what could not be saved is said before anything is written", () => {
  const data = structuredClone(pagerDuty);
  const [schedule] = data.schedules;
  const long = "x".repeat(121);
  if (schedule) schedule.name = long;
  for (const policy of data.escalation_policies) policy.name = `Chain ${long}`;
  const plan = planned(data);
  expect(plan.schedules).toEqual([]);
  expect(plan.chains).toEqual([]);
  expect(plan.left.map(({ what }) => what)).toEqual(expect.arrayContaining([long, `Chain ${long}`]));
});

describe("what is odd is left out and said, and the rest comes along", () => {
  plain("PagerDuty: a layer, a rule, a time zone nobody knows, a page of several", () => {
    const data = structuredClone(pagerDuty);
    const [platform] = data.schedules;
    const [policy] = data.escalation_policies;
    const odd = {
      ...data,
      users: { users: data.users, more: true },
      schedules: [
        {
          ...platform,
          schedule_layers: [{ name: "Torn", users: null }, ...(platform?.schedule_layers ?? [])],
          overrides_subschedule: {
            rendered_schedule_entries: [
              { start: "2026-02-01T09:00:00Z", end: "2026-02-01T10:00:00Z", user: { id: "PA" } },
              { start: "soon", end: "later" },
            ],
          },
        },
        { ...platform, id: "S3", name: "Far", time_zone: "Mars/Olympus" },
        { ...platform, id: "S4", name: "Empty", schedule_layers: [{ name: "Nobody" }] },
      ],
      escalation_policies: [{ ...policy, escalation_rules: [{}, ...(policy?.escalation_rules ?? [])] }],
    };
    const plan = planned(odd);
    expect(plan.schedules.map(({ name, layers }) => [name, layers.map((one) => one.name)])).toEqual([
      ["Platform", ["Base", "Nights"]],
    ]);
    expect(plan.schedules[0]?.overrides).toEqual([
      { person: "ada", startsAt: new Date("2026-02-01T09:00Z"), endsAt: new Date("2026-02-01T10:00Z") },
    ]);
    expect(plan.chains[0]?.steps).toHaveLength(2);
    expect(plan.left.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        ...["More than one person", "Platform, Torn", "Platform, one override", "Far"],
        ...["Empty, Nobody", "Empty", "Default, one rule"],
      ]),
    );
  });

  plain("Opsgenie: a rotation, a rule, what is switched off, and who is next on call", () => {
    const [ops] = opsgenie.schedules.data;
    const [escalation] = opsgenie.escalations;
    const [first, ...rules] = escalation?.rules ?? [];
    const rotations = ops?.rotations.map((one, place) => ({ ...one, id: `R${place}` })) ?? [];
    const plan = planned({
      ...opsgenie,
      schedules: [
        { ...ops, rotations: [...rotations, { name: "Void", participants: [] }] },
        { ...ops, id: "OFF", name: "Retired", enabled: false },
      ],
      overrides: [
        {
          _parent: { id: "OS" },
          user: { type: "user", id: "O1", username: "ada@example.com" },
          ...{ startDate: "2026-02-01T09:00:00Z", endDate: "2026-02-01T10:00:00Z" },
          rotations: [{ id: "R1" }],
        },
        { user: { type: "user", id: "O1" } },
      ],
      escalations: [{ ...escalation, rules: [{ ...first, notifyType: "next" }, ...rules, { delay: null }] }],
    });
    expect(plan.schedules.map(({ name, overrides }) => [name, overrides.length])).toEqual([
      ["Ops, Week", 0],
      ["Ops, Nights", 1],
    ]);
    expect(plan.chains[0]?.steps.map(({ targets }) => targets.map(({ kind }) => kind))).toEqual([["person"]]);
    expect(plan.left.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["Ops, Void", "Retired", "Ops escalation, Ops", "Ops escalation, one rule"]),
    );
  });
});

describe("any file", () => {
  plain("is read or refused, never thrown at, and what is planned is the same twice", () => {
    const exports = [pagerDuty, opsgenie, grafana];
    const spoilt = fc.tuple(
      fc.constantFrom(...exports),
      fc.array(fc.tuple(fc.nat(), fc.jsonValue()), { maxLength: 4 }),
    );
    fc.assert(
      fc.property(spoilt, ([data, changes]) => {
        let text = JSON.stringify(data);
        for (const [place, value] of changes) {
          const paths = [...text.matchAll(/:("[^"]*"|\d+|null)/g)];
          const found = paths[place % Math.max(1, paths.length)];
          if (!found) continue;
          const at = (found.index ?? 0) + 1;
          text = text.slice(0, at) + JSON.stringify(value) + text.slice(at + found[0].length - 1);
        }
        expect(() => planOf(text, staff, [])).not.toThrow();
        expect(planOf(text, staff, [])).toEqual(planOf(text, staff, []));
      }),
      { numRuns: 300 },
    );
    for (const text of ["", "[]", "null", "{}", "{", '{"schedules":[]}', '{"users":1}'])
      expect(planOf(text, staff, [])).toBeNull();
  });
});

test("is imported as it was shown, once: a second time everything is there already", async ({ ctx }) => {
  const lead = await person(ctx, "lead");
  const lastResort = (await person(ctx)).actor.id;
  const name = unique("Imported");
  const data = structuredClone(pagerDuty);
  const [schedule] = data.schedules;
  if (schedule) schedule.name = name;
  for (const policy of data.escalation_policies) policy.name = `${name} chain`;
  for (const user of data.users) user.name = lead.actor.name;
  const text = JSON.stringify(data);
  expect(await importSchedules(lead, { text, lastResort })).toEqual({ schedules: 1, chains: 1 });
  expect((await schedules(ctx)).filter((one) => one.name === name)).toHaveLength(1);
  const [chain] = (await chains(ctx)).filter((one) => one.name === `${name} chain`);
  expect(chain?.lastResort).toBe(lastResort);
  expect(await importSchedules(lead, { text, lastResort })).toEqual({ schedules: 0, chains: 0 });
  await expect(importSchedules(lead, { text: "{}", lastResort })).rejects.toMatchObject({
    code: "unprocessable",
  });
  await expect(importSchedules(await person(ctx), { text, lastResort })).rejects.toMatchObject({
    code: "forbidden",
  });
});
