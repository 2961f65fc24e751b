/** Words of on-call: states, causes, and times as a schedule's own clock shows them. */
import type { ChannelKind, PageCause, PageEvent, PageStatus, Urgency } from "#lib/oncall/paging/model";
import type { Tone } from "../ui/badge";

export const causeWords = {
  incident: "Incident",
  handover: "Handed over",
  approval: "Approval undecided",
  watch: "Watch rule",
  due_soon: "Due soon",
  breach: "SLA breach",
} as const satisfies Record<PageCause, string>;

export const urgencyWords = {
  critical: "Critical",
  high: "High",
  normal: "Normal",
} as const satisfies Record<Urgency, string>;
export const urgencyTones = {
  critical: "critical",
  high: "caution",
  normal: "neutral",
} as const satisfies Record<Urgency, Tone>;
export const statusWords = {
  open: "Calling",
  acknowledged: "Acknowledged",
  unanswered: "Unanswered",
  resolved: "Resolved",
} as const satisfies Record<PageStatus, string>;
export const statusTones = {
  open: "critical",
  acknowledged: "accent",
  unanswered: "critical",
  resolved: "neutral",
} as const satisfies Record<PageStatus, Tone>;

export const channelWords = {
  email: "E-mail",
  push: "This browser",
  webhook: "Webhook",
  slack: "Slack",
} as const satisfies Record<ChannelKind, string>;

/** What happened to a page, before its own text. */
export const eventWords = {
  opened: "Opened",
  joined: "Also",
  called: "",
  nobody: "",
  escalated: "Escalated",
  unanswered: "",
  sent: "",
  failed: "Not delivered",
  seen: "Seen",
  acknowledged: "Acknowledged",
  taken_over: "Taken over",
  resolved: "Resolved",
} as const satisfies Record<PageEvent["kind"], string>;

/** "Mon 30 Nov, 09:00", in the zone given. */
export function zonedTime(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(time);
}

/** "Mon 30 Nov", in the zone given. */
export function zonedDay(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
  }).format(time);
}

/** "Mon 30", in the zone given, where the month stands above. */
export function zonedDate(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", day: "numeric" }).format(time);
}

/** Names by id, joined; a person who is not at the desk any more is called that. */
export function namesOf(ids: readonly string[], people: readonly { id: string; name: string }[]): string {
  if (ids.length === 0) return "Nobody";
  return ids.map((id) => people.find((one) => one.id === id)?.name ?? "somebody who left").join(", ");
}
