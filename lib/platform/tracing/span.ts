/** A span of a trace, where somebody collects traces; without a collector this costs a function call. */
import { context, type Link, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AppError } from "../errors";
import { type Facts, type SpanName, tellable } from "./facts";

/** Whose spans these are, as a collector groups them. */
export const ownScope = "vigil";

export type SpanOptions = {
  /** What it is to those beside it: it answers a request, works on a job, or asks another system. */
  kind?: "server" | "consumer" | "client";
  facts?: Facts;
  links?: Link[];
  /** It begins a trace of its own. */
  root?: boolean;
};

const kindOf = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
} as const;

/** Does `work` within a span under the one that is open; `tell` adds facts. What `work` throws is told by its kind alone. */
export function inSpan<T>(
  name: SpanName,
  { kind, facts = {}, links = [], root = false }: SpanOptions,
  work: (tell: (facts: Facts) => void) => Promise<T>,
): Promise<T> {
  const options = {
    kind: kind ? kindOf[kind] : SpanKind.INTERNAL,
    attributes: tellable(facts),
    links,
    root,
  };
  return trace.getTracer(ownScope).startActiveSpan(name, options, context.active(), async (span) => {
    try {
      return await work((told) => span.setAttributes(tellable(told)));
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function fail(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttributes(tellable({ "error.type": typeOf(error) }));
}

/** A code of ours or of the database, else the class of what was thrown. */
function typeOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** The names of the open trace and span for a line of the log; nothing where there is none. */
export function openTrace(): { trace_id?: string; span_id?: string } {
  const open = trace.getActiveSpan()?.spanContext();
  return open ? { trace_id: open.traceId, span_id: open.spanId } : {};
}
