/** Who is called when something cannot wait: schedules and the chains that call people. */
import { z } from "zod";
import { WallTime } from "./wall-time";

const name = z.string().trim().min(1, "Enter a name").max(120);
const userId = z.string().max(100);

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time of day like 09:00");

/** Days of the week as ISO 8601 counts them. */
export const weekdays = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/** Hours a layer is limited to: from a time of some weekdays to a time `span` days later. */
export const DutyWindow = z
  .object({
    /** 1 is Monday. */
    days: z.array(z.number().int().min(1).max(7)).min(1, "Choose a day").max(7),
    from: timeOfDay,
    to: timeOfDay,
    span: z.number().int().min(0).max(7),
  })
  .refine(({ from, to, span }) => span > 0 || to > from, "The end must lie after the beginning");
export type DutyWindow = z.infer<typeof DutyWindow>;

export const rotationUnits = ["hour", "day", "week"] as const;
export const Layer = z.object({
  name,
  /** Whose turn follows whose; several people may share one. Somebody may be named again, and nobody is a turn off. */
  turns: z.array(z.array(userId).max(20)).min(1, "Add somebody").max(100),
  every: z.object({ unit: z.enum(rotationUnits), count: z.number().int().min(1).max(366) }),
  /** The first hand-over; the others follow at the same time of day. */
  startsAt: WallTime,
  endsAt: WallTime.nullable(),
  /** Empty: always. */
  windows: z.array(DutyWindow).max(30),
  /** Whether the layer is off on holidays of the schedule's calendars. */
  restsOnHolidays: z.boolean().default(false),
});
export type Layer = z.infer<typeof Layer>;

/** A time somebody else takes: everybody's, or one person's. */
export const Override = z.object({
  id: z.number(),
  userId: z.string(),
  replaces: z.string().nullable(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  reason: z.string(),
  /** The calendar it came from. */
  calendarId: z.number().nullable(),
});
export type Override = z.infer<typeof Override>;

/** A free day, or several, of a calendar. */
export const Holiday = z.object({ name: z.string(), startsAt: z.coerce.date(), endsAt: z.coerce.date() });
export type Holiday = z.infer<typeof Holiday>;

export type ScheduleRules = {
  timeZone: string;
  /** The last one counts most. */
  layers: readonly Layer[];
  overrides: readonly Override[];
  holidays: readonly Pick<Holiday, "startsAt" | "endsAt">[];
};

/** Who is on call from one instant to another; nobody in a gap. */
export const Shift = z.object({
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  userIds: z.array(z.string()),
  /** The layer by its place, or that somebody took it over. */
  from: z.union([z.number(), z.literal("override"), z.null()]),
});
export type Shift = z.infer<typeof Shift>;

/** Who is on call on a schedule. */
export const OnCall = z.object({
  scheduleId: z.number(),
  name: z.string(),
  timeZone: z.string(),
  now: Shift,
  next: Shift.nullable(),
  /** The first time within two weeks at which nobody is. */
  firstGap: Shift.nullable(),
});
export type OnCall = z.infer<typeof OnCall>;
export type Schedule = {
  id: number;
  version: number;
  name: string;
  description: string;
  timeZone: string;
  layers: Layer[];
};
export type ScheduleCalendar = {
  id: number;
  name: string;
  isFollowed: boolean;
  readAt: Date | null;
  lastError: string | null;
};
export type ScheduleView = {
  schedule: Schedule;
  from: Date;
  to: Date;
  shifts: Shift[];
  layers: Shift[][];
  overrides: Override[];
  holidays: Holiday[];
  calendars: ScheduleCalendar[];
  now: Shift;
  next: Shift | null;
};

/** A shift that is over or goes on, with the pages it brought. */
export type LoadedShift = {
  scheduleId: number;
  schedule: string;
  /** Who was on call; empty in a gap. */
  names: string[];
  startsAt: Date;
  endsAt: Date;
  pages: number;
};

/** What is called on a step of a chain. */
export const targetKinds = ["person", "schedule", "queue"] as const;
export const StepTarget = z.object({ kind: z.enum(targetKinds), id: z.string().max(100) });
export type StepTarget = z.infer<typeof StepTarget>;
export const ChainStep = z.object({
  targets: z.array(StepTarget).min(1, "Choose whom to call").max(20),
  /** Minutes until the next step, when nobody has acknowledged. */
  wait: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
});
export type ChainStep = z.infer<typeof ChainStep>;
export const Chain = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  steps: z.array(ChainStep),
  repeats: z.number(),
  lastResort: z.string(),
});
export type Chain = z.infer<typeof Chain>;

/** What of on-call is set up once for everybody. */
export type SetupPart = "rules" | "mail" | "push";
