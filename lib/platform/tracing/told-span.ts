/** A span as it is told: whoever made it, without anything that could hold somebody's words. */
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { tellable } from "./facts";
import { ownScope } from "./span";

/** The span without foreign attributes, and without events and messages: an error is told there word for word. */
export function toldSpan(span: ReadableSpan): ReadableSpan {
  const attributes = tellable(span.attributes);
  return {
    name: isOwn(span) ? span.name : nameFrom(attributes, span.instrumentationScope.name),
    kind: span.kind,
    spanContext: () => {
      // Other systems write into a trace's state what they like.
      const { traceId, spanId, traceFlags, isRemote } = span.spanContext();
      return { traceId, spanId, traceFlags, ...(isRemote !== undefined && { isRemote }) };
    },
    ...(span.parentSpanContext && { parentSpanContext: span.parentSpanContext }),
    startTime: span.startTime,
    endTime: span.endTime,
    status: { code: span.status.code === SpanStatusCode.ERROR ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes,
    links: span.links.map(({ context: { traceId, spanId, traceFlags } }) => ({
      context: { traceId, spanId, traceFlags },
    })),
    events: [],
    duration: span.duration,
    ended: span.ended,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** False for what a library does unasked, such as reading its own files at a start: a trace of its own would tell nothing. */
export function isWorthTelling(span: ReadableSpan): boolean {
  return isOwn(span) || span.parentSpanContext !== undefined || span.kind !== SpanKind.INTERNAL;
}

const isOwn = ({ instrumentationScope }: ReadableSpan) => instrumentationScope.name === ownScope;

/** A library may name a span after an address it asked: it is called after what it did and the pattern of its route. */
function nameFrom(told: ReturnType<typeof tellable>, library: string): string {
  const route = told["http.route"] ?? told["next.route"];
  const verb = told["http.method"] ?? told["next.span_type"];
  return [verb, route].filter(Boolean).join(" ") || library;
}
