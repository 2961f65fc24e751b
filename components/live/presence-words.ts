/** What colleagues do on a ticket, in words. Pure. */

import type { Presence } from "#lib/inbox/model";
import { isolated } from "#lib/platform/direction/rules";
import type { Activity } from "#lib/tickets/rules";

const doingWords = {
  looking: "is here",
  recording: "is recording a result",
  noting: "is writing a note",
  replying: "is replying",
  editing: "is editing this proposal",
} as const satisfies Record<Activity, string>;

const shortWords = {
  looking: "here",
  recording: "recording a result",
  noting: "writing a note",
  replying: "replying",
  editing: "editing",
} as const satisfies Record<Activity, string>;

/** For a row of the list, which stands for the whole ticket: "Hannah Brekke – editing". */
export function presenceLabel({ userName, doing }: Pick<Presence, "userName" | "doing">): string {
  return `${isolated(userName)} – ${shortWords[doing]}`;
}

/** "Hannah Brekke is editing this proposal", one sentence a person. */
export function presenceWords({ userName, doing }: Pick<Presence, "userName" | "doing">): string {
  return `${isolated(userName)} ${doingWords[doing]}`;
}

/** Those who write to the customer or work on a proposal now: two who answer at once is what this prevents. */
export function answering<One extends Pick<Presence, "doing">>(colleagues: readonly One[]): One[] {
  return colleagues.filter(({ doing }) => doing === "editing" || doing === "replying");
}
