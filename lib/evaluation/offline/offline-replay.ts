/** Replays recorded dialogues by the wall clock against the apprentice in memory, without a database: the bench of its method. */
import { propose, proposeTriage } from "#lib/apprentice/engine";
import { type Case, type CaseEvent, rankedReplies } from "#lib/apprentice/model";
import { newApprentice, snapshot } from "#lib/apprentice/state";
import { learnCase, learnTaken } from "#lib/apprentice/training";
import { newPrecisionTarget, noteOutcome } from "#lib/policy/gate/precision-target";
import { undoSeconds } from "#lib/tickets/rules";
import { commonLabel } from "../common-label";
import { type FactRecord, newFactRecord, noteFacts } from "../fact-check";
import { type Dialogue, type DialogueTruth, type LabelledDialogue, readStarFile } from "../star";
import { type CallPoint, type Judged, judgeCall, judgeReply, type ReplyPoint } from "./judging";

/** Routing after the given number of customer turns. */
export type RoutePoint = { turns: number; right: boolean };

export type OfflineRun = {
  replies: ReplyPoint[];
  calls: CallPoint[];
  routes: RoutePoint[];
  learnMilliseconds: number[];
  snapshotBytes: number;
  seconds: number;
};

export type OfflineOptions = {
  /** Only the first so many tickets. */
  to?: number;
  /** Learn nothing after so many closed tickets. */
  freezeAfter?: number;
  /** Hide who the analyst is. */
  withoutAssignee?: boolean;
  onProgress?: (closed: number, total: number) => void;
};

export const precisionTargets = [0.7, 0.8, 0.9] as const;

type Live = {
  of: LabelledDialogue;
  case: Case;
  judged: Judged | null;
  customerTurns: number;
  points: ReplyPoint[];
};

/** Reads a STAR file and replays it; see data.md §2 for the protocol. */
export async function offlineReplay(path: string, options: OfflineOptions = {}): Promise<OfflineRun> {
  const dialogues: LabelledDialogue[] = [];
  for await (const one of readStarFile(path)) {
    if (dialogues.length === options.to) break;
    dialogues.push(one);
  }
  return replayDialogues(dialogues, options);
}

/**
 * Replays dialogues interleaved as they really overlapped. The engine sees a ticket's past events and has learnt, at
 * each close, from tickets closed before and from the steps taken on open ones; labels stay in here, and a suggestion has the label that the past replies it cites had.
 */
export function replayDialogues(
  dialogues: readonly LabelledDialogue[],
  options: OfflineOptions = {},
): OfflineRun {
  const started = performance.now();
  const apprentice = newApprentice();
  const run: OfflineRun = {
    replies: [],
    calls: [],
    routes: [],
    learnMilliseconds: [],
    snapshotBytes: 0,
    seconds: 0,
  };
  const live = new Map<number, Live>();
  const labels = new Map<number, string>();
  const kindsClosed = new Map<string, number>();
  const gates = precisionTargets.map((target) => newPrecisionTarget(target));
  const facts = factsOfAll(dialogues);
  let taken: { at: number; of: Case; step: CaseEvent }[] = [];
  let closed = 0;
  let eventId = 0;

  function runOn(one: Live): void {
    const before = performance.now();
    const proposal = propose(apprentice, one.case);
    const milliseconds = performance.now() - before;
    const counts = kindsOf(one.of.truth).map((kind) => kindsClosed.get(kind) ?? 0);
    one.judged = {
      proposal,
      labels: rankedReplies(proposal).map((reply) => commonLabel(reply.sourceEventIds, labels)),
      shownLabel: commonLabel(proposal.replies[0]?.sourceEventIds ?? [], labels),
      closed,
      kindClosed: Math.min(...counts),
      milliseconds,
    };
  }
  function close(one: Live): void {
    const before = performance.now();
    const { closedAt } = one.of.dialogue;
    taken = taken.filter(({ of }) => of.ticketId !== one.case.ticketId);
    if (closed < (options.freezeAfter ?? Number.POSITIVE_INFINITY)) {
      for (const { at, of, step } of taken) if (at <= closedAt) learnTaken(apprentice, of, step);
      const kind = one.of.truth.kind;
      learnCase(apprentice, { ...one.case, closedAt, triage: { category: kind } });
    }
    taken = taken.filter(({ at }) => at > closedAt);
    run.learnMilliseconds.push(performance.now() - before);
    closed++;
    for (const kind of kindsOf(one.of.truth)) kindsClosed.set(kind, (kindsClosed.get(kind) ?? 0) + 1);
    for (const point of one.points)
      for (const gate of gates) noteOutcome(gate, point.shownConfidence, point.isShownRight);
    options.onProgress?.(closed, dialogues.length);
  }

  for (const tick of wallClock(dialogues)) {
    const of = dialogues[tick.dialogue];
    if (!of) continue;
    const one = live.get(tick.dialogue) ?? newLive(of, options);
    if (!live.has(tick.dialogue)) {
      live.set(tick.dialogue, one);
      if (isStep(of.dialogue.events[0])) runOn(one);
    }
    const event = of.dialogue.events[tick.event];
    if (!event) {
      close(one);
      live.delete(tick.dialogue);
      continue;
    }
    const label = of.truth.labels[tick.event] ?? null;
    if (one.judged && event.kind === "analyst_reply") {
      const point = judgeReply(one.judged, one.case, event.body, label, of.dialogue.id, gates, facts);
      one.points.push(point);
      run.replies.push(point);
    }
    if (one.judged && event.kind === "tool_call") run.calls.push(judgeCall(one.judged.proposal, event));
    one.judged = null;
    eventId++;
    if (label !== null) labels.set(eventId, label);
    const happened = toEvent(event, eventId);
    if (isStep(event)) {
      const of = { ...one.case, events: [...one.case.events] };
      taken.push({ at: event.at + undoSeconds * 1000, of, step: happened });
    }
    one.case.events.push(happened);
    if (event.kind === "customer_message" && of.truth.singleKind && ++one.customerTurns <= 3) {
      const right = proposeTriage(apprentice, one.case).category?.[0]?.value === of.truth.kind;
      run.routes.push({ turns: one.customerTurns, right });
    }
    if (isStep(of.dialogue.events[tick.event + 1])) runOn(one);
  }
  run.snapshotBytes = snapshot(apprentice).length;
  run.seconds = (performance.now() - started) / 1000;
  return run;
}

type Tick = { at: number; order: number; dialogue: number; event: number };

/** All events and closings in the order of the clock; a close carries the index after the last event. */
function wallClock(dialogues: readonly LabelledDialogue[]): Tick[] {
  const ticks: Tick[] = [];
  dialogues.forEach(({ dialogue }, index) => {
    dialogue.events.forEach((event, position) => {
      ticks.push({ at: event.at, order: ticks.length, dialogue: index, event: position });
    });
    ticks.push({
      at: dialogue.closedAt,
      order: ticks.length,
      dialogue: index,
      event: dialogue.events.length,
    });
  });
  return ticks.sort((left, right) => left.at - right.at || left.order - right.order);
}

/** How replies tell results, on all the dialogues: the evaluator knows those to come as well. */
function factsOfAll(dialogues: readonly LabelledDialogue[]): FactRecord {
  const facts = newFactRecord();
  for (const { dialogue } of dialogues)
    noteFacts(
      facts,
      dialogue.events.map((event, index) => toEvent(event, index)),
    );
  return facts;
}

function newLive(of: LabelledDialogue, options: OfflineOptions): Live {
  const { id, analyst, customer } = of.dialogue;
  const assigneeId = options.withoutAssignee ? null : analyst;
  const events: CaseEvent[] = [];
  const about = {
    ticketId: id,
    subject: "",
    queue: null,
    assigneeId,
    customer: { id: customer, name: "", company: null },
  };
  return { of, case: { ...about, events }, judged: null, customerTurns: 0, points: [] };
}

function toEvent(event: Dialogue["events"][number], id: number): CaseEvent {
  const common = { id, kind: event.kind, at: event.at, actorId: null };
  if (event.kind === "tool_call")
    return { ...common, body: "", tool: event.tool, arguments: event.arguments };
  if (event.kind === "tool_result") return { ...common, body: "", tool: event.tool, result: event.result };
  return { ...common, body: event.body };
}

function isStep(event: Dialogue["events"][number] | undefined): boolean {
  return event?.kind === "analyst_reply" || event?.kind === "tool_call";
}

function kindsOf(truth: DialogueTruth): string[] {
  return truth.kind.split("+");
}
