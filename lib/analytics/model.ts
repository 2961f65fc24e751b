/** The nouns of analytics: the range asked for, a chart's words, and its figures as the browser gets them. */
import { z } from "zod";
import { inboxViews } from "#lib/inbox/model";
import type { LoadedShift } from "#lib/oncall/model";
import { idInAddress } from "#lib/platform/in-address";

export const chartKinds = ["line", "bar", "stat", "table"] as const;
/** How figures are written; durations are in ms, percentages are shares of 1. */
export const figureFormats = ["number", "percent", "duration"] as const;

/** Parts of the page about the desk, and of the one about the gate, in order. */
export const deskSections = ["Tickets", "Service levels", "Proposals", "No proposal", "Team"] as const;
export const gateSections = ["Confidence", "Shown and not shown", "Exploration"] as const;
export const chartSections = [...deskSections, ...gateSections] as const;
export type ChartSection = (typeof chartSections)[number];

/** One figure: `x` is a day ("2026-03-12") or a category; null where there is nothing to compute from. */
export const Point = z.object({ x: z.string(), series: z.string(), y: z.number().nullable() });
export type Point = z.infer<typeof Point>;

/** What a chart says of itself, printed beside it. */
export const ChartWords = z.object({
  id: z.string(),
  title: z.string(),
  section: z.enum(chartSections),
  /** How the figure is computed, in one or two sentences. */
  definition: z.string(),
  kind: z.enum(chartKinds),
  format: z.enum(figureFormats),
  unit: z.string().optional(),
  /** What the sample counts, for instance "decisions". */
  sampleUnit: z.string(),
  stacked: z.boolean().optional(),
  /** Two series that are the bounds of the first one, drawn as a band around it. */
  band: z.object({ low: z.string(), high: z.string() }).optional(),
  /** The view of the inbox that holds rows behind the figures. */
  rowsView: z.enum(inboxViews).optional(),
  /** Where on the same page, or on another one, the rows stand that are no tickets. */
  rowsPlace: z.string().optional(),
  /** What to do for figures to appear, shown while there are none. */
  untilThen: z.string().optional(),
});
export type ChartWords = z.infer<typeof ChartWords>;

/** A chart's figures, how many rows they rest on, and a place on the x axis that stands out. */
export const Figures = z.object({
  points: z.array(Point),
  sample: z.number(),
  mark: z.object({ x: z.string(), words: z.string() }).optional(),
});
export type Figures = z.infer<typeof Figures>;

/** A figure at the top of the page, beside the same figure of the period before. */
export const Tile = z.object({
  id: z.string(),
  title: z.string(),
  definition: z.string(),
  format: z.enum(figureFormats),
  /** Which way is good. */
  better: z.enum(["higher", "lower"]),
  /** What the sample counts, for instance "decisions". */
  sampleUnit: z.string(),
  /** Null where there is nothing to compute from. */
  value: z.number().nullable(),
  before: z.number().nullable(),
  sample: z.number(),
});
export type Tile = z.infer<typeof Tile>;

/** Of the drafts decided on, how many were right as they stood, with the bounds of the true share at 95 %. */
export type DraftShare = { right: number; count: number; low: number; high: number };

/** The newest drafts beside the first ones; null until there are enough for the two to be apart. */
export type DraftProgress = {
  last: DraftShare | null;
  first: DraftShare | null;
  /** The day of the first decision. */
  since: string | null;
};

/** Most days one question may span. */
export const mostDays = 400;

/** The year 0 is in no calendar, and not in the database's. */
const day = z.iso.date().refine((date) => date >= "0001-01-01", "There was no such day.");

/** Whole days in UTC, both ends included; `queueId` narrows to one queue. */
export const RangeInput = z
  .object({ from: day, to: day, queueId: idInAddress.optional() })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "The last day is before the first." })
  .refine(({ from, to }) => daysBetween(from, to) < mostDays, {
    path: ["from"],
    message: `At most ${mostDays} days at once.`,
  });
export type RangeInput = z.input<typeof RangeInput>;

/** Days from one date to another; 0 for the same day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The date `days` after `date`, both as "2026-03-12". */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A rule of alerting with what came of its alerts. */
export type NoisyRule = {
  name: string;
  source: string;
  /** What the source is called. */
  sourceName: string;
  /** How many times it fired, how often it flapped within, and how many of its incidents somebody acted on. */
  fired: number;
  flips: number;
  incidents: number;
  actedOn: number;
  atNight: number;
};

/** What alerts cost people within so many days. */
export type AlertLoad = {
  days: number;
  timeZone: string;
  fired: number;
  incidents: number;
  actedOn: number;
  pages: number;
  /** Pages of the busiest shift, and nights on which somebody was called between 22 and 7. */
  busiestShift: number;
  /** On-call shifts by their pages; null where there is no schedule: then a shift is eight hours. */
  shifts: LoadedShift[] | null;
  nightsInterrupted: number;
  rules: NoisyRule[];
};
