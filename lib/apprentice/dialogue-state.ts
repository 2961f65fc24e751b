/** The dialogue state: reads a ticket event by event and describes the situation before each step. */
import { borrowedNames } from "./borrowed";
import { leavesOf } from "./call/leaves";
import { factsIn } from "./facts/result-features";
import type { Case, CaseEvent } from "./model";
import { flatten, newSlotValues, noteEvent, type SlotValues, valuesBySlot } from "./slot-values";
import { literalText, type Pattern, toPattern } from "./templates";
import { words } from "./tokens";

/** What all tickets have in common, to tell a ticket's own values from it. */
export type Habits = {
  /** A reply of this key was seen before. */
  isKnown: (key: string) => boolean;
  /** This word is what the argument is always given. */
  isSetting: (tool: string, argument: string, value: unknown) => boolean;
};

const noHabits: Habits = { isKnown: () => false, isSetting: () => false };

/** Everything known of a ticket at one event. Updated by `readEvent`; never sees later events. */
export type DialogueState = {
  habits: Habits;
  valuesBySlot: SlotValues;
  assigneeId: string | null;
  customerId: string | null;
  /** Symbols of the steps so far, oldest first: `c` customer, `a` alert, `reply:…`, `call:…`, `result:…`. */
  steps: string[];
  /** Keys of the replies and calls so far, oldest first. */
  done: string[];
  lastReply: string;
  /** First and last words of the last reply: how it sounded, even when no template covers it. */
  lastReplyWords: string[];
  /** Events since the last reply. */
  sinceReply: number;
  /** Words of everything said to us since our last reply or call. */
  turnWords: string[];
  turnText: string;
  firstWords: readonly string[];
  allWords: Set<string>;
  /** Words of everything the ticket was told or found, and of whom it is about. */
  heard: Set<string>;
  subject: string;
  subjectWords: readonly string[];
  customerTurns: number;
  lastTool: string;
  /** Features of the newest result, `none` for nothing found. */
  lastResult: string[];
  resultWords: Set<string>;
  /** Whether a reply was made since the newest result. */
  resultTold: boolean;
  /** Tools that found something since the last reply. */
  untold: Set<string>;
  callsByTool: Map<string, number>;
  /** Tools called since the newest alert; null where none fired. */
  calledSinceAlert: Set<string> | null;
  /** Newest arguments of every tool called, and all calls in their order, each value under its whole name. */
  calls: Map<string, Record<string, unknown>>;
  callsInOrder: { tool: string; arguments: Record<string, unknown> }[];
  /** Who was given the ticket so far, as the timeline tells it. */
  givenTo: string | null;
  /** Who had it before it was handed over, since it was last open. */
  givenFirst: string | null;
  /** One person gave the case to another: what is said from now on is said by whoever took it over. */
  isHandedOver: boolean;
  /** What was said to us, oldest first, each with the reply it came after and the number of calls made before it. */
  messages: { text: string; after: string; calls: number }[];
  /** What the customer wrote since our last reply. */
  unanswered: string[];
  /** What we said, oldest first, each with the number of calls made before it. */
  replies: { text: string; calls: number }[];
  customerName: string;
  firstAt: number;
  lastAt: number;
  lastGap: number;
  lastEventId: number;
  lastKind: CaseEvent["kind"] | null;
};

/** A step an analyst took: the key of its template or tool and what it was made of. */
export type DialogueStep = {
  key: string;
  kind: "reply" | "call";
  pattern: Pattern;
  /** Names the reply took from the ticket without a slot for them. */
  borrowed: string[];
  /** What its slots held. */
  held: Record<string, string>;
  isAfterHandOver: boolean;
  /** A customer reads it. */
  isRead: boolean;
  event: CaseEvent;
};

/** A mail program's "(no subject)", in whatever language, was said by nobody. */
function saidBy(subject: string): string {
  return /^\s*[([<（【].*[)\]>）】]\s*$/u.test(subject) ? "" : subject;
}

export function newDialogueState(of: Case, habits: Habits = noHabits): DialogueState {
  return {
    habits,
    valuesBySlot: newSlotValues(of),
    assigneeId: of.assigneeId,
    customerId: of.customer?.id ?? null,
    steps: [],
    done: [],
    lastReply: "",
    lastReplyWords: [],
    sinceReply: 0,
    turnWords: [],
    turnText: "",
    firstWords: [],
    allWords: new Set(words(saidBy(of.subject))),
    heard: new Set([of.subject, of.customer?.name ?? "", of.customer?.company ?? ""].flatMap(words)),
    subject: of.subject,
    subjectWords: words(saidBy(of.subject)),
    customerTurns: 0,
    lastTool: "",
    lastResult: [],
    resultWords: new Set(),
    resultTold: false,
    untold: new Set(),
    callsByTool: new Map(),
    calledSinceAlert: null,
    calls: new Map(),
    callsInOrder: [],
    givenTo: null,
    givenFirst: null,
    isHandedOver: false,
    messages: [],
    unanswered: [],
    replies: [],
    customerName: of.customer?.name.trim() ?? "",
    firstAt: of.events[0]?.at ?? 0,
    lastAt: of.events[0]?.at ?? 0,
    lastGap: 0,
    lastEventId: 0,
    lastKind: null,
  };
}

/** True when the ticket has said every word of a name. */
export function isHeard(dialogue: DialogueState, name: string): boolean {
  return words(name).every((word) => dialogue.heard.has(word));
}

/** True when a customer reads what is written here: monitoring reads nothing. */
export function hasReader({ customerId, customerTurns }: DialogueState): boolean {
  return customerId !== null || customerTurns > 0;
}

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
  dialogue.messages.push({
    text: event.body,
    after: dialogue.lastReply,
    calls: dialogue.callsInOrder.length,
  });
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
