/** The samples of one series, one after the other through its detector: what is to be kept, and what was found. */
import { coldPoints, isAnomalous, type Judged, observe } from "./detectors/detector";
import { silenceLimit } from "./detectors/intervals";
import { at, get, readState, type SeriesState, writeState } from "./detectors/state";
import { hoursLeft, limitsOf } from "./detectors/trend";
import type { Finding } from "./findings";
import type { SentSeries } from "./formats/batch";
import type { SeriesStateName } from "./model";
import { hourDays } from "./retention";
import type { HourPoints, KnownSeries, SeriesUpdate } from "./store";

export type JudgedSeries = {
  /** Null when every sample came too late or was no number. */
  update: SeriesUpdate | null;
  hours: HourPoints[];
  findings: Finding[];
  /** Samples that were not newer than the last, from the future, or from a past that is not kept. */
  late: number;
};

const hour = 3_600_000;
/** A sender's clock may be ahead of ours by so much; more would shut out all that follows. */
const mostAhead = 10 * 60_000;
/** What is older would be forgotten at once; and no clock that is right shows it. */
const mostBehind = hourDays * 24 * hour;
/** A limit is told of when it is nearer than this, and no more when it is twice as far, in hours. */
const horizon = 24;
/** Seconds of life after which silence is told of, and after which a week is known. */
const settledAfter = 86_400;
const learntAfter = 8 * 86_400;

/** Judges the samples that are newer than the last one known. */
export function judgeSeries(
  series: KnownSeries,
  parts: readonly SentSeries[],
  receivedAt: Date,
): JudgedSeries {
  const state = readState(series.stored);
  const samples = parts
    .flatMap(({ times, values }) => times.map((time, place) => ({ time, value: values[place] as number })))
    .sort((a, b) => a.time - b.time);
  const judged: JudgedSeries = { update: null, hours: [], findings: [], late: 0 };
  const settings = { isCounter: series.isCounter, falseAlarmsPerWeek: series.falseAlarmsPerWeek };
  let last: Judged | null = null;
  let taken = 0;
  for (const { time, value } of samples) {
    const age = receivedAt.getTime() - time;
    if (age < -mostAhead || age > mostBehind) {
      judged.late++;
      continue;
    }
    const hourBefore = get(state, at.hour);
    const made = observe(state, { seconds: time / 1000, reading: value }, settings);
    if (made.outcome === "ignored") {
      if (made.why === "not_newer") judged.late++;
      continue;
    }
    taken = time;
    if (made.outcome === "noted") continue;
    last = made;
    keepPoint(judged.hours, series.id, time, made.value);
    if (made.change === "opened")
      judged.findings.push({ opened: { ...made, series, kind: made.leading, at: time } });
    if (made.change === "closed" && get(state, at.nearing) === 0)
      judged.findings.push({ closed: { series, at: time } });
    if (get(state, at.hour) !== hourBefore)
      judged.findings.push(...trendFindings(series, state, { made, time }));
  }
  if (taken > 0) judged.update = updateOf(series, state, { last, receivedAt });
  return judged;
}

function updateOf(
  series: KnownSeries,
  state: SeriesState,
  { last, receivedAt }: { last: Judged | null; receivedAt: Date },
): SeriesUpdate {
  const lived = get(state, at.lastAt) - get(state, at.firstAt);
  return {
    id: series.id,
    state: nameOf(state, lived),
    lastAt: get(state, at.lastAt) * 1000,
    lastValue: last?.value ?? null,
    low: last?.low ?? null,
    high: last?.high ?? null,
    // By our clock: a sender's may be wrong.
    dueAt: lived > settledAfter ? receivedAt.getTime() + silenceLimit(state) * 1000 : null,
    bytes: writeState(state),
  };
}

function nameOf(state: SeriesState, lived: number): SeriesStateName {
  if (isAnomalous(state) || get(state, at.nearing) === 1) return "anomalous";
  if (get(state, at.points) < coldPoints) return "cold";
  return lived < learntAfter ? "learning" : "normal";
}

function keepPoint(hours: HourPoints[], seriesId: number, time: number, value: number): void {
  const place = Math.floor(time / hour);
  const current = hours.at(-1);
  if (current?.hour === place) {
    current.offsets.push(time - place * hour);
    current.values.push(value);
  } else hours.push({ seriesId, hour: place, offsets: [time - place * hour], values: [value] });
}

/** Once an hour: whether the series is on its way to a limit. One that is unusual already has its anomaly. */
function trendFindings(
  series: KnownSeries,
  state: SeriesState,
  { made, time }: { made: Judged; time: number },
): Finding[] {
  if (series.isCounter) return [];
  const left = hoursLeft(state, limitsOf(series.name, series.unit));
  const isNearing = get(state, at.nearing) === 1;
  if (!isNearing && left !== null && left < horizon) {
    state.numbers[at.nearing] = 1;
    return [{ opened: { ...made, series, kind: "trend", at: time, hoursLeft: left } }];
  }
  if (!isNearing || (left !== null && left < 2 * horizon)) return [];
  state.numbers[at.nearing] = 0;
  return isAnomalous(state) ? [] : [{ closed: { series, at: time } }];
}
