/** PagerDuty: what its REST API v2 answers for schedules, escalation policies and users, put into one file. */
import { z } from "zod";
import type { DutyWindow, Layer } from "../model";
import { wallAt } from "../rotation";
import { ZoneName } from "../wall-time";
import {
  everyDay,
  everyOf,
  type Foreign,
  type ForeignSchedule,
  type Left,
  minuteOf,
  nothingOf,
  readEach,
  windowOf,
} from "./foreign";

const Reference = z.looseObject({
  id: z.string(),
  type: z.string().default("user_reference"),
  summary: z.string().nullish(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});
const Restriction = z.looseObject({
  type: z.enum(["daily_restriction", "weekly_restriction"]),
  start_time_of_day: z.string(),
  duration_seconds: z.number(),
  start_day_of_week: z.number().int().min(1).max(7).nullish(),
});
const ScheduleLayer = z.looseObject({
  name: z.string().nullish(),
  start: z.coerce.date(),
  end: z.coerce.date().nullish(),
  rotation_virtual_start: z.coerce.date(),
  rotation_turn_length_seconds: z.number(),
  users: z.array(z.looseObject({ user: Reference })),
  restrictions: z.array(Restriction).nullish(),
});
const Schedule = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  time_zone: ZoneName,
  schedule_layers: z.array(z.unknown()).min(1),
  overrides_subschedule: z.looseObject({ rendered_schedule_entries: z.unknown() }).nullish(),
});
const Rule = z.looseObject({ escalation_delay_in_minutes: z.number(), targets: z.array(Reference) });
const Policy = z.looseObject({
  id: z.string(),
  name: z.string(),
  num_loops: z.number().int().min(0).default(0),
  escalation_rules: z.array(z.unknown()).min(1),
});
const Override = z.looseObject({
  start: z.coerce.date(),
  end: z.coerce.date(),
  user: Reference,
  schedule: Reference.nullish(),
});

/** True for an export that has what PagerDuty's has. */
export function isPagerDuty(data: Record<string, unknown>): boolean {
  return "escalation_policies" in data && !("on_call_shifts" in data)
    ? JSON.stringify(data.escalation_policies).includes("escalation_rules") || hasLayers(data)
    : hasLayers(data);
}

function hasLayers({ schedules }: Record<string, unknown>): boolean {
  return JSON.stringify(schedules ?? null).includes('"schedule_layers"');
}

export function readPagerDuty(data: Record<string, unknown>): Foreign {
  const foreign = nothingOf("PagerDuty");
  const { people, left } = foreign;
  const know = ({ id, name, summary, email }: z.infer<typeof Reference>) => {
    const known = people.get(id);
    people.set(id, { name: name ?? summary ?? known?.name ?? id, email: email ?? known?.email ?? null });
    return id;
  };
  for (const user of readEach(data.users, Reference, "person", left)) know(user);
  for (const schedule of readEach(data.schedules, Schedule, "schedule", left)) {
    const { id: ref, name, description, time_zone: timeZone, overrides_subschedule: over } = schedule;
    // The highest layer comes first there.
    const read = readEach(schedule.schedule_layers, ScheduleLayer, "layer", left, name).toReversed();
    const layers = read.flatMap((layer, place) => {
      const made = readLayer(layer, place, schedule, left);
      return made ? [{ ...made, turns: layer.users.map(({ user }) => [know(user)]) }] : [];
    });
    const entries = readEach(over?.rendered_schedule_entries, Override, "override", left, name);
    const overrides = entries.map(({ start, end, user }) => ({
      person: know(user),
      startsAt: start,
      endsAt: end,
    }));
    const made = { ref, name, description: description ?? "", timeZone, layers, overrides };
    if (layers.length > 0) foreign.schedules.push(made);
    else left.push({ what: name, why: "None of its layers can come along." });
  }
  for (const { schedule, start, end, user } of readEach(data.overrides, Override, "override", left)) {
    const into: ForeignSchedule | undefined = foreign.schedules.find(({ ref }) => ref === schedule?.id);
    if (into) into.overrides.push({ person: know(user), startsAt: start, endsAt: end });
    else left.push({ what: "An override", why: "It does not say of which schedule it is." });
  }
  for (const policy of readEach(data.escalation_policies, Policy, "escalation policy", left))
    foreign.chains.push({
      ref: policy.id,
      name: policy.name,
      repeats: Math.min(9, policy.num_loops),
      steps: readEach(policy.escalation_rules, Rule, "rule", left, policy.name).map(
        ({ escalation_delay_in_minutes: wait, targets }) => ({
          wait,
          targets: targets.map((target) => ({
            kind: target.type.startsWith("schedule") ? ("schedule" as const) : ("person" as const),
            ref: target.type.startsWith("schedule") ? target.id : know(target),
            name: target.summary ?? target.name ?? target.id,
          })),
        }),
      ),
    });
  return foreign;
}

function readLayer(
  layer: z.infer<typeof ScheduleLayer>,
  place: number,
  { name: schedule, time_zone: zone }: z.infer<typeof Schedule>,
  left: Left[],
): Layer | null {
  const name = layer.name ?? `Layer ${place + 1}`;
  const what = `${schedule}, ${name}`;
  const leave = (why: string) => {
    left.push({ what, why });
    return null;
  };
  const every = everyOf(layer.rotation_turn_length_seconds);
  if (!every) return leave("Its turns are no whole number of hours, days or weeks.");
  if (layer.users.length === 0) return leave("It has nobody.");
  // The rotation may be counted from before the layer begins; turns before it are drawn as if it had begun then.
  if (layer.start > layer.rotation_virtual_start && layer.start.getTime() > Date.now())
    left.push({ what, why: "It begins in the future; here it counts from its first rotation on." });
  const windows = (layer.restrictions ?? []).map((one) =>
    windowOf(
      one.type === "daily_restriction" ? everyDay : [one.start_day_of_week ?? 1],
      minuteOf(one.start_time_of_day),
      Math.round(one.duration_seconds / 60),
    ),
  );
  if (windows.some((window) => window === null))
    return leave("One of its restrictions is longer than a week.");
  return {
    name,
    turns: [],
    every,
    startsAt: wallAt(layer.rotation_virtual_start, zone),
    endsAt: layer.end ? wallAt(layer.end, zone) : null,
    windows: windows.filter((window): window is DutyWindow => window !== null),
    restsOnHolidays: false,
  };
}
