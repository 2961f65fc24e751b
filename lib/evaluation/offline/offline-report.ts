/** Sums up an offline run in the figures of the replay protocol; run as a script it replays a file and prints them. */
import { parseArgs } from "node:util";
import { wrongFactTypes } from "../fact-check";
import { aurc, confidenceAuc, expectedCalibrationError, mean, NEAR_VERBATIM, quantile } from "../scorers";
import type { CallPoint, ReplyPoint } from "./judging";
import { type OfflineRun, offlineReplay, precisionTargets, type RoutePoint } from "./offline-replay";

const closedSteps = [0, 50, 100, 200, 400, 800, 1600, 3200];
const kindSteps = [0, 1, 5, 10, 20, 50, 100, 200];

/** Figures of all points, and of the newest quarter alone. */
export function summarise(run: OfflineRun): Record<string, unknown> {
  const newest = <Row>(rows: readonly Row[]): Row[] => rows.slice(Math.floor(rows.length * 0.75));
  return {
    ...figures(run.replies, run.calls, run.routes),
    last_quarter: figures(newest(run.replies), newest(run.calls), newest(run.routes)),
    by_closed: curve(run.replies, closedSteps, (point) => point.closed),
    by_closed_of_kind: curve(run.replies, kindSteps, (point) => point.kindClosed),
    learn_ms: { p50: quantile(run.learnMilliseconds, 0.5), p95: quantile(run.learnMilliseconds, 0.95) },
    snapshot_megabytes: run.snapshotBytes / 1e6,
    seconds: run.seconds,
  };
}

function figures(replies: readonly ReplyPoint[], calls: readonly CallPoint[], routes: readonly RoutePoint[]) {
  const judged = replies.map((point) => ({ confidence: point.confidence, right: point.match }));
  const rightTool = calls.filter((call) => call.toolRight);
  const stepsRight = share(replies, (point) => point.chosenAsStep && point.match) * replies.length;
  const callsRight = share(calls, (call) => call.stepRight) * calls.length;
  return {
    points: replies.length,
    match: share(replies, (point) => point.match),
    match_on_canned: share(
      replies.filter((point) => !point.typed),
      (point) => point.match,
    ),
    match_among_three: share(replies, (point) => point.matchAmongThree),
    match_shown: share(replies, (point) => point.isShownRight),
    withheld: share(replies, (point) => point.isWithheld),
    token_f1: mean(replies.map((point) => point.tokenF1)),
    rouge_l: mean(replies.map((point) => point.rougeL)),
    chrf: mean(replies.map((point) => point.chrF)),
    near_verbatim: share(replies, (point) => point.tokenF1 >= NEAR_VERBATIM),
    foreign_number_rate: share(replies, (point) => point.foreignNumber),
    wrong_facts: wrongFactFigures(replies),
    aurc: aurc(judged),
    confidence_auc: confidenceAuc(judged),
    ece: expectedCalibrationError(judged),
    coverage_at_precision: Object.fromEntries(
      precisionTargets.map((target) => {
        const spoken = replies.filter((point) => point.spoken[target]);
        return [
          target,
          {
            coverage: spoken.length / replies.length,
            precision: share(spoken, (point) => point.isShownRight),
          },
        ];
      }),
    ),
    typed_auc: confidenceAuc(
      replies.map((point) => ({ confidence: point.typedProbability, right: point.typed })),
    ),
    next_step: (stepsRight + callsRight) / (replies.length + calls.length),
    call: {
      points: calls.length,
      step: share(calls, (call) => call.stepRight),
      tool: share(calls, (call) => call.toolRight),
      exact: share(calls, (call) => call.exact),
      exact_given_tool: share(rightTool, (call) => call.exact),
      arguments_given_tool: mean(rightTool.map((call) => call.argumentAccuracy)),
    },
    routing: [1, 2, 3].map((turns) =>
      share(
        routes.filter((route) => route.turns === turns),
        (route) => route.right,
      ),
    ),
    agent_run_ms: {
      p50: quantile(
        replies.map((point) => point.milliseconds),
        0.5,
      ),
      p95: quantile(
        replies.map((point) => point.milliseconds),
        0.95,
      ),
    },
  };
}

/** Shares of drafts with a wrong fact, by its type: of all, of those the gate for .80 would have shown, and of the real replies. */
function wrongFactFigures(replies: readonly ReplyPoint[]) {
  const shown = replies.filter((point) => point.spoken["0.8"]);
  const accepted = shown.filter((point) => point.isShownRight && point.isShownAlike);
  return {
    all: share(replies, (point) => point.wrongFacts.length > 0),
    shown: share(shown, (point) => point.wrongFacts.length > 0),
    shown_and_alike: share(accepted, (point) => point.wrongFacts.length > 0),
    real: share(replies, (point) => point.realWrongFacts.length > 0),
    by_type: Object.fromEntries(
      wrongFactTypes.map((type) => [
        type,
        share(replies, (point) => point.wrongFacts.some((fact) => fact.type === type)),
      ]),
    ),
  };
}

function curve(replies: readonly ReplyPoint[], steps: readonly number[], of: (point: ReplyPoint) => number) {
  return steps.flatMap((from, index) => {
    const points = replies.filter(
      (point) => of(point) >= from && of(point) < (steps[index + 1] ?? Number.POSITIVE_INFINITY),
    );
    return points.length === 0
      ? []
      : [{ from, points: points.length, match: share(points, (point) => point.match) }];
  });
}

function share<Row>(rows: readonly Row[], holds: (row: Row) => boolean): number {
  return mean(rows.map((row) => Number(holds(row))));
}

if (process.argv[1]?.endsWith("offline-report.ts")) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      wrong: { type: "boolean" },
      freeze: { type: "boolean" },
      "without-assignee": { type: "boolean" },
    },
  });
  const [file = "", to] = positionals;
  let shown = Date.now();
  const run = await offlineReplay(file, {
    ...(to ? { to: Number(to) } : {}),
    ...(values.freeze ? { freezeAfter: 200 } : {}),
    withoutAssignee: values["without-assignee"] ?? false,
    onProgress: (closed, total) => {
      if (Date.now() - shown < 10_000) return;
      shown = Date.now();
      console.error(`${closed} of ${total} tickets`);
    },
  });
  const rounded = (_: string, value: unknown) =>
    typeof value === "number" ? Number(value.toFixed(4)) : value;
  if (values.wrong)
    for (const { text, wrongFacts, ticket, spoken } of run.replies)
      if (wrongFacts.length > 0)
        console.error(JSON.stringify({ ticket, shown: spoken["0.8"], text, wrongFacts }));
  console.log(JSON.stringify(summarise(run), rounded, 1));
}
