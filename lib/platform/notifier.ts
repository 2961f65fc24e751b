/** Wakes the listeners of all processes after commits: one batched NOTIFY per process, never inside a transaction. */
import { sideConnection } from "#db/client";
import { processWide } from "#db/process-wide";

/** NOTIFY takes a lock that serialises commits (it halved commit throughput when measured), so it stays out of them. */
export const wakeChannel = "vigil_wake";
/** The least pause between two notifications of a process, in milliseconds. */
export const pauseMs = 12;
/** A payload holds at most 8,000 bytes; an id takes up to 17. */
const mostDrafts = 400;

type Notifier = { isDue: boolean; isRunning: boolean; drafts: Set<number> };
const made = processWide<Notifier>("notifier");

/** Tells every process that the change feed has grown. At once after a quiet moment, else with the next batch. */
export function wakeListeners(): void {
  const notifier = state();
  notifier.isDue = true;
  if (!notifier.isRunning) void run(notifier);
}

/** Tells every process that a live draft has grown or gone. */
export function announceDraft(ticketId: number): void {
  state().drafts.add(ticketId);
  wakeListeners();
}

/** Tickets whose live draft a notification is about. */
export function draftsOf(payload: string): number[] {
  return payload ? payload.split(",").map(Number) : [];
}

async function run(notifier: Notifier): Promise<void> {
  notifier.isRunning = true;
  while (notifier.isDue || notifier.drafts.size > 0) {
    notifier.isDue = false;
    const drafts = [...notifier.drafts].slice(0, mostDrafts);
    for (const ticketId of drafts) notifier.drafts.delete(ticketId);
    try {
      await sideConnection()`select pg_notify(${wakeChannel}, ${drafts.join(",")})`;
    } catch {
      // Listeners also poll: a lost notification costs a second, and the lost connection is made again.
    }
    await new Promise((resume) => setTimeout(resume, pauseMs));
  }
  notifier.isRunning = false;
}

function state(): Notifier {
  made.value ??= { isDue: false, isRunning: false, drafts: new Set() };
  return made.value;
}
