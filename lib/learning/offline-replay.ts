/** Replays recorded dialogues by the wall clock against an engine in memory, without a database: the quick bench of the apprentice. */
import {
  type Apprentice,
  learnCase,
  newApprentice,
  propose,
} from "#lib/agent/apprentice/engine";
import type { Case, CaseEvent, Proposal } from "#lib/agent/apprentice/model";
import * as scorers from "./scorers";
import { type Dialogue, type LabelledDialogue, readStarFile } from "./star";

type Live = { labelled: LabelledDialogue; case: Case; eventIds: number[] };
type Tick = { at: number; order: number; dialogue: number; event: number };

export type ReplyRow = {
  ticket: number; closed: number; kindClosed: number; label: string | null; predicted: string | null; typed: boolean;
  match: boolean; hit3: boolean; f1: number; foreign: boolean; confidence: number; typedP: number; text: string; truth: string; stepIsReply: boolean; ms: number;
  key: string; kind: string; last: string;
};
export type CallRow = { ticket: number; toolRight: boolean; stepRight: boolean; exact: boolean; accuracy: number };

export async function offlineReplay(path: string, options: { limit?: number; from?: number } = {}) {
  const all: LabelledDialogue[] = [];
  for await (const one of readStarFile(path)) {
    all.push(one);
    if (all.length === options.limit) break;
  }
  const apprentice = newApprentice();
  const ticks: Tick[] = [];
  let order = 0;
  all.forEach(({ dialogue }, index) => {
    dialogue.events.forEach((event, position) => ticks.push({ at: event.at, order: order++, dialogue: index, event: position }));
    ticks.push({ at: dialogue.closedAt, order: order++, dialogue: index, event: -1 });
  });
  // A ticket's own events keep their order; a close at the same second counts as later.
  ticks.sort((a, b) => a.at - b.at || a.order - b.order);
  const live = new Map<number, Live>();
  const labelOfEvent = new Map<number, string>();
  const labelsByKey = new Map<string, Map<string, number>>();
  const kindClosed = new Map<string, number>();
  const replies: ReplyRow[] = [];
  const calls: CallRow[] = [];
  const learnMs: number[] = [];
  let nextId = 1;
  let closed = 0;
  const pending = new Map<number, { proposal: Proposal; ms: number; closed: number; kindClosed: number; labels: (string | null)[] }>();

  function labelOf(key: string, sources: number[]): string | null {
    const counts = labelsByKey.get(key);
    if (counts) {
      let best: string | null = null; let top = 0;
      for (const [label, count] of counts) if (count > top) { top = count; best = label; }
      return best;
    }
    for (const id of sources) { const l = labelOfEvent.get(id); if (l) return l; }
    return null;
  }
  function consider(index: number, one: Live) {
    const start = performance.now();
    const proposal = propose(apprentice, one.case);
    const ms = performance.now() - start;
    const labels = proposal.replies.map((r) => labelOf(r.templateKey, r.sourceEventIds));
    const kind = one.labelled.truth.kind;
    pending.set(index, { proposal, ms, closed, kindClosed: Math.min(...kind.split("+").map((k) => kindClosed.get(k) ?? 0)), labels });
  }
  let last = Date.now();
  for (const tick of ticks) {
    const labelled = all[tick.dialogue];
    if (!labelled) continue;
    const { dialogue, truth } = labelled;
    let one = live.get(tick.dialogue);
    if (!one) {
      one = { labelled, case: newCase(dialogue), eventIds: [] };
      live.set(tick.dialogue, one);
      const first = dialogue.events[0];
      if (first && isStep(first.kind)) consider(tick.dialogue, one);
    }
    if (tick.event < 0) {
      const start = performance.now();
      learnCase(apprentice, { ...one.case, closedAt: dialogue.closedAt });
      learnMs.push(performance.now() - start);
      closed++;
      for (const k of truth.kind.split("+")) kindClosed.set(k, (kindClosed.get(k) ?? 0) + 1);
      // labels of templates: from the repertoire's sources, evaluator only
      for (const { key, label } of keysOf(apprentice, one, truth.labels)) {
        const counts = labelsByKey.get(key) ?? new Map<string, number>();
        counts.set(label, (counts.get(label) ?? 0) + 1);
        labelsByKey.set(key, counts);
      }
      live.delete(tick.dialogue);
      if (Date.now() - last > 15000) { last = Date.now(); console.error(`closed ${closed} replies ${replies.length} match ${scorers.mean(replies.map((r) => +r.match)).toFixed(4)} learn ${scorers.mean(learnMs.slice(-200)).toFixed(1)}ms`); }
      continue;
    }
    const event = dialogue.events[tick.event];
    if (!event) continue;
    const before = pending.get(tick.dialogue);
    if (isStep(event.kind) && before) {
      pending.delete(tick.dialogue);
      const p = before.proposal;
      const isReply = event.kind === "analyst_reply";
      if (isReply) {
        const label = truth.labels[tick.event] ?? null;
        const text = p.replies[0]?.text ?? "";
        const past = one.case.events.map((e) => `${e.body} ${JSON.stringify(e.arguments ?? {})} ${JSON.stringify(e.result ?? {})}`).join(" ");
        replies.push({
          ticket: dialogue.id, closed: before.closed, kindClosed: before.kindClosed, label, predicted: before.labels[0] ?? null, typed: label === null,
          match: label !== null && before.labels[0] === label, hit3: label !== null && before.labels.slice(0, 3).includes(label),
          f1: scorers.tokenF1(text, event.body), foreign: scorers.hasForeignNumber(text, past), confidence: p.confidence, typedP: p.typedProbability,
          text, truth: event.body, stepIsReply: p.step.kind !== "tool", ms: before.ms, key: p.replies[0]?.templateKey ?? "", kind: truth.kind,
          last: one.case.events.at(-1)?.kind ?? "start",
        });
      } else if (event.kind === "tool_call") {
        const args = p.tool?.tool === event.tool ? p.tool.arguments : {};
        const accuracy = scorers.argumentAccuracy(args, event.arguments);
        calls.push({ ticket: dialogue.id, toolRight: p.tool?.tool === event.tool, stepRight: p.step.kind === "tool" && p.tool?.tool === event.tool, exact: accuracy === 1, accuracy });
      }
    }
    const id = nextId++;
    const label = truth.labels[tick.event];
    if (label) labelOfEvent.set(id, label);
    one.eventIds.push(id);
    one.case.events.push(toEvent(event, id, dialogue));
    const next = dialogue.events[tick.event + 1];
    if (next && isStep(next.kind)) consider(tick.dialogue, one);
  }
  return { replies, calls, learnMs, apprentice };
}

import { newReading, readEvent, stepOf } from "#lib/agent/apprentice/reading";
function keysOf(_: Apprentice, one: Live, labels: (string | null)[]): { key: string; label: string }[] {
  const reading = newReading(one.case);
  const out: { key: string; label: string }[] = [];
  one.case.events.forEach((event, index) => {
    const step = stepOf(reading, event);
    const label = labels[index];
    if (step && label) out.push({ key: step.key, label });
    readEvent(reading, event, step);
  });
  return out;
}

function isStep(kind: CaseEvent["kind"]): boolean {
  return kind === "analyst_reply" || kind === "tool_call";
}

function newCase(dialogue: Dialogue): Case {
  return { ticketId: dialogue.id, subject: "", queue: null, assigneeId: dialogue.analyst, customer: null, events: [] };
}

function toEvent(event: Dialogue["events"][number], id: number, dialogue: Dialogue): CaseEvent {
  const base = { id, kind: event.kind, at: event.at, actorId: null, body: "body" in event ? event.body : "" };
  void dialogue;
  if (event.kind === "tool_call") return { ...base, tool: event.tool, arguments: event.arguments };
  if (event.kind === "tool_result") return { ...base, tool: event.tool, result: event.result };
  return base;
}

export function report({ replies, calls, learnMs }: Awaited<ReturnType<typeof offlineReplay>>) {
  const m = (rows: ReplyRow[]) => {
    const j = rows.map((r) => ({ confidence: r.confidence, right: r.match }));
    return {
      n: rows.length, match: scorers.mean(rows.map((r) => +r.match)), canned: scorers.mean(rows.filter((r) => !r.typed).map((r) => +r.match)),
      f1: scorers.mean(rows.map((r) => r.f1)), nearVerb: scorers.mean(rows.map((r) => +(r.f1 >= 0.9))), hit3: scorers.mean(rows.map((r) => +r.hit3)),
      foreign: scorers.mean(rows.map((r) => +r.foreign)), aurc: scorers.aurc(j), auc: scorers.confidenceAuc(j), ece: scorers.expectedCalibrationError(j),
      typedAuc: scorers.confidenceAuc(rows.map((r) => ({ confidence: r.typedP, right: r.typed }))),
      stepReply: scorers.mean(rows.map((r) => +(r.stepIsReply && r.match))),
      p50: scorers.quantile(rows.map((r) => r.ms), 0.5), p95: scorers.quantile(rows.map((r) => r.ms), 0.95),
    };
  };
  const show = (name: string, o: Record<string, number>) => console.log(name.padEnd(14), Object.entries(o).map(([k, v]) => `${k}=${k === "n" ? v : v.toFixed(k === "foreign" || k === "ece" ? 4 : 3)}`).join(" "));
  show("all", m(replies));
  show("last quarter", m(replies.slice(Math.floor(replies.length * 0.75))));
  for (const [lo, hi] of [[0, 50], [50, 100], [100, 200], [200, 400], [400, 800], [800, 1600], [1600, 3200], [3200, 1e9]] as const) {
    const rows = replies.filter((r) => r.closed >= lo && r.closed < hi);
    if (rows.length) console.log(`closed ${lo}+`, rows.length, scorers.mean(rows.map((r) => +r.match)).toFixed(3));
  }
  for (const [lo, hi] of [[0, 1], [1, 5], [5, 10], [10, 20], [20, 50], [50, 100], [100, 200], [200, 1e9]] as const) {
    const rows = replies.filter((r) => r.kindClosed >= lo && r.kindClosed < hi);
    if (rows.length) console.log(`same kind ${lo}+`, rows.length, scorers.mean(rows.map((r) => +r.match)).toFixed(3));
  }
  console.log("calls", calls.length, "step", scorers.mean(calls.map((c) => +c.stepRight)).toFixed(3), "tool", scorers.mean(calls.map((c) => +c.toolRight)).toFixed(3), "exact|tool", scorers.mean(calls.filter((c) => c.toolRight).map((c) => +c.exact)).toFixed(3), "exact", scorers.mean(calls.map((c) => +c.exact)).toFixed(3), "argacc|tool", scorers.mean(calls.filter((c) => c.toolRight).map((c) => c.accuracy)).toFixed(3));
  const steps = replies.filter((r) => r.stepIsReply && r.match).length + calls.filter((c) => c.stepRight).length;
  console.log("next step", (steps / (replies.length + calls.length)).toFixed(3), "learn ms", scorers.mean(learnMs).toFixed(2));
}

if (process.argv[1]?.endsWith("offline-replay.ts")) {
  const start = Date.now();
  const result = await offlineReplay(process.argv[2] ?? "", { limit: Number(process.argv[3] ?? 0) || 1e9 });
  report(result);
  console.log("seconds", ((Date.now() - start) / 1000).toFixed(1));
}
