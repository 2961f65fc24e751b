/** Service levels: when the team is there, what a policy promises to whom, and a clock that runs against it. */
import { z } from "zod";

/** Working days of a customer's silence until a reminder is drafted, and again until closing is proposed. */
export const ReminderDelay = z.object({ days: z.number().int().min(1).max(60) });
export type ReminderDelay = z.infer<typeof ReminderDelay>;
export const usualReminderDelay: ReminderDelay = { days: 2 };

export const TimeZone = z.string().max(64).refine(isTimeZone, "Choose a time zone like Europe/Berlin");

/** Minutes since midnight; 1440 is the next one. */
const MinuteOfDay = z.number().int().min(0).max(1440);
const OpenSpan = z
  .object({ opens: MinuteOfDay, closes: MinuteOfDay })
  .refine(({ opens, closes }) => opens < closes, "Closing comes after opening");

/** When somebody is there to work: what follow-ups and answers that are due are counted in. */
export const WorkHours = z.object({
  timeZone: TimeZone,
  /** From Monday to Sunday; null: closed. */
  days: z
    .array(OpenSpan.nullable())
    .length(7)
    .refine((days) => days.some((span) => span !== null), "Somebody must be there on one day at least"),
  /** Dates on which nobody is there, as 2026-12-25. */
  holidays: z
    .array(z.string())
    .max(400, "At most 400 dates")
    .refine(
      (dates) => dates.every((date) => z.iso.date().safeParse(date).success),
      "Write dates as 2026-12-25",
    ),
});
export type WorkHours = z.infer<typeof WorkHours>;

const nineToFive = { opens: 9 * 60, closes: 17 * 60 };
export const usualHours: WorkHours = {
  timeZone: "UTC",
  days: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, null, null],
  holidays: [],
};

/** `first`: until somebody answers at all; `next`: until a later message is answered; `resolution`: until it is solved. */
export const clockKinds = ["first", "next", "resolution"] as const;
export type ClockKind = (typeof clockKinds)[number];

/** Statuses in which clocks may rest. */
export const pauseStates = ["waiting", "on_hold"] as const;

/** Shares of the time that is up, in percent, at which a clock warns; at 100 it is breached. */
export const warningLevels = [50, 80, 100] as const;

const Minutes = z
  .number()
  .int()
  .min(1)
  .max(365 * 24 * 60)
  .nullable();

export const priorities = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof priorities)[number];

/** What is promised for a priority, in minutes; null: nothing. */
export const Target = z.object({
  first: Minutes,
  next: Minutes,
  resolution: Minutes,
  /** Nights, weekends and holidays count as well. */
  roundTheClock: z.boolean(),
});
export type Target = z.infer<typeof Target>;

/** What is promised in some queues, to customers of some plans; empty lists: in all of them. */
export const SlaPolicy = z.object({
  key: z.string().min(1).max(60),
  name: z.string().trim().min(1, "Name the policy").max(80),
  queueIds: z.array(z.number().int()).max(1_000),
  plans: z.array(z.string().trim().min(1).max(80)).max(100),
  targets: z.object({ low: Target, normal: Target, high: Target, urgent: Target }),
  /** Null: the team's working hours. */
  hours: WorkHours.nullable(),
  /** Where its clocks rest. A response clock has stopped where the customer was answered. */
  pauses: z.array(z.enum(pauseStates)),
});
export type SlaPolicy = z.infer<typeof SlaPolicy>;

/** All policies: of those that hold for a ticket the first counts, and the last holds for every ticket. */
export const SlaPolicies = z.object({
  policies: z
    .array(SlaPolicy)
    .min(1)
    .max(50)
    .refine(
      (policies) => new Set(policies.map(({ key }) => key)).size === policies.length,
      "Two policies have the same key",
    )
    .refine((policies) => {
      const last = policies.at(-1);
      return last !== undefined && last.queueIds.length === 0 && last.plans.length === 0;
    }, "The last policy must hold for every queue and plan"),
});
export type SlaPolicies = z.infer<typeof SlaPolicies>;

const responses = (minutes: number): Target => ({
  first: minutes,
  next: minutes,
  resolution: null,
  roundTheClock: false,
});

/** What holds until somebody sets it: answers in time, urgent ones round the clock. */
export const usualPolicies: SlaPolicies = {
  policies: [
    {
      key: "standard",
      name: "Standard",
      queueIds: [],
      plans: [],
      targets: {
        low: responses(16 * 60),
        normal: responses(8 * 60),
        high: responses(2 * 60),
        urgent: { ...responses(30), roundTheClock: true },
      },
      hours: null,
      pauses: ["waiting", "on_hold"],
    },
  ],
};

/** A clock of a ticket. Its time is what was used until `runningSince` and what has passed in working time since. */
export const Clock = z.object({
  kind: z.enum(clockKinds),
  /** Key of the policy it runs under. */
  policy: z.string(),
  targetMs: z.number(),
  startedAt: z.coerce.date(),
  usedMs: z.number(),
  /** Null while it rests, and once it has stopped. */
  runningSince: z.coerce.date().nullable(),
  /** When the time is up; null while it rests. */
  dueAt: z.coerce.date().nullable(),
  stoppedAt: z.coerce.date().nullable(),
  breachedAt: z.coerce.date().nullable(),
  /** The last warning given, in percent. */
  warned: z.union([z.literal(0), z.literal(50), z.literal(80), z.literal(100)]),
  /** When it has something to say next. */
  nextAt: z.coerce.date().nullable(),
});
export type Clock = z.infer<typeof Clock>;

/** An iCalendar file with days off, as text. */
export const HolidayFileInput = z.object({ text: z.string().max(2_000_000) });
export const HolidayDates = z.object({ dates: z.array(z.string()) });

/** A clock as a ticket shows it. */
export const ClockView = Clock.extend({
  policyName: z.string(),
  /** Of its time, the share that is used; above 1 once it is up. */
  share: z.number(),
});
export type ClockView = z.infer<typeof ClockView>;

/** What became of a promise of an analyst. `kept`: answered, or solved, by then; `withdrawn`: the reply was withdrawn, or somebody said that it no longer counts. */
export const commitmentStates = ["open", "kept", "broken", "withdrawn"] as const;
export type CommitmentState = (typeof commitmentStates)[number];

export const Commitment = z.object({
  id: z.number(),
  ticketId: z.number(),
  /** The reply it was made in. */
  eventId: z.number(),
  ownerId: z.string().nullable(),
  ownerName: z.string(),
  /** The sentence. */
  text: z.string(),
  madeAt: z.coerce.date(),
  dueAt: z.coerce.date(),
  state: z.enum(commitmentStates),
  settledAt: z.coerce.date().nullable(),
  /** The event that kept it. */
  settledBy: z.number().nullable(),
  remindedAt: z.coerce.date().nullable(),
});
export type Commitment = z.infer<typeof Commitment>;

export const WithdrawCommitmentInput = z.object({ commitmentId: z.number().int() });

/** When whoever made it is reminded: with a fifth of the time left, at most two hours before. */
export function reminderAt({ madeAt, dueAt }: Pick<Commitment, "madeAt" | "dueAt">): Date {
  const span = dueAt.getTime() - madeAt.getTime();
  return new Date(dueAt.getTime() - Math.min(span / 5, 2 * 3_600_000));
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
