/** What the detector promises whatever comes: no look-ahead, a state of fixed size that survives, no point that breaks it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coldPoints, isAnomalous, type Judged, type Outcome, observe } from "./detector";
import { silenceLimit } from "./intervals";
import { believed } from "./season";
import { newState, readState, type SeriesState, stateBytes, writeState } from "./state";
import { hoursLeft, limitsOf } from "./trend";

const settings = { isCounter: false, falseAlarmsPerWeek: 0.2 };
type Point = { seconds: number; reading: number };

const reading = fc.oneof(
  { weight: 8, arbitrary: fc.double({ noNaN: true, min: -1e12, max: 1e12 }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
/** Steps backwards are points out of order, 0 is a duplicate, large ones are gaps or a wrong clock. */
const elapsed = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(15, 60, 300) },
  { weight: 1, arbitrary: fc.integer({ min: -100_000, max: 10_000_000 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const points = fc.array(fc.record({ elapsed, reading }), { maxLength: 400 }).map((steps) => {
  let seconds = 1_700_000_000;
  return steps.map((step): Point => {
    seconds += step.elapsed;
    return { seconds, reading: step.reading };
  });
});

describe("whatever comes", () => {
  test("what a point is worth depends on nothing after it, and a state read back goes on alike", () => {
    fc.assert(
      fc.property(points, fc.nat(400), fc.boolean(), (all, cut, isCounter) => {
        const kind = { ...settings, isCounter };
        const whole = run(newState(), all, kind);
        const prefix = newState();
        const before = run(prefix, all.slice(0, cut), kind);
        expect(before).toEqual(whole.slice(0, before.length));
        const after = run(readState(writeState(prefix).slice()), all.slice(cut), kind);
        expect(after).toEqual(whole.slice(before.length));
      }),
      { numRuns: 60 },
    );
  });

  test("every number told is a number, and the state stays within its bytes", () => {
    fc.assert(
      fc.property(points, fc.boolean(), (all, isCounter) => {
        const state = newState();
        for (const made of run(state, all, { ...settings, isCounter })) {
          if (made.outcome !== "judged") continue;
          for (const one of [made.score, made.threshold, made.low, made.high]) expect(one).not.toBeNaN();
          expect(made.score).toBeGreaterThanOrEqual(0);
        }
        expect(writeState(state).byteLength).toBe(stateBytes);
      }),
      { numRuns: 60 },
    );
    expect(stateBytes).toBeLessThanOrEqual(2048);
  });

  test("points out of order, duplicates and what is no number are not learned from", () => {
    const state = newState();
    run(
      state,
      series(300, () => 5),
    );
    const before = writeState(state).slice();
    for (const odd of [
      { seconds: 1, reading: 9 },
      { seconds: start + 299 * 300, reading: 9 },
      { seconds: start + 300 * 300, reading: Number.NaN },
      { seconds: Number.NaN, reading: 1 },
    ])
      expect(observe(state, odd, settings).outcome).toBe("ignored");
    expect(writeState(state)).toEqual(before);
  });

  test("a state of another layout is started anew", () => {
    expect(writeState(readState(new Uint8Array(12)))).toEqual(writeState(newState()));
    expect(writeState(readState(new Uint8Array(stateBytes)))).toEqual(writeState(newState()));
  });
});

describe("what it finds", () => {
  test("a level that changes is one anomaly, whichever detectors see it, and it ends when it is over", () => {
    const random = seeded(1);
    const state = newState();
    const made = run(
      state,
      series(3000, (at) => (at >= 2000 && at < 2060 ? 80 : 20) + random()),
    );
    const changes = changesOf(made, 1500);
    expect(changes.map(([, change]) => change)).toEqual(["opened", "closed"]);
    expect(changes[0]?.[0]).toBe(2000);
    expect(changes[1]?.[0]).toBeGreaterThanOrEqual(2071);
    expect(changes[1]?.[0]).toBeLessThan(2100);
    expect(isAnomalous(state)).toBe(false);
  });

  test("a day like every other is none, a day that stays flat is", () => {
    const random = seeded(2);
    const state = newState();
    const day = (at: number) => Math.sin((2 * Math.PI * at) / 288) * 40 + 100 + 2 * random();
    const made = run(
      state,
      series(288 * 12, (at) => (at > 288 * 10 + 40 && at < 288 * 10 + 130 ? 85 + random() : day(at))),
    );
    expect(believed(state)).not.toBe("none");
    const opened = changesOf(made, 288 * 4).filter(([, change]) => change === "opened");
    expect(opened).toHaveLength(1);
    expect(opened[0]?.[0]).toBeGreaterThan(288 * 10 + 40);
    expect(opened[0]?.[0]).toBeLessThan(288 * 10 + 130);
  });

  test("a counter that restarts is judged by what it adds", () => {
    const random = seeded(3);
    let total = 1e9;
    const counter = series(1500, (at) => {
      total = at === 1200 ? 3000 : total + 3000 + 300 * random();
      return total;
    });
    const made = run(newState(), counter, { ...settings, isCounter: true });
    expect(made[0]?.outcome).toBe("noted");
    expect(made[1200]).toMatchObject({ isReset: true, change: null });
    expect(changesOf(made, 0)).toEqual([]);
  });

  test("noise raises about as many alarms as were asked for, once it is known", () => {
    const weeks = 4;
    const raised = [0.1, 1, 5].map((falseAlarmsPerWeek) => {
      let opened = 0;
      for (let seed = 10; seed < 16; seed++) {
        const random = seeded(seed);
        const made = run(
          newState(),
          series(2016 * weeks, () => random() + random() ** 3),
          {
            ...settings,
            falseAlarmsPerWeek,
          },
        );
        opened += changesOf(made, 2016).filter(([, change]) => change === "opened").length;
      }
      return opened / ((weeks - 1) * 6);
    });
    const [few = 0, some = 0, many = 0] = raised;
    expect(few).toBeLessThan(0.3);
    expect(some).toBeGreaterThan(few);
    expect(some).toBeLessThan(1.5);
    expect(many).toBeGreaterThan(some);
    expect(many).toBeLessThan(7);
  });

  test("nothing is an anomaly while a series is cold", () => {
    const made = run(
      newState(),
      series(coldPoints, (at) => (at === 60 ? 1e6 : 1)),
    );
    expect(changesOf(made, 0)).toEqual([]);
  });

  test("a disk that fills tells the hours that are left, a day's swing does not", () => {
    const filling = newState();
    run(
      filling,
      series(12 * 20, (at) => 1e9 - (at / 12) * 2.5e7),
    );
    const left = hoursLeft(filling, limitsOf("node_filesystem_avail_bytes", ""));
    expect(left).toBeGreaterThan(19);
    expect(left).toBeLessThan(22);
    expect(hoursLeft(filling, limitsOf("disk_used_percent", ""))).toBeNull();
    const noisy = newState();
    const random = seeded(5);
    run(
      noisy,
      series(12 * 20, () => 50 + 10 * random()),
    );
    expect(hoursLeft(noisy, limitsOf("disk_used_percent", ""))).toBeNull();
  });

  test("silence is out of the ordinary after several of the usual intervals", () => {
    const state = newState();
    run(
      state,
      series(200, () => 1),
    );
    expect(silenceLimit(state)).toBeGreaterThan(1400);
    expect(silenceLimit(state)).toBeLessThan(2000);
  });
});

const start = 1_700_000_000 - (1_700_000_000 % 604_800);

function series(length: number, value: (at: number) => number): Point[] {
  return Array.from({ length }, (_, at) => ({ seconds: start + at * 300, reading: value(at) }));
}

function run(state: SeriesState, all: readonly Point[], kind = settings): Outcome[] {
  return all.map((point) => observe(state, point, kind));
}

function changesOf(made: readonly Outcome[], from: number): [number, Judged["change"]][] {
  return made.flatMap((one, at): [number, Judged["change"]][] =>
    at >= from && one.outcome === "judged" && one.change ? [[at, one.change]] : [],
  );
}

/** Normal deviates, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed * 2_654_435_761;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
