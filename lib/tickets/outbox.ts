/** Replies on their way out: when each is taken up, and how many could not be delivered. */
import type { Ctx } from "#lib/platform/context";
import { cancelJob, enqueue } from "#lib/platform/jobs/enqueue";
import { addToBadges } from "./consequences";

/** Schedules the delivery of a reply for `at`, in the caller's transaction. */
export async function sendAt(tx: Ctx, eventId: number, at: Date): Promise<void> {
  await enqueue(tx, "tickets.deliver", { eventId }, { id: jobId(eventId, at), at });
}

/** Takes that back. */
export async function doNotSendAt(tx: Ctx, eventId: number, at: Date): Promise<void> {
  await cancelJob(tx, jobId(eventId, at));
}

/** Counts replies that could not be delivered, and those that are tried again after all. */
export async function countUndelivered(tx: Ctx, value: 1 | -1): Promise<void> {
  await addToBadges(tx, [{ scope: "undelivered", key: "", value }]);
}

function jobId(eventId: number, at: Date): string {
  return `deliver:${eventId}:${at.getTime()}`;
}
