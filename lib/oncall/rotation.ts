/** Turns and hours of one layer, by the clock on the wall of its zone. Pure. */
import { Temporal } from "temporal-polyfill";
import type { DutyWindow, Layer } from "./model";

/** From one instant up to, but not including, another; in milliseconds since the epoch. */
export type Span = { from: number; to: number };
export type Turn = Span & { userIds: readonly string[] };

/**
 * The instant at which the clock shows this. A time that a change of the clock leaves out counts as so much later,
 * one that it shows twice is the first.
 */
export function instantOf(wall: Temporal.PlainDateTime, zone: string): number {
  return wall.toZonedDateTime(zone).epochMilliseconds;
}

/** What the clock shows. */
export function wallOf(instant: number, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
}

/** Midnight of the day so many days from one, where the clock shows that. */
export function startOfDay(of: Date, zone: string, days: number): Date {
  const day = wallOf(of.getTime(), zone).toPlainDate().add({ days });
  return new Date(day.toZonedDateTime(zone).epochMilliseconds);
}

/** The turns of a layer that touch `within`, cut to it, in order; before its start and after its end there are none. */
export function turnsOf(layer: Layer, zone: string, within: Span): Turn[] {
  const start = Temporal.PlainDateTime.from(layer.startsAt);
  const handOver = (turn: number) => instantOf(start.add(lengthOf(layer, turn)), zone);
  const end = layer.endsAt
    ? instantOf(Temporal.PlainDateTime.from(layer.endsAt), zone)
    : Number.POSITIVE_INFINITY;
  const to = Math.min(within.to, end);
  const turns: Turn[] = [];
  for (let turn = turnAt(layer, zone, within.from, handOver); handOver(turn) < to; turn++) {
    const span = { from: Math.max(handOver(turn), within.from), to: Math.min(handOver(turn + 1), to) };
    const userIds = layer.turns[turn % layer.turns.length] ?? [];
    // An hour that a change of the clock leaves out is nobody's turn.
    if (span.to > span.from) turns.push({ ...span, userIds });
  }
  return turns;
}

function lengthOf({ every: { unit, count } }: Layer, turns: number): Temporal.DurationLike {
  const amount = count * turns;
  return unit === "hour" ? { hours: amount } : unit === "day" ? { days: amount } : { weeks: amount };
}

const unitMs = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 } as const;

/** The number of the turn at an instant, the first one's before all of them. The clock on the wall tells it to within one. */
function turnAt(layer: Layer, zone: string, at: number, handOver: (turn: number) => number): number {
  const asUtc = (wall: Temporal.PlainDateTime) => instantOf(wall, "UTC");
  const gone = asUtc(wallOf(at, zone)) - asUtc(Temporal.PlainDateTime.from(layer.startsAt));
  let turn = Math.max(0, Math.floor(gone / (unitMs[layer.every.unit] * layer.every.count)));
  while (turn > 0 && handOver(turn) > at) turn--;
  while (handOver(turn + 1) <= at) turn++;
  return turn;
}

/** When the windows are open within a span, in order and apart from each other; always where there are none. */
export function openTimes(windows: readonly DutyWindow[], zone: string, within: Span): Span[] {
  if (windows.length === 0) return [within];
  const last = wallOf(within.to, zone).toPlainDate();
  const spans: Span[] = [];
  // The longest window began a week and a day before.
  let day = wallOf(within.from, zone).toPlainDate().subtract({ days: 8 });
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    for (const { days, from, to, span } of windows)
      if (days.includes(day.dayOfWeek))
        spans.push({
          from: instantOf(day.toPlainDateTime(from), zone),
          to: instantOf(day.add({ days: span }).toPlainDateTime(to), zone),
        });
  return joined(cutTo(spans, within));
}

/** What of `spans` lies within one. */
export function cutTo(spans: readonly Span[], within: Span): Span[] {
  return spans
    .map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) }))
    .filter(({ from, to }) => to > from);
}

/** Spans in order, those that touch as one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** What of `spans` no span of `others` covers. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  let rest = joined(spans);
  for (const other of others)
    rest = rest.flatMap(({ from, to }) => [
      ...(Math.min(to, other.from) > from ? [{ from, to: Math.min(to, other.from) }] : []),
      ...(Math.max(from, other.to) < to ? [{ from: Math.max(from, other.to), to }] : []),
    ]);
  return joined(rest);
}

/** What the clock of a zone shows at an instant, to the minute, as a layer is written. */
export function wallAt(at: Date, zone: string): string {
  return wallOf(at.getTime(), zone).toString({ smallestUnit: "minute" });
}
