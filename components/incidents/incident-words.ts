/** The words of incidents: states, severities, why an alert belongs to one, what happened to it. */

import type {
  IncidentEvent,
  IncidentStatus,
  IncidentView,
  JoinReason,
  MajorState,
} from "#lib/incidents/model";
import { countWords } from "#lib/platform/count/rules";
import { percentWords } from "#lib/platform/percent/rules";
import type { Severity } from "#lib/signals/model";
import type { Tone } from "../ui/badge";
import { durationWords } from "../ui/time-words";

export const viewWords = {
  active: "Active",
  resolved: "Resolved",
  all: "All",
} as const satisfies Record<IncidentView, string>;

export const statusWords = {
  open: "Firing",
  settling: "Quiet",
  resolved: "Resolved",
  merged: "Merged",
} as const satisfies Record<IncidentStatus, string>;

/** One that only customers told of fires nothing. */
export function statusWordsOf({ status, members }: { status: IncidentStatus; members: number }): string {
  return status === "open" && members === 0 ? "Open" : statusWords[status];
}

/** Whether it is a major incident, null where nobody asks. */
export const majorWords = {
  none: null,
  proposed: "Possible major incident",
  confirmed: "Major incident",
  dismissed: null,
} as const satisfies Record<MajorState, string | null>;

export const statusTones = {
  open: "critical",
  settling: "caution",
  resolved: "positive",
  merged: "neutral",
} as const satisfies Record<IncidentStatus, Tone>;

export const severityWords = {
  critical: "Critical",
  warning: "Warning",
  info: "Info",
} as const satisfies Record<Severity, string>;

export const severityTones = {
  critical: "critical",
  warning: "caution",
  info: "neutral",
} as const satisfies Record<Severity, Tone>;

/** Why an alert belongs to its incident, as a sentence. */
export function reasonWords(reason: JoinReason): string {
  const { rule, shared = {}, gap, aside = [] } = reason;
  const after = gap === undefined ? "" : `, ${durationWords(gap * 1000)} apart`;
  switch (rule) {
    case "first":
      return "Opened this incident";
    case "again":
      return "Fired again";
    case "group":
      return `Same group of the source: ${shared.group ?? "one group"}`;
    case "component":
      return `Same ${listed(shared)}${after}`;
    case "series": {
      const but = aside.length > 0 ? `, whatever its ${aside.slice(0, 3).join(", ")}` : "";
      return `Same ${listed(shared)}${but}${after}`;
    }
    case "together": {
      const calls = reason.path ? `; ${callWords(reason)}` : "";
      return reason.by
        ? `Put together with ${reason.with} before by people${after}${calls}`
        : `Failed together with ${reason.with} in ${reason.together} of ${reason.of} earlier failures${after}${calls}`;
    }
    case "dependency":
      return `${callWords(reason)}${after}`;
    case "burst":
      return `Failed in the same ${listed(shared)}${after}, where something fails ${perDay(reason.rate)} a day`;
    case "storm":
      return `Its source opened ${reason.of} incidents within 5 minutes; more come together here`;
    case "person":
      return `Put here by ${reason.by ?? "a person"}`;
    case "apart":
      return `Fits a failure that began with ${reason.with} better than one that began with ${reason.than}`;
    case "migrated":
      return "Had a ticket of its own in an earlier version";
    case "alike":
      return `Says the same as ticket #${reason.with}${reason.probability === undefined ? "" : ` (${percentWords(reason.probability)} sure)`}`;
    case "told":
      return "Was told of it before they wrote";
  }
}

/** What happened, as a line of the timeline. */
export function eventWords({ kind, data }: IncidentEvent): string {
  switch (kind) {
    case "opened":
      return data.by ? "The first customer wrote" : "The first alert fired";
    case "severity":
      return `Severity rose to ${severityWords[data.to as Severity] ?? "unknown"}`;
    case "settling":
      return "Every alert has ended";
    case "resolved":
      return "Resolved: every alert has ended, and none came back";
    case "reopened":
      return "Fires again";
    case "split":
      return `${
        data.from
          ? `Split from incident ${data.from}`
          : `${countWords(Number(data.alerts), "alert was", "alerts were")} split off`
      }${data.second ? `: one failure began with ${data.first}, another with ${data.second}` : ""}`;
    case "merged":
      return data.into
        ? `Merged into incident ${data.into}`
        : `Incident ${data.from} was merged into this one`;
    case "ticket_joined":
      return `Ticket #${data.ticketId} joined`;
    case "ticket_left":
      return `Ticket #${data.ticketId} left`;
    case "confirmed":
      return "Confirmed as a major incident";
    case "dismissed":
      return "Not a major incident";
    case "update":
      return String(data.text ?? "Status update");
    case "suspected":
      return `${countWords(Number(data.customers), "customer")} wrote the same within ${countWords(Number(data.minutes), "minute")}: possible major incident`;
    case "told":
      return `${countWords(Number(data.customers), "customer was", "customers were")} told`;
    case "closed":
      return "Closed: it is over";
    case "ahead":
      return `Messages to ${countWords(Number(data.customers), "customer who has", "customers who have")} not written were proposed`;
    case "follow_up":
      return Number(data.customers) > 0
        ? `Closing replies to ${countWords(Number(data.customers), "customer who was", "customers who were")} told were proposed`
        : "Nobody had been told, so nobody has to hear that it is over";
  }
}

/** Who calls whom: "checkout calls cart, which calls payments". */
function callWords({ path = [], isShared }: JoinReason): string {
  const [first, next, ...others] = path;
  const last = path.at(-1);
  if (isShared) return `${first} and ${last} both call ${next}`;
  return `${first} calls ${[next, ...others].join(", which calls ")}`;
}

function perDay(rate = 0): string {
  return `${Math.max(1, Math.round(rate * 24))} ×`;
}

function listed(texts: Record<string, string>): string {
  return Object.entries(texts)
    .slice(0, 4)
    .map(([name, text]) => `${name === "alertname" ? "alert" : name.replaceAll("_", " ")} ${text}`)
    .join(" and ");
}
