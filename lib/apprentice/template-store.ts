/** The template store: reply templates and tools, each a class of the next-step model once it was seen twice. */
import type { Reader, Writer } from "./snapshot";

/** The class of every reply that no template covers. */
export const FREE_TEXT = 0;

/** One thing that can be done next. `classId` is null while it was seen only once. */
export type Entry = {
  /** `reply:` + template key, or `call:` + tool. */
  key: string;
  kind: "reply" | "call";
  classId: number | null;
  slots: string[];
  /** Names that all tickets it was said on had told before: a ticket's own, unless one was said without. */
  borrowed: string[];
  /** What its slots held first, of small numbers, and which of them held another value since: two prove a slot. */
  held: Record<string, string>;
  varied: string[];
  /** Other values that could have been meant every time, by slot. */
  doubts: Record<string, string[]>;
  /** Ways of putting it (patterns with slots) and how often each was used, most used first. */
  wordings: { text: string; count: number }[];
  count: number;
  /** How often it was the last reply of its ticket, after an answer. */
  endings: number;
  /** How often it was said after the case had been handed over. */
  afterHandOver: number;
  /** How often it was said where no customer reads it. */
  unread: number;
  /** Tickets it was used in. */
  tickets: number;
  lastTicketId: number;
  /** The newest past events it stands for, each with the tool last called before it. */
  sources: { eventId: number; tool: string }[];
  /** How often it was the first reply offered, and how often that was right. */
  offered: number;
  taken: number;
  /** Share of the newest offers that were right. */
  recentlyTaken: number;
  /** Number of the sighting, for forgetting the least recently used. */
  lastSeen: number;
};

export type TemplateStore = {
  entries: Map<string, Entry>;
  /** Entry of every class; index 0 is the free-text class and has none. A forgotten class leaves a hole until it is reused. */
  classes: (Entry | null)[];
  sightings: number;
  /** Replies seen, and those of them that were said after the case had been handed over. */
  replies: number;
  repliesAfterHandOver: number;
};

const SOURCES_KEPT = 24;
export const SOURCES_CITED = 5;
const WORDINGS_KEPT = 4;
/** Templates and tools that can be proposed at a time; the least recently used makes room. */
export const CLASSES_KEPT = 2048;
const SINGLES_KEPT = 6000;

export function newTemplateStore(): TemplateStore {
  return { entries: new Map(), classes: [null], sightings: 0, replies: 0, repliesAfterHandOver: 0 };
}

/** The class of a step, or the free-text class when it was never seen twice. */
export function classOf(templateStore: TemplateStore, key: string): number {
  return templateStore.entries.get(key)?.classId ?? FREE_TEXT;
}

export type Sighting = {
  key: string;
  kind: Entry["kind"];
  text: string;
  slots: string[];
  borrowed: string[];
  held: Record<string, string>;
  doubts: Record<string, string[]>;
  isAfterHandOver: boolean;
  isRead: boolean;
  ticketId: number;
  eventId: number;
  tool: string;
};

/** Reads one step of a closed ticket; true when that made it a class of its own. */
export function sight(templateStore: TemplateStore, seen: Sighting): boolean {
  templateStore.sightings++;
  const entry = templateStore.entries.get(seen.key) ?? newEntry(seen);
  // Re-inserting keeps the map ordered by last use.
  templateStore.entries.delete(seen.key);
  templateStore.entries.set(seen.key, entry);
  entry.count++;
  if (seen.isAfterHandOver) entry.afterHandOver++;
  if (!seen.isRead) entry.unread++;
  if (seen.kind === "reply") {
    templateStore.replies++;
    if (seen.isAfterHandOver) templateStore.repliesAfterHandOver++;
  }
  if (entry.lastTicketId !== seen.ticketId) entry.tickets++;
  entry.borrowed = entry.borrowed.filter((name) => seen.borrowed.includes(name));
  entry.lastTicketId = seen.ticketId;
  noteHeld(entry, seen);
  entry.lastSeen = templateStore.sightings;
  entry.sources = [{ eventId: seen.eventId, tool: seen.tool }, ...entry.sources].slice(0, SOURCES_KEPT);
  noteWording(entry, seen.text);
  forgetSingles(templateStore);
  if (entry.classId !== null || (entry.kind === "reply" && entry.count < 2)) return false;
  entry.classId = freeClass(templateStore);
  templateStore.classes[entry.classId] = entry;
  return true;
}

/** Learns which reply was the last of a closed ticket that had been answered before. */
export function noteEnding(templateStore: TemplateStore, key: string): void {
  const entry = templateStore.entries.get(key);
  if (entry) entry.endings++;
}

/** Share of its uses that ended a ticket; one use more that did not is imagined, so that few prove little. */
export function endingShare({ endings, count }: Pick<Entry, "endings" | "count">): number {
  return endings / (count + 1);
}

/** By so much the share must be above that of all other replies: on a desk that passes each ticket on, passing on says nothing. */
const telling = 0.5;

/**
 * True when a reply is mostly said by those who were given the case by somebody else; one use more that was not is imagined,
 * so that few prove little.
 */
export function isOthersWords(
  { afterHandOver, count }: Pick<Entry, "afterHandOver" | "count">,
  { replies, repliesAfterHandOver }: Pick<TemplateStore, "replies" | "repliesAfterHandOver">,
): boolean {
  const others = (repliesAfterHandOver - afterHandOver) / Math.max(1, replies - count);
  return afterHandOver / (count + 1) > telling + others;
}

/** Past events to cite: those made after the same tool, since one sentence may mean different things. */
export function sourcesOf(entry: Entry, tool: string): number[] {
  const alike = entry.sources.filter((source) => source.tool === tool);
  return (alike.length > 0 ? alike : entry.sources).slice(0, SOURCES_CITED).map((source) => source.eventId);
}

export function writeTemplateStore(writer: Writer, templateStore: TemplateStore): void {
  writer.number(templateStore.sightings);
  writer.number(templateStore.replies);
  writer.number(templateStore.repliesAfterHandOver);
  writer.number(templateStore.classes.length);
  writer.number(templateStore.entries.size);
  for (const entry of templateStore.entries.values()) writer.json(entry);
}

export function readTemplateStore(reader: Reader): TemplateStore {
  const sightings = reader.number();
  const replies = reader.number();
  const repliesAfterHandOver = reader.number();
  const classes: (Entry | null)[] = new Array(reader.number()).fill(null);
  const entries = new Map<string, Entry>();
  for (let left = reader.number(); left > 0; left--) {
    const entry = reader.json() as Entry;
    entries.set(entry.key, entry);
    if (entry.classId !== null) classes[entry.classId] = entry;
  }
  return { entries, classes, sightings, replies, repliesAfterHandOver };
}

function newEntry(seen: Sighting): Entry {
  return {
    key: seen.key,
    kind: seen.kind,
    classId: null,
    slots: seen.slots,
    borrowed: seen.borrowed,
    held: seen.held,
    varied: [],
    doubts: seen.doubts,
    wordings: [],
    count: 0,
    endings: 0,
    afterHandOver: 0,
    unread: 0,
    tickets: 0,
    lastTicketId: -1,
    sources: [],
    offered: 0,
    taken: 0,
    recentlyTaken: 0.5,
    lastSeen: 0,
  };
}

/** What a slot held another value of is proven; what did not hold what another value did, is no longer taken for that. */
function noteHeld(entry: Entry, { held, doubts }: Sighting): void {
  for (const [slot, value] of Object.entries(held))
    if (entry.held[slot] !== value && !entry.varied.includes(slot)) entry.varied.push(slot);
  entry.doubts = Object.fromEntries(
    Object.entries(entry.doubts).flatMap(([slot, others]) => {
      const left = others.filter((other) => doubts[slot]?.includes(other));
      return left.length > 0 ? [[slot, left]] : [];
    }),
  );
}

function noteWording(entry: Entry, text: string): void {
  const known = entry.wordings.find((wording) => wording.text === text);
  if (known) known.count++;
  else entry.wordings.push({ text, count: 1 });
  entry.wordings.sort((left, right) => right.count - left.count);
  if (entry.wordings.length > WORDINGS_KEPT) entry.wordings.splice(WORDINGS_KEPT - 1, 1);
}

function forgetSingles(templateStore: TemplateStore): void {
  if (templateStore.entries.size <= SINGLES_KEPT + CLASSES_KEPT) return;
  for (const [key, entry] of templateStore.entries) {
    if (entry.classId !== null) continue;
    templateStore.entries.delete(key);
    return;
  }
}

/** A new class, or that of the entry unused for longest when all are taken. */
function freeClass(templateStore: TemplateStore): number {
  if (templateStore.classes.length < CLASSES_KEPT) {
    templateStore.classes.push(null);
    return templateStore.classes.length - 1;
  }
  for (const [key, entry] of templateStore.entries) {
    if (entry.classId === null) continue;
    templateStore.entries.delete(key);
    return entry.classId;
  }
  return FREE_TEXT;
}
