/** How a trace goes on where its first process does not: as W3C `traceparent`, in a job or for each arrival of a batch. */
import { type Context, context, createContextKey, type SpanContext, trace } from "@opentelemetry/api";
import type { JobName } from "../jobs/model";
import { inSpan } from "./span";

/** What a job carries of the trace it comes from. */
export type Carried = { traceparent: string; isFar?: boolean };

/** A job due later than this is a trace of its own that points to the one it comes from, in milliseconds. */
const farAway = 60_000;

/** The open span as others may go on from it; undefined where none is open. */
export function traceparent(): string | undefined {
  return written(trace.getActiveSpan()?.spanContext());
}

/** What a job that is put into the queue now carries; `of` names the arrival it is for, where several share a transaction. */
export function carried({ at, of }: { at?: Date | undefined; of?: string | undefined }): Carried | undefined {
  const from = (of !== undefined && arrivalsOf(context.active())?.get(of)) || traceparent();
  if (!from) return undefined;
  return { traceparent: from, ...(at && at.getTime() - Date.now() > farAway && { isFar: true }) };
}

/** Does `work` as part of the trace a sender began, where it says so in the W3C form. */
export function goingOnFrom<T>(given: string | undefined, work: () => Promise<T>): Promise<T> {
  const parent = read(given);
  return parent ? context.with(trace.setSpanContext(context.active(), parent), work) : work();
}

/** Does a job within a span of the trace it carries. */
export function inJobSpan<T>(name: JobName, from: Carried | undefined, work: () => Promise<T>): Promise<T> {
  const before = read(from?.traceparent);
  const options = { kind: "consumer", facts: { "vigil.job": name } } as const;
  if (!before || !from?.isFar)
    return goingOnFrom(from?.traceparent, () => inSpan(`job ${name}`, options, work));
  return inSpan(`job ${name}`, { ...options, links: [{ context: before }], root: true }, work);
}

const arrivalsKey = createContextKey("vigil.arrivals");
const arrivalsOf = (from: Context) => from.getValue(arrivalsKey) as ReadonlyMap<string, string> | undefined;

/** Somebody's arrival that waits for a transaction shared with others: the span it waits in, and what its items are called. */
export type Waiting = { within: Context; names: readonly string[] };

/** An arrival as it is now. */
export function waiting(names: readonly string[]): Waiting {
  return { within: context.active(), names };
}

/**
 * Does `work` for several arrivals at once: within the trace of the first, which points to those of the others; jobs
 * that are put into the queue for an item go on in its own arrival's trace.
 */
export function forArrivals<T>(arrivals: readonly Waiting[], work: () => Promise<T>): Promise<T> {
  const [first, ...others] = arrivals;
  if (!first) return work();
  const from = arrivals.flatMap(({ within, names }) => {
    const parent = written(trace.getSpanContext(within));
    return parent ? names.map((name): [string, string] => [name, parent]) : [];
  });
  if (from.length === 0) return context.with(first.within, work);
  const links = others.flatMap(({ within }) => {
    const other = trace.getSpanContext(within);
    return other ? [{ context: other }] : [];
  });
  const options = { facts: { "vigil.arrivals": arrivals.length }, links };
  return context.with(first.within.setValue(arrivalsKey, new Map(from)), () =>
    inSpan("commit arrivals", options, work),
  );
}

function written(open: SpanContext | undefined): string | undefined {
  if (!open || !trace.isSpanContextValid(open)) return undefined;
  return `00-${open.traceId}-${open.spanId}-${(open.traceFlags & 1).toString().padStart(2, "0")}`;
}

function read(given: string | undefined): SpanContext | null {
  const [, traceId, spanId, flags] =
    /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/.exec(given ?? "") ?? [];
  if (!traceId || !spanId || !flags) return null;
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return trace.isSpanContextValid(parent) ? parent : null;
}
