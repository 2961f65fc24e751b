/** Thresholds by time of day: as tight as the alarms that are accepted, and a rule file that Prometheus takes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { prometheusFile } from "./alert-rule";
import { hasPromtool, promtool } from "./testing/promtool";
import { thresholdRules } from "./threshold-rules";
import { recommendThresholds } from "./thresholds";

const minute = 60_000;
const start = Date.UTC(2026, 0, 5);

/** A week of a point every ten minutes: high by day, low by night, with events of two points. */
function week(events: number[] = []) {
  return Array.from({ length: 7 * 144 }, (_, place) => {
    const inDay = (place % 144) / 6;
    const usual = inDay >= 6 && inDay < 18 ? 100 : 20;
    const isOdd = events.some((event) => place === event || place === event + 1);
    return { at: start + place * 10 * minute, value: usual + ((place * 7919) % 11) + (isOdd ? 60 : 0) };
  });
}

describe("recommended thresholds", () => {
  test("are of the time of day, and nothing of a quiet week passes them", () => {
    const made = recommendThresholds(week(), 0);
    const day = made?.blocks.find(({ fromHour }) => fromHour === 6);
    const night = made?.blocks.find(({ fromHour }) => fromHour === 0);
    expect(made?.alarms).toEqual([]);
    expect(day?.upper).toBeGreaterThan(110);
    expect(day?.upper).toBeLessThan(125);
    expect(day?.toHour).toBe(18);
    expect(night?.upper).toBeLessThan(45);
  });

  test("let through as many events as are accepted, and say which", () => {
    const events = [200, 600];
    expect(recommendThresholds(week(events), 0)?.alarms).toEqual([]);
    const made = recommendThresholds(week(events), 2);
    expect(made?.alarms.map(({ from }) => (from - start) / (10 * minute))).toEqual(events);
    expect(made?.blocks.reduce((sum, { alarms }) => sum + alarms, 0)).toBe(2);
  });

  test("never raise more than was accepted, whatever the points", () => {
    const values = fc.array(
      fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 3 })),
      {
        minLength: 300,
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 4 }), (all, alarms) => {
        const points = all.map((value, place) => ({ at: start + place * 25 * minute, value }));
        const made = recommendThresholds(points, alarms);
        // Events above and events below are accepted each by themselves.
        expect(made?.alarms.length ?? 0).toBeLessThanOrEqual(2 * alarms);
        for (const { upper, lower } of made?.blocks ?? []) expect(upper).toBeGreaterThanOrEqual(lower);
      }),
      { numRuns: 100 },
    );
  });

  test("are not made from a few points", () => {
    expect(recommendThresholds(week().slice(0, 100), 1)).toBeNull();
  });
});

describe("the rule file", () => {
  const blocks = [
    { fromHour: 0, toHour: 6, upper: 10, lower: 1, alarms: 0 },
    { fromHour: 6, toHour: 24, upper: 20.123456, lower: -3, alarms: 1 },
  ];
  const files = [
    file({ name: "http_requests_total", labels: { job: 'a"b\\c', path: "/x\ny" }, isCounter: true }, blocks),
    file({ name: "mem.used: {bytes}", labels: {}, isCounter: false }, [
      { ...blocks[0], toHour: 24 } as (typeof blocks)[0],
    ]),
  ];

  test("asks by the hour, of a counter what it adds", () => {
    const [counter, gauge] = files.map((text) => parse(text).groups[0].rules[0].expr as string);
    expect(counter).toContain("and on() (hour() >= 6 and hour() < 24)");
    expect(counter).toContain('(rate(http_requests_total{job="a\\"b\\\\c",path="/x\\ny"}[5m]) > 20.12)');
    expect(gauge).toBe('{__name__="mem.used: {bytes}"} > 10');
  });

  test.skipIf(!hasPromtool())("is one that promtool takes", () => {
    for (const text of files) expect(promtool(text)).toContain("SUCCESS: 2 rules");
  });
});

function file(...[series, blocks]: Parameters<typeof thresholdRules>): string {
  return prometheusFile(series.name, thresholdRules(series, blocks));
}
