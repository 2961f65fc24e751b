/** A job queue in memory: what a worker would run, in the order of its due times, on a clock the caller holds. */
import { randomUUID } from "node:crypto";
import type { JobSink, NewJob } from "./model";

export type VirtualQueue = JobSink & {
  /** Takes out the job that is due first, at `upTo` at the latest; null when there is none. */
  next: (upTo: Date) => DueJob | null;
};

/** Forgets every job: what a replay learns and runs it does itself. */
export const noQueue: JobSink = { put: () => [], cancel: () => {} };

/** A job with the instant it is due at. */
export type DueJob = { job: NewJob; at: Date };

/** Opens an empty queue; `now` is the clock that jobs without a due time are put in by. */
export function virtualQueue(now: () => Date): VirtualQueue {
  const waiting = new Map<string, DueJob>();
  const started = new Set<string>();
  return {
    put: (jobs) =>
      jobs.map((job) => {
        const id = job.options?.id ?? randomUUID();
        if (!started.has(id) && !waiting.has(id)) waiting.set(id, { job, at: job.options?.at ?? now() });
        return id;
      }),
    cancel: (ids) => {
      for (const id of ids) waiting.delete(id);
    },
    next: (upTo) => {
      // A map keeps the order of arrival, and sorting keeps it among equals.
      const [first] = [...waiting].sort(([, a], [, b]) => a.at.getTime() - b.at.getTime());
      if (!first || first[1].at > upTo) return null;
      waiting.delete(first[0]);
      started.add(first[0]);
      return first[1];
    },
  };
}
