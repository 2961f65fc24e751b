/** Wakes the listeners of all processes after commits: one batched NOTIFY per process, never inside a transaction. */
import { sideConnection } from "#db/client";
import { processWide } from "#db/process-wide";

/** NOTIFY takes a lock that serialises commits (it halved commit throughput when measured), so it stays out of them. */
export const wakeChannel = "vigil_wake";
/** Names the queues that jobs have come into; apart from the other, so that what only a browser hears wakes no worker. */
export const jobsChannel = "vigil_jobs";
/** The least pause between two notifications of a process, in milliseconds. */
export const pauseMs = 12;
/** A payload holds at most 8,000 bytes; an id takes up to 17. */
const mostDrafts = 400;

type Notifier = { isDue: boolean; isRunning: boolean; drafts: Set<number>; queues: Set<string> };
const made = processWide<Notifier>("notifier");

/** Tells every process that the change feed has grown. At once after a quiet moment, else with the next batch. */
export function wakeListeners(): void {
  const notifier = state();
  notifier.isDue = true;
  go(notifier);
}

/** Tells every process that a live draft has grown or gone. */
export function announceDraft(ticketId: number): void {
  state().drafts.add(ticketId);
  wakeListeners();
}

/** Tells every worker that there are jobs in these queues. */
export function announceJobs(queues: Iterable<string>): void {
  const notifier = state();
  for (const queue of queues) notifier.queues.add(queue);
  go(notifier);
}

/** Queues a notification is about. */
export function queuesOf(payload: string): string[] {
  return payload ? payload.split(",") : [];
}

/** Tickets whose live draft a notification is about. */
export function draftsOf(payload: string): number[] {
  return payload ? payload.split(",").map(Number) : [];
}

function go(notifier: Notifier): void {
  if (!notifier.isRunning) void run(notifier);
}

async function run(notifier: Notifier): Promise<void> {
  notifier.isRunning = true;
  for (let due = take(notifier); due.channels.length > 0; due = take(notifier)) {
    try {
      await sideConnection()`
        select pg_notify(told.channel, told.payload)
        from unnest(${due.channels}::text[], ${due.payloads}::text[]) as told(channel, payload)`;
    } catch {
      // Listeners also poll: a lost notification costs a second, and the lost connection is made again.
    }
    await new Promise((resume) => setTimeout(resume, pauseMs));
  }
  notifier.isRunning = false;
}

/** What is to be told now, each channel with its payload. */
function take(notifier: Notifier): { channels: string[]; payloads: string[] } {
  const due = { channels: [] as string[], payloads: [] as string[] };
  if (notifier.isDue || notifier.drafts.size > 0) {
    const drafts = [...notifier.drafts].slice(0, mostDrafts);
    for (const ticketId of drafts) notifier.drafts.delete(ticketId);
    due.channels.push(wakeChannel);
    due.payloads.push(drafts.join(","));
  }
  if (notifier.queues.size > 0) {
    due.channels.push(jobsChannel);
    due.payloads.push([...notifier.queues].join(","));
  }
  notifier.isDue = false;
  notifier.queues.clear();
  return due;
}

function state(): Notifier {
  made.value ??= { isDue: false, isRunning: false, drafts: new Set(), queues: new Set() };
  return made.value;
}
