/** What monitoring says: an alert fires or has ended, from whatever system. */
import { z } from "zod";

export const alertStates = ["firing", "resolved"] as const;
export type AlertState = (typeof alertStates)[number];

/** From the gravest down. */
export const severities = ["critical", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/** Most labels of an alert that are kept, and the longest texts, in UTF-16 units. */
export const mostLabels = 128;
export const longestLabel = 2_000;
export const mostAnnotations = 64;
export const longestAnnotation = 16_000;

const Texts = z.record(z.string(), z.string());

/** An alert as any way in tells it. The fingerprint says which alert it is, for this source; one firing begins at `startsAt`. */
export const InboundAlert = z.object({
  fingerprint: z.string().min(1).max(200),
  state: z.enum(alertStates),
  name: z.string().max(300),
  severity: z.enum(severities).nullable(),
  startsAt: z.date(),
  /** Null while it fires. */
  endsAt: z.date().nullable(),
  labels: Texts,
  annotations: Texts,
  generatorUrl: z.string().max(4_000).nullable(),
  /** The group the source itself put it in; left out where it makes none, or one of everything. */
  groupKey: z.string().max(2_000).nullable().optional(),
  /** When it is over at the latest, where its source will never say that it is. */
  overAt: z.date().nullable().optional(),
  /** An end nobody told: it is taken to be over. */
  isPresumed: z.boolean().optional(),
  /** What could not be kept as it was sent, a sentence each. */
  flaws: z.array(z.string()).optional(),
});
export type InboundAlert = z.infer<typeof InboundAlert>;

export const RecordAlertsInput = z.object({
  /** The connector, or detector, it came by. */
  source: z.string().min(1).max(64),
  /** How people call that source; its id where left out. */
  sourceName: z.string().max(200).optional(),
  /** Key of the queue in which a ticket it opens starts. */
  queueKey: z.string().max(80).nullable().default(null),
  alerts: z.array(InboundAlert).max(10_000),
});
export type RecordAlertsInput = z.input<typeof RecordAlertsInput>;

/** An alert as it stands. */
export const Alert = z.object({
  id: z.number(),
  source: z.string(),
  fingerprint: z.string(),
  name: z.string(),
  state: z.enum(alertStates),
  severity: z.enum(severities).nullable(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date().nullable(),
  firstSeenAt: z.coerce.date(),
  lastSeenAt: z.coerce.date(),
  /** How many times it has fired. */
  occurrences: z.number(),
  labels: Texts,
  annotations: Texts,
  generatorUrl: z.string().nullable(),
});
export type Alert = z.infer<typeof Alert>;

/** The graver of two; null is the least. */
export function graver(one: Severity | null, other: Severity | null): Severity | null {
  return gravity(one) >= gravity(other) ? one : other;
}

/** 3 for critical down to 0 for none. */
export function gravity(severity: Severity | null): number {
  return severity === null ? 0 : severities.length - severities.indexOf(severity);
}
