/** Sums up the points of a replay in the figures of its report: pure. */
import { wrongFactTypes } from "./fact-check";
import type { CallPoint, JudgedReply, ReplyPoint, RoutePoint } from "./judge";
import { type CurveStretch, precisionTargets, type ReplayFigures, type ReplyFigures } from "./model";
import { aurc, confidenceAuc, expectedCalibrationError, mean, NEAR_VERBATIM, quantile } from "./scorers";

export type Points = { replies: ReplyPoint[]; calls: CallPoint[]; routes: RoutePoint[] };

/** Steps of the learning curve, in closed tickets: of all kinds, and of the same kind. */
export const closedSteps = [0, 50, 100, 200, 400, 800, 1600, 3200];
export const kindSteps = [0, 1, 5, 10, 20, 50, 100, 200];

/** Every figure over these points. */
export function figuresOf({ replies, calls, routes }: Points): ReplayFigures {
  const cards = replies.filter(({ shown }) => shown);
  const rightTool = calls.filter(({ toolRight }) => toolRight);
  const times = replies.map(({ milliseconds }) => milliseconds);
  const stepsRight =
    replies.filter((point) => point.isReplyNext && point.match).length +
    calls.filter((call) => call.isCallNext && call.toolRight).length;
  return {
    ...replyFigures(replies, (place) => replies[place]?.typed),
    match_shown: share(replies, ({ isShownRight }) => isShownRight),
    hit_at_3: share(replies, ({ hitAt3 }) => hitAt3),
    typed_auc: figure(
      confidenceAuc(
        replies.map(({ typed, typedProbability }) => ({ confidence: typedProbability, right: typed })),
      ),
    ),
    shown: share(replies, ({ shown }) => shown),
    shown_match: share(cards, ({ match }) => match),
    shown_accept: share(cards, ({ verdict }) => verdict === "accept"),
    shown_edit: share(cards, ({ verdict }) => verdict === "edit"),
    shown_foreign_number_rate: share(cards, ({ foreignNumber }) => foreignNumber),
    shown_wrong_fact_rate: share(cards, ({ wrongFacts }) => wrongFacts.length > 0),
    tool_calls: calls.length,
    tool_step: share(calls, (call) => call.isCallNext && call.toolRight),
    tool_drafted: share(calls, (call) => call.isDrafted && call.toolRight),
    tool_right: share(calls, ({ toolRight }) => toolRight),
    tool_arguments: figure(mean(rightTool.map(({ argumentAccuracy }) => argumentAccuracy))),
    tool_call_exact: share(calls, ({ exact }) => exact),
    next_step: figure(stepsRight / (replies.length + calls.length)),
    routing: [1, 2, 3].map((turns) => {
      const asked = routes.filter((route) => route.turns === turns);
      return { turns, points: asked.length, accuracy: share(asked, ({ right }) => right) };
    }),
    agent_run_ms: quantiles(times),
  };
}

/** The baseline's figures over the same points. */
export function baselineFigures(replies: readonly ReplyPoint[]): ReplyFigures {
  return replyFigures(
    replies.map(({ baseline }) => baseline),
    (place) => replies[place]?.typed,
  );
}

/** The newest quarter of each sort of points. */
export function lastQuarter({ replies, calls, routes }: Points): Points {
  const newest = <Row>(rows: Row[]) => rows.slice(Math.floor(rows.length * 0.75));
  return { replies: newest(replies), calls: newest(calls), routes: newest(routes) };
}

/** Match of the replay and of the baseline by stretches of `of`; empty stretches are left out. */
export function curveOf(
  replies: readonly ReplyPoint[],
  steps: readonly number[],
  of: (point: ReplyPoint) => number,
): CurveStretch[] {
  return steps.flatMap((from, index) => {
    const to = steps[index + 1] ?? null;
    const points = replies.filter((point) => of(point) >= from && (to === null || of(point) < to));
    if (points.length === 0) return [];
    return {
      from,
      to,
      points: points.length,
      match: share(points, ({ match }) => match),
      token_f1: figure(mean(points.map(({ tokenF1 }) => tokenF1))),
      baseline_match: share(points, ({ baseline }) => baseline.match),
    };
  });
}

/** Median and 95th percentile; null of nothing. */
export function quantiles(values: readonly number[]) {
  return { p50: figure(quantile(values, 0.5)), p95: figure(quantile(values, 0.95)) };
}

/** To five decimals; what cannot be computed is null. */
export function figure(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1e5) / 1e5 : null;
}

function replyFigures(
  rows: readonly JudgedReply[],
  isTyped: (place: number) => boolean | undefined,
): ReplyFigures {
  const judged = rows.map(({ confidence, match }) => ({ confidence, right: match }));
  return {
    points: rows.length,
    match: share(rows, ({ match }) => match),
    match_on_canned: share(
      rows.filter((_, place) => !isTyped(place)),
      ({ match }) => match,
    ),
    token_f1: figure(mean(rows.map(({ tokenF1 }) => tokenF1))),
    rouge_l: figure(mean(rows.map(({ rougeL }) => rougeL))),
    chrf: figure(mean(rows.map(({ chrF }) => chrF))),
    near_verbatim: share(rows, ({ tokenF1 }) => tokenF1 >= NEAR_VERBATIM),
    foreign_number_rate: share(rows, ({ foreignNumber }) => foreignNumber),
    wrong_fact_rate: share(rows, ({ wrongFacts }) => wrongFacts.length > 0),
    wrong_facts: wrongFactTypes.map((type) => ({
      type,
      rate: share(rows, ({ wrongFacts }) => wrongFacts.includes(type)),
    })),
    aurc: figure(aurc(judged)),
    confidence_auc: figure(confidenceAuc(judged)),
    ece: figure(expectedCalibrationError(judged)),
    coverage_at_precision: precisionTargets.map((target, place) => {
      const shown = rows.filter(({ passes }) => passes[place]);
      return {
        target,
        coverage: figure(shown.length / rows.length),
        precision: share(shown, ({ match }) => match),
      };
    }),
  };
}

function share<Row>(rows: readonly Row[], holds: (row: Row) => boolean): number | null {
  return figure(mean(rows.map((row) => Number(holds(row)))));
}
