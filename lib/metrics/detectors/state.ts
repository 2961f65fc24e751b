/** What is known of one series: a fixed number of bytes, whatever it has seen, and nothing outside of them. */

/** Places of the numbers kept in double precision. */
export const at = {
  /** Of the layout; a state of another version is started anew. */
  version: 0,
  /** Points taken, and the times of the first and the newest, in seconds. */
  points: 1,
  firstAt: 2,
  lastAt: 3,
  /** The first value; all others are kept as their distance from it, so that small changes of large numbers survive. */
  origin: 4,
  /** The newest value as it came: a counter's reading, else the value itself. */
  lastReading: 5,
  hasReading: 6,
  /** Seconds between points as they usually are, and how much that varies. */
  step: 7,
  stepSpread: 8,
  /** Mean and variance of value, change, short mean and log spread: four pairs. */
  moments: 9,
  /** Range the shapes are counted in, how many shapes are known, and points since it was last set. */
  shapeLow: 17,
  shapeHigh: 18,
  shapes: 19,
  shapeAge: 20,
  /** The running hour: its number since 1970, sum and count. */
  hour: 21,
  hourSum: 22,
  hourCount: 23,
  hoursSeen: 24,
  /** Running absolute errors of: no season, hour of day, hour of week, minute of hour beside the best. */
  errors: 25,
  /** Refractory: the highest score since it began, and points since then. */
  peak: 29,
  peakAge: 30,
  /** The open anomaly: since when (0: none), the threshold it passed, and calm points in a row. */
  openedAt: 31,
  openLimit: 32,
  calm: 33,
  /** 1 while the series is on its way to a limit. */
  nearing: 34,
  ringFill: 35,
  /** 1 when only a window shows the open anomaly, which takes its time to forget. */
  openSlow: 36,
  /** The range that was usual when it began. */
  openLow: 37,
  openHigh: 38,
} as const;
const doubles = 39;

/** Points that windows look back on. */
export const ringSize = 48;
/** Hours that trends look back on. */
export const trendHours = 24;
export const shapeBins = 5;
export const mostShapes = 24;
export const tailBins = 36;
/** Tails: one a component and one of the combined score. */
export const tails = 7;

const layoutVersion = 1;
const bytes = {
  ring: doubles * 8,
  week: doubles * 8 + ringSize * 4,
  day: doubles * 8 + (ringSize + 168) * 4,
  minutes: doubles * 8 + (ringSize + 168 + 24) * 4,
  hours: doubles * 8 + (ringSize + 168 + 24 + 12) * 4,
  tails: doubles * 8 + (ringSize + 168 + 24 + 12 + trendHours) * 4,
  shapes: doubles * 8 + (ringSize + 168 + 24 + 12 + trendHours) * 4 + tails * tailBins * 2,
};
export const stateBytes = bytes.shapes + mostShapes * shapeBins;

/** Views on the bytes of one series. */
export type SeriesState = {
  numbers: Float64Array;
  ring: Float32Array;
  /** Usual value by hour of week, hour of day; usual deviation by twelfth of the hour. NaN: never seen. */
  week: Float32Array;
  day: Float32Array;
  minutes: Float32Array;
  /** Means of the last hours, the newest last. */
  hours: Float32Array;
  tails: Uint16Array;
  shapes: Uint8Array;
};

/** The state of a series that was never measured. */
export function newState(): SeriesState {
  const state = views(new ArrayBuffer(stateBytes));
  state.numbers[at.version] = layoutVersion;
  state.week.fill(Number.NaN);
  state.day.fill(Number.NaN);
  state.hours.fill(Number.NaN);
  return state;
}

/** A state from its bytes; a new one when they are of another layout. */
export function readState(stored: Uint8Array | null): SeriesState {
  if (stored?.byteLength !== stateBytes) return newState();
  const buffer = new ArrayBuffer(stateBytes);
  new Uint8Array(buffer).set(stored);
  const state = views(buffer);
  return state.numbers[at.version] === layoutVersion ? state : newState();
}

export function writeState({ numbers }: SeriesState): Uint8Array {
  return new Uint8Array(numbers.buffer);
}

/** One of the numbers. */
export function get(state: SeriesState, place: number): number {
  return state.numbers[place] as number;
}

function views(buffer: ArrayBuffer): SeriesState {
  return {
    numbers: new Float64Array(buffer, 0, doubles),
    ring: new Float32Array(buffer, bytes.ring, ringSize),
    week: new Float32Array(buffer, bytes.week, 168),
    day: new Float32Array(buffer, bytes.day, 24),
    minutes: new Float32Array(buffer, bytes.minutes, 12),
    hours: new Float32Array(buffer, bytes.hours, trendHours),
    tails: new Uint16Array(buffer, bytes.tails, tails * tailBins),
    shapes: new Uint8Array(buffer, bytes.shapes, mostShapes * shapeBins),
  };
}
