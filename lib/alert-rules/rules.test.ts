/** Which rules make noise, which limit tells of a symptom, which kinds people accept, and the files that come of it. */
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { hasPromtool, promtool } from "#lib/metrics/testing/promtool";
import { acceptanceByKind } from "./acceptance";
import type { ProposedRule } from "./model";
import { type Firing, reliefOf } from "./noise";
import { ruleFileOf } from "./rule-files";
import { alarmsOf, limitFor, type Point } from "./symptom";

const start = Date.parse("2026-03-02T00:00:00Z");
const minute = 60_000;
const firing = (place: number, minutes: number, isActedOn = false, flips = 0): Firing => ({
  from: new Date(start + place * 1_440 * minute),
  to: new Date(start + (place * 1_440 + minutes) * minute),
  flips,
  isActedOn,
  incidentId: null,
});
const many = (count: number, minutes: number, isActedOn = false, flips = 0) =>
  Array.from({ length: count }, (_, place) => firing(place, minutes, isActedOn, flips));

describe("a rule", () => {
  test("that fires shortly and for nothing waits, but never so long that what people act on is lost", () => {
    expect(reliefOf({ firings: many(6, 3) })).toMatchObject({ kind: "wait", forMinutes: 5 });
    expect(reliefOf({ firings: [...many(6, 3), ...many(2, 20, true)] })).toMatchObject({
      kind: "wait",
      forMinutes: 5,
      actedOn: 2,
    });
    expect(reliefOf({ firings: [...many(6, 20), ...many(2, 3, true)] })).toBeNull();
  });

  test("that flaps is as long as one of its stretches", () => {
    expect(reliefOf({ firings: many(6, 45, false, 4) })).toMatchObject({ kind: "wait", forMinutes: 10 });
  });

  test("that lasts and is never acted on calls nobody; one that fires now, or seldom, is left alone", () => {
    expect(reliefOf({ firings: many(9, 600) })).toMatchObject({ kind: "demote" });
    expect(reliefOf({ firings: many(4, 3) })).toBeNull();
    expect(reliefOf({ firings: many(9, 600).map((one) => ({ ...one, to: null })) })).toBeNull();
    expect(reliefOf({ firings: [...many(5, 3), ...many(6, 30, true)] })).toBeNull();
  });
});

/** Eight days of a point a minute between 40 and 60, with what `at` says of some. */
function days(at: (minutes: number) => number | null): Point[] {
  return Array.from({ length: 8 * 1_440 }, (_, place) => ({
    at: start + place * minute,
    value: at(place) ?? 50 + 10 * Math.sin(place / 200),
  }));
}

describe("a limit", () => {
  const symptom = { from: start + 9_000 * minute, to: start + 9_030 * minute };
  const within = (value: number) => days((place) => (place >= 9_000 && place < 9_030 ? value : null));

  test("is passed by the symptom and by nothing else, on the side on which it shows", () => {
    const above = limitFor(within(200), [symptom], []);
    expect(above).toMatchObject({ end: "above", forMinutes: 5 });
    expect(above?.bound).toBeGreaterThan(60);
    expect(above?.bound).toBeLessThan(200);
    expect(alarmsOf(within(200), above ?? { end: "above", bound: 0, forMinutes: 0 })).toEqual([
      { from: symptom.from + 5 * minute, to: symptom.to - minute },
    ]);
    expect(limitFor(within(-40), [symptom], [])).toMatchObject({ end: "below" });
  });

  test("is not found where the metric shows nothing, or where calm hours reach as far", () => {
    expect(limitFor(within(50), [symptom], [])).toBeNull();
    const twice = days((place) => ((place >= 9_000 && place < 9_030) || place % 997 < 20 ? 200 : null));
    expect(limitFor(twice, [symptom], [])).toBeNull();
    expect(limitFor(within(200).slice(-40), [symptom], [])).toBeNull();
  });

  test("does not wait longer than the symptom lasts", () => {
    const brief = { from: start + 9_000 * minute, to: start + 9_003 * minute };
    const points = days((place) => (place >= 9_000 && place < 9_004 ? 200 : null));
    expect(limitFor(points, [brief], [])).toMatchObject({ end: "above", forMinutes: 2 });
  });
});

test("a kind that is rejected nearly always is paused until its decisions are old", () => {
  const decided = Array.from({ length: 4 }, (_, place) => ({
    kind: "demote" as const,
    isAccepted: false,
    at: new Date(start + place * minute),
  }));
  const paused = (days: number, all = decided) =>
    acceptanceByKind(all, new Date(start + days * 86_400_000)).filter((one) => one.isPaused);
  expect(paused(1)).toMatchObject([{ kind: "demote", accepted: 0, decided: 4 }]);
  expect(paused(91)).toEqual([]);
  expect(paused(1, decided.slice(1))).toEqual([]);
  expect(paused(1, [...decided, { kind: "demote", isAccepted: true, at: new Date(start) }])).toEqual([]);
});

describe("the rule files", () => {
  const odd = 'Odd "name" {{ $value }}: #1';
  const rules: ProposedRule[] = [
    { kind: "wait", source: "am", name: "DiskSlow", expr: null, forMinutes: 10, severity: "warning" },
    { kind: "demote", source: "am", name: odd, expr: null, forMinutes: 0, severity: "info" },
    { kind: "wait", source: "g", name: odd, expr: "up == 0", forMinutes: 5, severity: "critical" },
    {
      kind: "threshold",
      seriesId: 1,
      metric: "requests_total",
      labels: { service: "shop", "k8s.pod.name": 'a"b' },
      unit: "",
      isCounter: true,
      end: "below",
      bound: -0.00001234,
      forMinutes: 2,
      severity: "critical",
    },
  ];

  test.skipIf(!hasPromtool())("are ones that promtool takes, whatever is in the names", () => {
    expect(promtool(ruleFileOf("prometheus", rules))).toContain("SUCCESS: 4 rules");
    expect(promtool(ruleFileOf("prometheus", []))).toContain("SUCCESS");
  });

  test("for Grafana hold the rules that have an expression, each with a uid of its own and a condition", () => {
    const { groups } = parse(ruleFileOf("grafana", rules)) as {
      groups: { rules: { uid: string; title: string; condition: string; data: { refId: string }[] }[] }[];
    };
    const made = groups[0]?.rules ?? [];
    expect(made.map(({ title }) => title)).toEqual([odd, "RequestsTotalLow"]);
    expect(new Set(made.map(({ uid }) => uid)).size).toBe(2);
    for (const { uid, condition, data } of made) {
      expect(uid).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
      expect(data.map(({ refId }) => refId)).toContain(condition);
    }
  });
});
