/** Opsgenie: what its REST API v2 answers for schedules, escalations and users, put into one file. */
import { z } from "zod";
import type { DutyWindow, Layer } from "../model";
import { wallAt } from "../rotation";
import { ZoneName } from "../wall-time";
import {
  everyDay,
  type Foreign,
  type ForeignSchedule,
  type ForeignTarget,
  type Left,
  nothingOf,
  readEach,
  windowOf,
} from "./foreign";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const units = { hourly: "hour", daily: "day", weekly: "week" } as const;
const minutesOf = { minutes: 1, hours: 60, days: 1_440 } as const;

const Hours = {
  startHour: z.number().int(),
  startMin: z.number().int().default(0),
  endHour: z.number().int(),
  endMin: z.number().int().default(0),
};
const TimeRestriction = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("time-of-day"), restriction: z.looseObject(Hours) }),
  z.looseObject({
    type: z.literal("weekday-and-time-of-day"),
    restrictions: z.array(z.looseObject({ ...Hours, startDay: z.enum(days), endDay: z.enum(days) })),
  }),
]);
const Recipient = z.looseObject({
  type: z.string(),
  id: z.string().nullish(),
  username: z.string().nullish(),
  name: z.string().nullish(),
});
const Rotation = z.looseObject({
  id: z.string().nullish(),
  name: z.string().nullish(),
  startDate: z.coerce.date(),
  endDate: z.coerce.date().nullish(),
  type: z.enum(["hourly", "daily", "weekly"]),
  length: z.number().int().min(1).default(1),
  participants: z.array(Recipient).min(1),
  timeRestriction: TimeRestriction.nullish(),
});
const Schedule = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  timezone: ZoneName,
  enabled: z.boolean().default(true),
  rotations: z.array(z.unknown()).min(1),
});
const Override = z.looseObject({
  _parent: z.looseObject({ id: z.string() }),
  user: Recipient,
  startDate: z.coerce.date(),
  endDate: z.coerce.date(),
  /** None: of all. */
  rotations: z.array(z.looseObject({ id: z.string() })).nullish(),
});
const Rule = z.looseObject({
  condition: z.string().default("if-not-acked"),
  notifyType: z.string().nullish(),
  delay: z.looseObject({
    timeAmount: z.number(),
    timeUnit: z.enum(["minutes", "hours", "days"]).default("minutes"),
  }),
  recipient: Recipient,
});
const Escalation = z.looseObject({
  id: z.string(),
  name: z.string(),
  rules: z.array(z.unknown()).min(1),
  repeat: z.looseObject({ count: z.number().int().nullish(), waitInterval: z.number().nullish() }).nullish(),
});
const User = z.looseObject({ id: z.string(), username: z.string(), fullName: z.string().nullish() });

export function isOpsgenie(data: Record<string, unknown>): boolean {
  return "escalations" in data || JSON.stringify(data.schedules ?? null).includes('"rotations"');
}

export function readOpsgenie(data: Record<string, unknown>): Foreign {
  const foreign = nothingOf("Opsgenie");
  const { people, left } = foreign;
  for (const { id, username, fullName } of readEach(data.users, User, "person", left))
    people.set(id, { name: fullName ?? username, email: username });
  const know = ({ id, username, name }: z.infer<typeof Recipient>) => {
    const ref = id ?? username ?? name ?? "";
    if (!people.has(ref)) people.set(ref, { name: name ?? username ?? ref, email: username ?? null });
    return ref;
  };
  /** A schedule's rotations are on call side by side there, so that each becomes a schedule of its own here. */
  const refsOf = new Map<string, string[]>();
  const rotationOf = new Map<ForeignSchedule, string | null | undefined>();
  for (const schedule of readEach(data.schedules, Schedule, "schedule", left)) {
    const { id, name, description, timezone: timeZone } = schedule;
    if (!schedule.enabled) {
      left.push({ what: name, why: "It is switched off there." });
      continue;
    }
    const rotations = readEach(schedule.rotations, Rotation, "rotation", left, name);
    for (const [place, rotation] of rotations.entries()) {
      const own = rotation.name ?? `Rotation ${place + 1}`;
      const whole = schedule.rotations.length > 1 ? `${name}, ${own}` : name;
      const windows = windowsOf(rotation.timeRestriction);
      if (windows === null) {
        left.push({ what: whole, why: "One of its restrictions is longer than a week." });
        continue;
      }
      const ref = `${id}/${place}`;
      refsOf.set(id, [...(refsOf.get(id) ?? []), ref]);
      const layer: Layer = {
        name: own,
        turns: rotation.participants.map((one) => turnOf(one, know, whole, left)),
        every: { unit: units[rotation.type], count: rotation.length },
        startsAt: wallAt(rotation.startDate, timeZone),
        endsAt: rotation.endDate ? wallAt(rotation.endDate, timeZone) : null,
        windows,
        restsOnHolidays: false,
      };
      const about = { ref, name: whole, description: description ?? "", timeZone };
      const made: ForeignSchedule = { ...about, layers: [layer], overrides: [] };
      foreign.schedules.push(made);
      rotationOf.set(made, rotation.id);
    }
  }
  for (const one of readEach(data.overrides, Override, "override", left)) {
    const { startDate: startsAt, endDate: endsAt, user, rotations } = one;
    const over = foreign.schedules.filter(
      (made) =>
        refsOf.get(one._parent.id)?.includes(made.ref) &&
        (!rotations?.length || rotations.some(({ id }) => id === rotationOf.get(made))),
    );
    if (user.type !== "user" || over.length === 0)
      left.push({ what: "An override", why: "It is of no person, or of no rotation that comes along." });
    else for (const { overrides } of over) overrides.push({ person: know(user), startsAt, endsAt });
  }
  for (const escalation of readEach(data.escalations, Escalation, "escalation", left))
    foreign.chains.push(chainOf(escalation, refsOf, know, left));
  return foreign;
}

function turnOf(
  one: z.infer<typeof Recipient>,
  know: (one: z.infer<typeof Recipient>) => string,
  schedule: string,
  left: Left[],
): string[] {
  if (one.type === "user") return [know(one)];
  if (one.type !== "none")
    left.push({ what: schedule, why: `A turn of the ${one.type} ${one.name ?? ""} is left to nobody.` });
  return [];
}

/** Delays are counted from the alert on there, and from the level before here. */
function chainOf(
  { id, name, rules: listed, repeat }: z.infer<typeof Escalation>,
  refsOf: ReadonlyMap<string, string[]>,
  know: (one: z.infer<typeof Recipient>) => string,
  left: Left[],
) {
  const rules = readEach(listed, Rule, "rule", left, name);
  const timed = rules
    .map(({ delay, ...rule }) => ({ ...rule, at: delay.timeAmount * minutesOf[delay.timeUnit] }))
    .sort((a, b) => a.at - b.at);
  const instants = [...new Set(timed.map(({ at }) => at))];
  if (rules.some(({ condition }) => condition !== "if-not-acked"))
    left.push({
      what: name,
      why: "Some rules wait for it to be closed; here a chain ends once somebody acknowledged.",
    });
  if ((instants[0] ?? 0) > 0)
    left.push({ what: name, why: `Its first level is called at once here, not after ${instants[0]} min.` });
  const steps = instants.map((at, place) => ({
    wait: Math.max(1, (instants[place + 1] ?? at + (repeat?.waitInterval ?? 10)) - at),
    targets: timed
      .filter((rule) => rule.at === at)
      .flatMap(({ recipient, notifyType }): ForeignTarget[] => {
        const named = recipient.name ?? recipient.username ?? "";
        if (recipient.type === "schedule" && notifyType && notifyType !== "default") {
          left.push({ what: `${name}, ${named}`, why: `It calls who is on call “${notifyType}”, not now.` });
          return [];
        }
        if (recipient.type === "schedule")
          return (refsOf.get(recipient.id ?? "") ?? []).map((ref) => ({
            kind: "schedule" as const,
            ref,
            name: named,
          }));
        if (recipient.type === "user")
          return [{ kind: "person" as const, ref: know(recipient), name: named }];
        return [{ kind: "team" as const, ref: recipient.id ?? named, name: named }];
      }),
  }));
  return { ref: id, name, repeats: Math.min(9, Math.max(0, repeat?.count ?? 0)), steps };
}

/** Null when a restriction cannot be kept. */
function windowsOf(restriction: z.infer<typeof TimeRestriction> | null | undefined): DutyWindow[] | null {
  if (!restriction) return [];
  const made =
    restriction.type === "time-of-day"
      ? [windowBetween(everyDay, restriction.restriction, null)]
      : restriction.restrictions.map((one) => {
          const start = days.indexOf(one.startDay);
          return windowBetween([start + 1], one, (days.indexOf(one.endDay) - start + 7) % 7);
        });
  return made.every((one): one is DutyWindow => one !== null) ? made : null;
}

type Between = { startHour: number; startMin: number; endHour: number; endMin: number };

/** `span`: days from its beginning to its end; null: the next time the clock shows the end. */
function windowBetween(on: number[], { startHour, startMin, endHour, endMin }: Between, span: number | null) {
  const [start, end] = [startHour * 60 + startMin, endHour * 60 + endMin];
  const over = span ?? (end <= start ? 1 : 0);
  const minutes = over * 1_440 + end - start;
  // On the same weekday, an end before the beginning is a week later.
  return windowOf(on, start, minutes > 0 ? minutes : minutes + 7 * 1_440);
}
