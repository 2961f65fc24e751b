/** A replay from the first event to its report: recorded dialogues through the product's own path, judged as they go. */

import type { AgentPorts } from "#lib/agent/loop";
import { policy } from "#lib/agent/policy";
import { PIPELINE_VERSION } from "#lib/agent/prompt";
import { investigator } from "#lib/investigation/investigator";
import type { ArticleFile } from "#lib/knowledge/article-folder";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import type { ModelEndpoint } from "#lib/models/models";
import { noQueryEmbedding } from "#lib/models/query-embedding";
import type { Ctx } from "#lib/platform/context";
import { recordedOrigin } from "./arrivals";
import { catalogue } from "./catalogue";
import { type Environment, type Happening, openEnvironment } from "./environment";
import { type Evaluation, newEvaluation, type TimedRun } from "./evaluation";
import {
  baselineFigures,
  closedSteps,
  curveOf,
  figure,
  figuresOf,
  kindSteps,
  lastQuarter,
  quantiles,
} from "./figures";
import type { ReplyPoint } from "./judge";
import { publishArticles } from "./library";
import type { ReplayOptions, ReplayReport } from "./model";
import { furtherDefinitions, measures } from "./rules";
import type { LabelledDialogue } from "./star";
import { inOrder, type TimedDialogue, wallClock } from "./wall-clock";
import { isAnswer, waves } from "./waves";

export type ReplayInput = {
  /** File name of the dialogues, for the report. */
  file: string;
  dialogues: readonly LabelledDialogue[];
  options: ReplayOptions;
  /** What the desk has written down before its first ticket. */
  articles?: readonly ArticleFile[];
  /** The model to ask; null for the apprentice. */
  endpoint: ModelEndpoint | null;
  onProgress?: (done: number, total: number) => void;
  /** Breaks the replay off between two waves: it throws the signal's reason. */
  signal?: AbortSignal;
};

/**
 * Replays `dialogues` on the database of `ctx`, which is empty or was left by the same replay broken off. At every
 * step of an analyst the agent has considered the event before it, knowing only this ticket's past and tickets
 * closed before; then the real step is revealed as the decision. The same input gives the same figures.
 */
export async function runReplay(ctx: Ctx, input: ReplayInput): Promise<ReplayReport> {
  const { options, articles = [], endpoint } = input;
  const dialogues = inOrder(input.dialogues, options.to);
  await publishArticles(ctx, articles, dialogues[0]?.dialogue.openedAt ?? 0);
  const environment = await openEnvironment(ctx, dialogues, {
    ports: await replayPorts(ctx, dialogues, endpoint),
    isModelFar: endpoint !== null,
    origin: recordedOrigin(options),
  });
  return playOn(environment, newEvaluation(options, dialogues), { ...input, dialogues });
}

/** What is played on a desk, and what of it goes into the report. */
export type Play = Omit<ReplayInput, "dialogues"> & { dialogues: readonly TimedDialogue[] };

/** Lets dialogues happen on a desk, each step of an analyst judged and decided as it comes. */
export async function playOn(
  environment: Environment,
  evaluation: Evaluation,
  input: Play,
): Promise<ReplayReport> {
  const { options, articles = [], dialogues } = input;
  const began = performance.now();
  const ticks = wallClock(dialogues, options.seed);
  const runs = new Map<number, TimedRun>();
  const learnTimes: number[] = [];
  let agentRuns = 0;
  let closed = 0;
  let memory = 0;
  let done = 0;
  for (const { steps, close } of waves(ticks)) {
    const wave = steps.map((step): Happening => {
      // What nobody decides by leaves the card where it is.
      if (!isAnswer(step)) return { step, before: null, reaction: { kind: "none" } };
      const before = runs.get(step.of.number) ?? null;
      runs.delete(step.of.number);
      const reaction = before ? evaluation.react(step, before) : { kind: "none" as const };
      return { step, before: before?.run ?? null, reaction };
    });
    const { made, milliseconds } = await environment.happen(wave);
    for (const [index, { eventId, run }] of made.entries()) {
      const { step } = wave[index] as Happening;
      if (run) runs.set(step.of.number, { run, milliseconds: milliseconds ?? run.durationMs });
      if (run) agentRuns++;
      evaluation.note(step, eventId, run);
    }
    if (close) {
      const isLearning = closed < (options.freezeAfter ?? Number.POSITIVE_INFINITY);
      runs.delete(close.of.number);
      await environment.close(close, evaluation.categoryOf(close.of), isLearning);
      if (isLearning) learnTimes.push(await environment.learn(close));
      evaluation.close(close.of, isLearning);
      closed++;
      memory = Math.max(memory, process.memoryUsage.rss());
    }
    done += steps.length + (close ? 1 : 0);
    input.onProgress?.(done, ticks.length);
    input.signal?.throwIfAborted();
  }
  const { replies } = evaluation.points;
  const seconds = (performance.now() - began) / 1000;
  return {
    file: input.file,
    options,
    drafted_by: input.endpoint?.model ?? "apprentice",
    pipeline_version: PIPELINE_VERSION,
    tickets: dialogues.length,
    articles: articles.length,
    all: figuresOf(evaluation.points),
    last_quarter: figuresOf(lastQuarter(evaluation.points)),
    baseline: {
      all: baselineFigures(replies),
      last_quarter: baselineFigures(lastQuarter(evaluation.points).replies),
    },
    curve_by_closed: curveOf(replies, closedSteps, (point) => point.closed),
    curve_by_closed_of_kind: curveOf(replies, kindSteps, (point) => point.kindClosed),
    run: {
      agent_runs: agentRuns,
      seconds: figure(seconds),
      agent_runs_per_second: figure(agentRuns / seconds),
      learn_ms: quantiles(learnTimes),
      peak_memory_mb: Math.round(memory / 1e6),
      resumed_steps: environment.resumed(),
    },
    notes: notesOf(input, replies),
    definitions: {
      ...Object.fromEntries(Object.entries(measures).map(([key, { definition }]) => [key, definition])),
      ...furtherDefinitions,
    },
  };
}

/** The ports of a worker, with what may vary held still: settings read once, nothing shown for exploration. */
async function replayPorts(
  ctx: Ctx,
  dialogues: readonly TimedDialogue[],
  endpoint: ModelEndpoint | null,
): Promise<Omit<AgentPorts, "apprentice">> {
  const { gate, reach } = await policy(ctx);
  const held = { gate: { ...gate, exploration: 0 }, reach };
  return {
    tools: catalogue(dialogues),
    investigator,
    calls: modelCalls({ ...usualLimits, perMinute: 100_000 }),
    embedQuery: noQueryEmbedding,
    endpoint: async () => endpoint,
    policy: async () => held,
  };
}

function notesOf({ options, articles = [], endpoint }: Play, replies: readonly ReplyPoint[]): string[] {
  const notes = [
    "The labels of a proposal are found through the past replies it was built from; the agent never sees a label.",
    "Follow-up timers and deliveries do not ring in a replay; exploration is off.",
    options.withoutAssignee
      ? "The agent does not know which analyst a ticket is assigned to."
      : "The agent knows which analyst a ticket is assigned to, as a real desk does.",
  ];
  if (endpoint)
    notes.push(
      "A model's free text is given the label of the nearest past reply by token F1: its match is an estimate, its text measures are not.",
    );
  if (articles.length > 0) {
    const written = replies.filter(({ isEstimate }) => isEstimate).length;
    notes.push(
      `${articles.length} ${articles.length === 1 ? "article" : "articles"} stood in the knowledge from the start. ${written} of ${replies.length} first replies were built from no past one; each has the label of the nearest past reply by token F1: their match is an estimate, their text measures are not.`,
    );
  }
  if (options.freezeAfter !== undefined)
    notes.push(`Learning stopped after ${options.freezeAfter} closed tickets.`);
  if (options.from > 1) notes.push(`Judged from ticket ${options.from} on; those before were learned from.`);
  return notes;
}
