/** What a page is measured by, inside the page: largest paint, keys and clicks until the next paint, layout shift. */

export type Vitals = {
  /** Largest contentful paint, in ms since the page was asked for. */
  lcp: number;
  /** Each key until the frame after it, in ms, in steps of 8; what took less than 16 ms counts as 16. */
  keys: number[];
  /** The longest interaction, one in fifty left out. */
  inp: number;
  interactions: number;
  /** The worst burst of shifts nobody caused: gaps below 1 s, 5 s at most. */
  cls: number;
};

declare global {
  interface Window {
    vigilVitals: { read(): Vitals };
  }
}

/** Runs in the page, before anything of it. */
export function watchVitals(): void {
  let lcp = 0;
  let pressed = 0;
  const keys: number[] = [];
  const interactions = new Map<number, number>();
  const burst = { worst: 0, value: 0, first: 0, last: 0 };
  type Timing = PerformanceEventTiming & { interactionId?: number };
  type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
  const watch = <Entry extends PerformanceEntry>(type: string, take: (entry: Entry) => void, more = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as Entry);
    }).observe({ type, buffered: true, ...more });

  watch("largest-contentful-paint", ({ startTime }) => {
    lcp = startTime;
  });
  watch<Timing>(
    "event",
    ({ name, duration, interactionId = 0 }) => {
      if (name === "keydown") keys.push(duration);
      if (interactionId > 0)
        interactions.set(interactionId, Math.max(duration, interactions.get(interactionId) ?? 0));
    },
    { durationThreshold: 16 },
  );
  watch<Shift>("layout-shift", ({ value, hadRecentInput, startTime }) => {
    if (hadRecentInput) return;
    const goesOn = startTime - burst.last < 1_000 && startTime - burst.first < 5_000;
    burst.value = goesOn ? burst.value + value : value;
    if (!goesOn) burst.first = startTime;
    burst.last = startTime;
    burst.worst = Math.max(burst.worst, burst.value);
  });
  addEventListener("keydown", () => pressed++, { capture: true });

  window.vigilVitals = {
    read() {
      const slowest = [...interactions.values()].sort((a, b) => b - a);
      // Keys painted within 16 ms are told of nowhere.
      const quick = Array.from({ length: Math.max(0, pressed - keys.length) }, () => 16);
      return {
        lcp,
        keys: [...keys, ...quick],
        inp: slowest[Math.min(slowest.length - 1, Math.floor(pressed / 50))] ?? 16,
        interactions: pressed,
        cls: burst.worst,
      };
    },
  };
}
