/** The dialogue state: everything known of a ticket before a step. `dialogue-update.ts` carries it from event to event. */
import type { Case, CaseEvent } from "./model";
import { newSlotValues, type SlotValues } from "./slot-values";
import type { Pattern } from "./templates";
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

/** True as long as nothing was done yet: what kind of case it is stands in what was written alone. */
export function isOpening({ done }: DialogueState): boolean {
  return done.length === 0;
}
