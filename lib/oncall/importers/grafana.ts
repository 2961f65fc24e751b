/** Grafana OnCall: what its API v1 answers for schedules, on-call shifts, escalation chains and policies, and users. */
import { z } from "zod";
import type { DutyWindow, Layer } from "../model";
import { wallAt } from "../rotation";
import { instantOfWall } from "../rules";
import { WallTime, ZoneName } from "../wall-time";
import {
  everyDay,
  type Foreign,
  type ForeignChain,
  type ForeignTarget,
  type Left,
  minuteOf,
  nothingOf,
  readEach,
  windowOf,
} from "./foreign";

const dayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const units = { hourly: "hour", daily: "day", weekly: "week" } as const;
const unitMinutes = { hourly: 60, daily: 1_440, weekly: 10_080 } as const;

const WallStart = z.string().refine((text) => WallTime.safeParse(text.slice(0, 16)).success);
const Shift = z.looseObject({
  id: z.string(),
  name: z.string().default("Shift"),
  type: z.enum(["single_event", "recurrent_event", "rolling_users"]),
  time_zone: ZoneName.nullish(),
  level: z.number().nullish(),
  start: WallStart,
  rotation_start: WallStart.nullish(),
  duration: z.number(),
  until: WallStart.nullish(),
  frequency: z.string().nullish(),
  interval: z.number().int().nullish(),
  by_day: z.array(z.enum(dayNames)).nullish(),
  by_month: z.array(z.unknown()).nullish(),
  by_monthday: z.array(z.unknown()).nullish(),
  users: z.array(z.string()).nullish(),
  rolling_users: z.array(z.array(z.string())).nullish(),
  start_rotation_from_user_index: z.number().int().nullish(),
});
type Shift = z.infer<typeof Shift>;
const Schedule = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  time_zone: ZoneName.nullish(),
  shifts: z.array(z.string()).nullish(),
});
const Policy = z.looseObject({
  escalation_chain_id: z.string(),
  position: z.number(),
  type: z.string(),
  duration: z.number().nullish(),
  persons_to_notify: z.array(z.string()).nullish(),
  notify_on_call_from_schedule: z.string().nullish(),
});
const Named = z.looseObject({ id: z.string(), name: z.string() });
const User = z.looseObject({ id: z.string(), email: z.string().nullish(), username: z.string().default("") });

export function isGrafana(data: Record<string, unknown>): boolean {
  return "on_call_shifts" in data || "escalation_chains" in data;
}

export function readGrafana(data: Record<string, unknown>): Foreign {
  const foreign = nothingOf("Grafana OnCall");
  const { people, left } = foreign;
  for (const { id, email, username } of readEach(data.users, User, "person", left))
    people.set(id, { name: username || id, email: email ?? null });
  const shifts = readEach(data.on_call_shifts, Shift, "shift", left);
  const know = (id: string) => {
    if (!people.has(id)) people.set(id, { name: id, email: null });
    return id;
  };
  for (const { id: ref, name, type, time_zone, shifts: ids } of readEach(
    data.schedules,
    Schedule,
    "schedule",
    left,
  )) {
    if (type === "ical") {
      left.push({
        what: name,
        why: "It is drawn from a calendar: make a schedule, and follow the calendar there.",
      });
      continue;
    }
    const timeZone = time_zone ?? "UTC";
    const own = shifts.filter(({ id }) => ids?.includes(id)).sort((a, b) => (a.level ?? 0) - (b.level ?? 0));
    const made = {
      ref,
      name,
      description: "",
      timeZone,
      layers: [] as Layer[],
      overrides: [] as { person: string; startsAt: Date; endsAt: Date }[],
    };
    const levels: number[] = [];
    for (const shift of own) {
      const what = `${name}, ${shift.name}`;
      const zone = shift.time_zone ?? timeZone;
      if (zone !== timeZone) left.push({ what, why: `It was kept in ${zone}; here it is in ${timeZone}.` });
      const starts = (text: string) => wallAt(new Date(instantOfWall(text.slice(0, 16), zone)), timeZone);
      if (shift.type === "single_event") {
        const from = instantOfWall(shift.start.slice(0, 16), zone);
        const [person, ...others] = shift.users ?? [];
        if (person === undefined || others.length > 0)
          left.push({ what, why: "An override has one person here, and this one has none or several." });
        else
          made.overrides.push({
            person: know(person),
            startsAt: new Date(from),
            endsAt: new Date(from + shift.duration * 1_000),
          });
        continue;
      }
      const layer = layerOf(shift, starts, (why) => left.push({ what, why }));
      if (!layer) continue;
      made.layers.push({ ...layer, turns: layer.turns.map((turn) => turn.map(know)) });
      levels.push(shift.level ?? 0);
    }
    if (new Set(levels).size < levels.length)
      left.push({
        what: name,
        why: "Shifts of one level are on call together there; here the later one counts where both are.",
      });
    if (made.layers.length > 0) foreign.schedules.push(made);
    else left.push({ what: name, why: "None of its shifts can come along." });
  }
  const policies = readEach(data.escalation_policies, Policy, "escalation policy", left);
  for (const { id, name } of readEach(data.escalation_chains, Named, "escalation chain", left)) {
    const own = policies.filter((policy) => policy.escalation_chain_id === id);
    foreign.chains.push(chainOf({ id, name }, own, know, left));
  }
  return foreign;
}

function layerOf(shift: Shift, starts: (text: string) => string, leave: (why: string) => void): Layer | null {
  const { frequency, duration, by_day, name } = shift;
  const interval = shift.interval ?? 1;
  const refuse = (why: string) => {
    leave(why);
    return null;
  };
  if (frequency !== "hourly" && frequency !== "daily" && frequency !== "weekly")
    return refuse("It comes back by months or not at all; rotations here go by hours, days or weeks.");
  if (shift.by_month?.length || shift.by_monthday?.length) return refuse("It goes by days of the month.");
  const isRolling = shift.type === "rolling_users";
  if (!isRolling && interval > 1)
    return refuse("It comes back at an interval that hours of a week cannot tell.");
  const people = isRolling
    ? rotated(shift.rolling_users ?? [], shift.start_rotation_from_user_index ?? 0)
    : [shift.users ?? []];
  if (people.length === 0 || people.every((turn) => turn.length === 0)) return refuse("It has nobody.");
  const startsAt = starts(shift.rotation_start ?? shift.start);
  const minutes = Math.round(duration / 60);
  const isWhole = minutes >= unitMinutes[frequency] * (isRolling ? interval : 1) && !by_day?.length;
  const first = starts(shift.start);
  const startDay = ((new Date(`${first}Z`).getUTCDay() + 6) % 7) + 1;
  const on = by_day?.length
    ? by_day.map((day) => dayNames.indexOf(day) + 1).sort()
    : frequency === "weekly"
      ? [startDay]
      : everyDay;
  if (frequency === "hourly" && !isWhole) return refuse("Its hourly turns do not fill their hours.");
  const window = isWhole ? null : windowOf(on, minuteOf(first.slice(11)), minutes);
  if (!isWhole && window === null) return refuse("A shift of it is longer than a week.");
  const windows: DutyWindow[] = window ? [window] : [];
  return {
    name,
    turns: people,
    every: { unit: units[frequency], count: isRolling ? interval : 1 },
    startsAt,
    endsAt: shift.until ? starts(shift.until) : null,
    windows,
    restsOnHolidays: false,
  };
}

function rotated(turns: string[][], by: number): string[][] {
  return [...turns.slice(by), ...turns.slice(0, by)];
}

/** Steps there are waits and notifications one after the other; a level here is whom it calls, with the wait that follows. */
function chainOf(
  { id: ref, name }: z.infer<typeof Named>,
  policies: z.infer<typeof Policy>[],
  know: (id: string) => string,
  left: Left[],
): ForeignChain {
  const steps: ForeignChain["steps"] = [];
  let repeats = 0;
  let targets: ForeignTarget[] = [];
  const close = (wait: number) => {
    if (targets.length > 0) steps.push({ wait, targets });
    targets = [];
  };
  for (const { type, duration, persons_to_notify, notify_on_call_from_schedule: schedule } of policies.sort(
    (a, b) => a.position - b.position,
  )) {
    if (type === "wait") close(Math.max(1, Math.round((duration ?? 300) / 60)));
    else if (schedule) targets.push({ kind: "schedule", ref: schedule, name: schedule });
    else if (persons_to_notify?.length)
      targets.push(
        ...persons_to_notify.map((person) => ({ kind: "person" as const, ref: know(person), name: person })),
      );
    else if (type === "repeat_escalation") repeats = 5;
    else left.push({ what: name, why: `The step “${type.replaceAll("_", " ")}” has no counterpart.` });
  }
  close(10);
  return { ref, name, repeats, steps };
}
