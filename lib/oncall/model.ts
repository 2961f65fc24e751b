/** Who is called when something cannot wait: schedules, chains, pages and the ways a person is reached. */
import { z } from "zod";
import { WallTime } from "./wall-time";

const name = z.string().trim().min(1, "Enter a name").max(120);
const id = z.number().int();
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

/** What may wake somebody. */
export const pageCauses = ["incident", "handover", "approval", "due_soon", "breach"] as const;
export type PageCause = (typeof pageCauses)[number];
export const urgencies = ["critical", "high", "normal"] as const;
export type Urgency = (typeof urgencies)[number];

/** Which chain a cause goes to: the first rule that fits counts. */
export const PageRule = z.object({
  cause: z.enum(pageCauses),
  /** Null: any queue. */
  queueId: id.nullable(),
  /** The least urgency; what is less urgent falls to the next rule. */
  atLeast: z.enum(urgencies),
  chainId: id,
});
export type PageRule = z.infer<typeof PageRule>;

export const mostBriefLines = 8;

/** `unanswered`: every step was gone through and nobody acknowledged; it stands with its last resort. */
export const pageStatuses = ["open", "acknowledged", "unanswered", "resolved"] as const;
export type PageStatus = (typeof pageStatuses)[number];
export const pageEventKinds = [
  "opened",
  "joined",
  "called",
  "nobody",
  "escalated",
  "unanswered",
  "sent",
  "failed",
  "seen",
  "acknowledged",
  "taken_over",
  "resolved",
] as const;
export const PageEvent = z.object({
  id: z.number(),
  at: z.coerce.date(),
  kind: z.enum(pageEventKinds),
  actorName: z.string(),
  text: z.string(),
});
export const Page = z.object({
  id: z.number(),
  cause: z.enum(pageCauses),
  urgency: z.enum(urgencies),
  title: z.string(),
  brief: z.array(z.string()),
  status: z.enum(pageStatuses),
  ticketId: z.number().nullable(),
  incidentId: z.number().nullable(),
  chainName: z.string(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  openedAt: z.coerce.date(),
  escalatesAt: z.coerce.date().nullable(),
  step: z.number(),
  version: z.number(),
  /** People who have been called and not yet answered. */
  calledIds: z.array(z.string()),
});
export type Page = z.infer<typeof Page>;
export type PageEvent = z.infer<typeof PageEvent>;
export const PageDetail = Page.extend({ events: z.array(PageEvent) });
export type PageDetail = z.infer<typeof PageDetail>;
export const PageList = z.object({ open: z.array(Page), past: z.array(Page) });

export const channelKinds = ["email", "push", "webhook", "slack"] as const;
export type ChannelKind = (typeof channelKinds)[number];
/** A way to reach a person, as that person's page shows it. */
export const Channel = z.object({
  id: z.number(),
  kind: z.enum(channelKinds),
  label: z.string(),
  lastError: z.string().nullable(),
  lastSentAt: z.coerce.date().nullable(),
});
export type Channel = z.infer<typeof Channel>;

export const noticeStatuses = ["waiting", "sending", "sent", "failed", "withdrawn"] as const;
export const ContactRule = z.object({ channelId: id, after: z.number().int().min(0).max(240) });
export type ContactRule = z.infer<typeof ContactRule>;

/** A calendar address of whoever asks: of one schedule, or of all their own shifts. */
export const Feed = z.object({
  id: z.number(),
  scheduleId: z.number().nullable(),
  scheduleName: z.string().nullable(),
  createdAt: z.coerce.date(),
  readAt: z.coerce.date().nullable(),
});
export type Feed = z.infer<typeof Feed>;

/** What an export of another system would become here. */
export const ImportPlan = z.object({
  system: z.string(),
  people: z.array(
    z.object({ name: z.string(), email: z.string().nullable(), userId: z.string().nullable() }),
  ),
  schedules: z.array(z.object({ name: z.string(), timeZone: z.string(), layers: z.array(Layer) })),
  chains: z.array(
    z.object({
      name: z.string(),
      steps: z.array(z.object({ wait: z.number(), targets: z.array(z.object({ name: z.string() })) })),
    }),
  ),
  left: z.array(z.object({ what: z.string(), why: z.string() })),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

/** What one line of a shift's hand-over is about. */
export const handoverKinds = ["page", "incident", "ticket", "action", "snoozed", "silence"] as const;
export const HandoverItem = z.object({
  kind: z.enum(handoverKinds),
  title: z.string(),
  href: z.string(),
  owner: z.string().nullable(),
  nextStep: z.string(),
  /** When it comes back or lapses by itself. */
  until: z.coerce.date().nullable(),
});
export type HandoverItem = z.infer<typeof HandoverItem>;

/** The end of a shift as it was written down, and who has signed. */
export const Handover = z.object({
  id: z.number(),
  scheduleName: z.string(),
  fromId: z.string(),
  toId: z.string(),
  note: z.string(),
  items: z.array(HandoverItem),
  writtenAt: z.coerce.date(),
  signedFromAt: z.coerce.date().nullable(),
  signedToAt: z.coerce.date().nullable(),
});
export type Handover = z.infer<typeof Handover>;

/** What of on-call is set up once for everybody. */
export type SetupPart = "rules" | "mail" | "push";
