import { expect, test } from "vitest";
import { ReplayReport } from "#lib/evaluation/model";
import { figureRows } from "#lib/evaluation/rules";
import { groupFigures } from "./figure-groups";
import { comparison, findingsOf } from "./replay-findings";

const figures = {
  points: 400,
  match: 0.6,
  hit_at_3: 0.75,
  shown: 0.5,
  shown_accept: 0.7,
  shown_edit: 0.1,
  tool_calls: 100,
  tool_right: 0.52,
  tool_call_exact: 0.2,
  coverage_at_precision: [{ target: 0.8, coverage: 0.5, precision: 0.81 }],
  routing: [{ turns: 1, points: 50, accuracy: 0.9 }],
  agent_run_ms: { p50: 4, p95: 20 },
};

const report = (all: Partial<typeof figures> = {}, rest: object = {}) =>
  ReplayReport.parse({
    file: "dialogues.jsonl",
    options: {},
    drafted_by: "apprentice",
    pipeline_version: "1",
    tickets: 60,
    all: { ...figures, ...all },
    last_quarter: figures,
    baseline: { all: { ...figures, match: 0.4 }, last_quarter: figures },
    curve_by_closed: [
      { from: 0, to: 50, points: 200, match: 0.4, baseline_match: 0.3 },
      { from: 50, to: 100, points: 200, match: 0.7, baseline_match: 0.4 },
      { from: 100, to: null, points: 3, match: 0, baseline_match: 0 },
    ],
    curve_by_closed_of_kind: [],
    run: {
      agent_runs: 1,
      seconds: 1,
      agent_runs_per_second: 1,
      learn_ms: {},
      peak_memory_mb: 1,
      resumed_steps: 0,
    },
    notes: [],
    definitions: {},
    ...rest,
  });

test("a replay is told in sentences, every share with what it is of", () => {
  const claims = findingsOf(report()).map(({ claim }) => claim);
  expect(claims).toEqual([
    "The first draft was right for 6 in 10 replies",
    "A proposal was shown for 5 in 10 replies, and 8 in 10 of those were used",
    "It improved as tickets were closed",
    "It chose the right tool for 5 in 10 diagnostics",
  ]);
  const [right, cards, growth] = findingsOf(report()).map(({ figures: words }) => words);
  expect(right).toContain("60% of 400 replies, give or take 5 points");
  expect(cards).toContain("Shown: 200 of 400 drafts");
  expect(growth, "three replies are too few to speak of").toContain("70% with 50 to 99 closed");
});

test("a run that never showed a proposal says so, and what was not measured is left out", () => {
  const [, cards] = findingsOf(report({ shown: 0 }));
  expect(cards?.claim).toBe("No proposal was shown");
  expect(
    findingsOf(report({ tool_calls: 0 }))
      .map(({ claim }) => claim)
      .join(),
  ).not.toContain("look-ups");
});

test("two runs are called apart only beyond chance", () => {
  const better = { name: "Learning on", report: report() };
  const close = { name: "Again", report: report({ match: 0.58 }) };
  const worse = { name: "Frozen", report: report({ match: 0.3 }) };
  expect(comparison(better, worse)?.claim).toBe("Learning on is right more often than Frozen");
  expect(comparison(worse, better)?.claim).toBe("Learning on is right more often than Frozen");
  expect(comparison(better, close)?.claim).toBe("Learning on and Again perform alike");
  const other = { name: "Other", report: report({ match: 0.3, points: 90 }) };
  expect(comparison(better, other)?.figures).toContain("cover different replies");
});

test("every figure stands under one question", () => {
  const rows = figureRows(report().all);
  const grouped = groupFigures(rows);
  expect(grouped.flatMap((group) => group.rows).length).toBe(rows.length);
  expect(grouped.at(-1)).toMatchObject({ question: "Routing and speed" });
  expect(grouped.at(-1)?.rows.every(({ key }) => /^(routing|agent run)/.test(key))).toBe(true);
});
