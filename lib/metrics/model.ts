/** Metrics: where they come from, the series they make, what is found in them, and what changed meanwhile. */
import { z } from "zod";
import { instant } from "#lib/platform/instant";

export const sourceKinds = ["push", "promql"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** `cold`: too young to be judged. `learning`: judged, but no whole week is known yet. */
export const seriesStates = ["cold", "learning", "normal", "anomalous", "silent"] as const;
export type SeriesStateName = (typeof seriesStates)[number];

/** The detector's components, and what is found beside them. */
export const anomalyKinds = ["value", "jump", "level", "spread", "shape", "season", "trend"] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

/** Bodies as they come in. */
export const bodyFormats = ["remote_write_1", "remote_write_2", "otlp_protobuf", "otlp_json"] as const;
export type BodyFormat = (typeof bodyFormats)[number];

/** How bodies are packed. They wait as they came: unpacked they are ten times as large to write. */
export const bodyEncodings = ["identity", "snappy", "gzip"] as const;
export type BodyEncoding = (typeof bodyEncodings)[number];

export const SourceId = z
  .string()
  .trim()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and -");

/** Anomalies a week and series that may turn out to be none. */
export const Sensitivity = z.number().min(0.01).max(20);
export const usualSensitivity = 0.1;
export const usualSeriesLimit = 100_000;

const pollUrl = z
  .url({ protocol: /^https?$/, error: "Enter a URL that starts with http:// or https://" })
  .max(500);

export const CreateSourceInput = z
  .object({
    id: SourceId,
    name: z.string().trim().min(1, "Enter a name").max(80),
    kind: z.enum(sourceKinds),
    seriesLimit: z.number().int().min(1).max(10_000_000).default(usualSeriesLimit),
    /** Of a polled source: where its Prometheus is, what is asked, how often, and with what token. */
    url: pollUrl.nullable().default(null),
    queries: z.array(z.string().trim().min(1).max(2_000)).max(50).default([]),
    stepSeconds: z.number().int().min(10).max(3600).default(60),
    bearer: z.string().trim().max(2_000).nullable().default(null),
  })
  .refine(({ kind, url }) => kind === "push" || url !== null, { path: ["url"], error: "Enter the address" })
  .refine(({ kind, queries }) => kind === "push" || queries.length > 0, {
    path: ["queries"],
    error: "Enter at least one query",
  });
export type CreateSourceInput = z.input<typeof CreateSourceInput>;
export const SwitchSourceInput = z.object({ id: z.string().max(40), isEnabled: z.boolean() });
export const RotateSourceInput = z.object({ id: z.string().max(40) });
/** Null: as the group or, for a group, as everybody. */
export const SetSensitivityInput = z.object({
  sourceId: z.string().max(40),
  /** All series of this name; with `seriesId` that one alone. */
  name: z.string().max(300),
  seriesId: z.number().int().nullable().default(null),
  falseAlarmsPerWeek: Sensitivity.nullable(),
  /** What the form was filled with: what somebody else set since stays. */
  seen: Sensitivity.nullable().optional(),
});
export type SetSensitivityInput = z.input<typeof SetSensitivityInput>;

export type Source = {
  id: string;
  name: string;
  kind: SourceKind;
  enabled: boolean;
  seriesLimit: number;
  series: number;
  url: string | null;
  queries: string[];
  stepSeconds: number;
  lastPollError: string | null;
  overLimitSince: Date | null;
  late: number;
  createdAt: Date;
};

export type SeriesRow = {
  id: number;
  sourceId: string;
  name: string;
  labels: Record<string, string>;
  unit: string;
  isCounter: boolean;
  state: SeriesStateName;
  lastAt: Date | null;
  lastValue: number | null;
  low: number | null;
  high: number | null;
  falseAlarmsPerWeek: number | null;
};

export const SeriesFilter = z.object({
  words: z.string().max(200).optional(),
  source: z.string().max(40).optional(),
  state: z.enum(seriesStates).optional(),
  after: z.coerce.number().int().optional(),
});
export type SeriesFilter = z.infer<typeof SeriesFilter>;

export type Anomaly = {
  id: number;
  kind: AnomalyKind;
  startedAt: Date;
  endedAt: Date | null;
  value: number;
  low: number;
  high: number;
  note: string;
};

/** Something somebody changed: a deployment, a configuration. */
export const ChangeInput = z.object({
  /** The sender's own id: the same change told twice is one. */
  id: z.string().min(1).max(200).optional(),
  title: z.string().trim().min(1).max(300),
  at: instant.optional(),
  service: z.string().max(200).nullish(),
  labels: z.record(z.string().max(200), z.string().max(1_000)).default({}),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullish(),
});
export const RecordChangeInput = z.object({ sourceId: z.string().max(40), change: ChangeInput });
export type ServiceChange = {
  id: number;
  title: string;
  at: Date;
  service: string | null;
  link: string | null;
};

/** How far back a chart may look, in hours. */
export const chartHours = [6, 24, 168, 720] as const;

/** A stretch of the chart: what was measured in it. */
export type ChartBucket = { at: number; mean: number; min: number; max: number };

/** A threshold for some hours of the day, with how often it would have been passed in the days it was made from. */
export type ThresholdBlock = {
  fromHour: number;
  toHour: number;
  upper: number;
  lower: number;
  alarms: number;
};

/** What the values of a series are in: a counter is watched by how fast it grows. */
export function unitOf({ isCounter, unit }: { isCounter: boolean; unit: string }): string {
  return isCounter ? `${unit}/s` : unit;
}

/** Labels by which people know a series, without its name. */
export function labelText(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}
