/** Updates the dialogue state with the events of a ticket, one by one. */

import { asWritten } from "#lib/tickets/message/quotations";
import { borrowedNames } from "./borrowed";
import { leavesOf } from "./call/leaves";
import { type DialogueState, type DialogueStep, hasReader, isHeard } from "./dialogue-state";
import { factsIn } from "./facts/result-features";
import type { CaseEvent } from "./model";
import { flatten, noteEvent, valuesBySlot } from "./slot-values";
import { literalText, toPattern } from "./templates";
import { words } from "./tokens";

/** The step an event is, as the ticket stood before it; null when the event is no step of an analyst. */
export function stepOf(dialogue: DialogueState, event: CaseEvent): DialogueStep | null {
  if (event.kind === "tool_call" && event.tool) {
    return {
      key: `call:${event.tool}`,
      kind: "call",
      pattern: { text: event.tool, key: event.tool, slots: [], doubts: {} },
      borrowed: [],
      held: {},
      isAfterHandOver: dialogue.isHandedOver,
      isRead: hasReader(dialogue),
      event,
    };
  }
  if (event.kind !== "analyst_reply" || event.body.trim() === "") return null;
  const values = valuesBySlot(dialogue.valuesBySlot);
  const pattern = toPattern(event.body, values, (key) => dialogue.habits.isKnown(`reply:${key}`));
  const borrowed = borrowedNames(literalText(pattern.text), (word) => dialogue.heard.has(word));
  const held = Object.fromEntries(pattern.slots.map((slot) => [slot, values.get(slot) ?? ""]));
  return {
    key: `reply:${pattern.key}`,
    kind: "reply",
    pattern,
    borrowed,
    held,
    isAfterHandOver: dialogue.isHandedOver,
    isRead: hasReader(dialogue),
    event,
  };
}

/** Reads one event; `step` is what `stepOf` said about it. */
export function readEvent(dialogue: DialogueState, event: CaseEvent, step: DialogueStep | null): void {
  noteEvent(dialogue.valuesBySlot, event, (path, value) =>
    isSetting(dialogue, event.tool ?? "", path, value),
  );
  dialogue.lastGap = Math.max(0, event.at - dialogue.lastAt);
  dialogue.lastAt = event.at;
  dialogue.lastEventId = event.id;
  readHandOver(dialogue, event);
  if (step) readStep(dialogue, step);
  else if (event.kind === "tool_result") readResult(dialogue, event);
  else if (inwardKinds.has(event.kind)) readInward(dialogue, event);
  else return;
  dialogue.lastKind = event.kind;
}

/** Kinds that bring words from outside the desk. */
const inwardKinds: ReadonlySet<CaseEvent["kind"]> = new Set([
  "customer_message",
  "alert_firing",
  "alert_resolved",
  "follow_up_due",
]);

/** A plain word nobody said, or the one this argument always has, is the analyst's setting and no value of the ticket. */
function isSetting(dialogue: DialogueState, tool: string, path: string, value: string): boolean {
  if (/\p{N}/u.test(value) || /\S\s+\S|\w[.@:/_-]\w/u.test(value)) return false;
  return !isHeard(dialogue, value) || dialogue.habits.isSetting(tool, path, value);
}

/**
 * The first who is given a ticket takes it from nobody, and a case given back to them is no longer handed over. One that was
 * closed belongs to whoever had it last.
 */
function readHandOver(dialogue: DialogueState, { givenTo, ...event }: CaseEvent): void {
  if (event.kind === "handover") dialogue.isHandedOver = true;
  if (event.isEnd) {
    dialogue.isHandedOver = false;
    dialogue.givenFirst = dialogue.givenTo;
  }
  if (givenTo === undefined) return;
  dialogue.givenTo = givenTo;
  if (!dialogue.isHandedOver) dialogue.givenFirst ??= givenTo;
  dialogue.isHandedOver = givenTo !== dialogue.givenFirst;
}

const RESULT_WORDS = 60;
const HEARD_OF_A_RESULT = 2_000;

function readStep(dialogue: DialogueState, step: DialogueStep): void {
  dialogue.steps.push(step.key);
  dialogue.done.push(step.key);
  dialogue.turnWords = [];
  dialogue.turnText = "";
  if (step.kind === "call") {
    const tool = step.event.tool ?? "";
    dialogue.lastTool = tool;
    const leaves = leavesOf(step.event.arguments ?? {});
    dialogue.calledSinceAlert?.add(tool);
    dialogue.calls.set(tool, leaves);
    dialogue.callsInOrder.push({ tool, arguments: leaves });
    dialogue.callsByTool.set(tool, (dialogue.callsByTool.get(tool) ?? 0) + 1);
    dialogue.sinceReply++;
    return;
  }
  const said = words(step.event.body);
  dialogue.lastReply = step.key;
  dialogue.lastReplyWords = [
    ...said.slice(0, 3).map((word) => `<${word}`),
    ...said.slice(-3).map((word) => `>${word}`),
  ];
  dialogue.replies.push({ text: step.event.body, calls: dialogue.callsInOrder.length });
  dialogue.unanswered = [];
  dialogue.sinceReply = 0;
  dialogue.resultTold = true;
  dialogue.untold.clear();
}

function readResult(dialogue: DialogueState, event: CaseEvent): void {
  const found = flatten(event.result ?? {});
  dialogue.lastResult = Object.keys(event.result ?? {}).length === 0 ? ["none"] : factsIn(event.result ?? {});
  dialogue.steps.push(`result:${event.tool ?? ""}:${dialogue.lastResult[0] === "none" ? "none" : "some"}`);
  dialogue.resultTold = false;
  dialogue.untold.add(event.tool ?? "");
  const foundWords = found.flatMap(([, value]) => words(value));
  dialogue.resultWords = new Set(foundWords.slice(0, RESULT_WORDS));
  for (const word of foundWords.slice(0, HEARD_OF_A_RESULT)) dialogue.heard.add(word);
  dialogue.sinceReply++;
}

function readInward(dialogue: DialogueState, event: CaseEvent): void {
  const said = words(event.body);
  for (const text of asWritten(event.body))
    dialogue.messages.push({ text, after: dialogue.lastReply, calls: dialogue.callsInOrder.length });
  dialogue.steps.push(event.kind === "customer_message" ? "c" : event.kind);
  dialogue.turnWords.push(...said);
  dialogue.turnText = `${dialogue.turnText} ${event.body}`;
  if (dialogue.firstWords.length === 0) dialogue.firstWords = said;
  for (const word of said) {
    dialogue.allWords.add(word);
    dialogue.heard.add(word);
  }
  if (event.kind === "alert_firing") dialogue.calledSinceAlert = new Set();
  if (event.kind === "customer_message") {
    dialogue.customerTurns++;
    dialogue.unanswered.push(event.body);
  }
  dialogue.sinceReply++;
}
