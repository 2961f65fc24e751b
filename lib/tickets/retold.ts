/** Handles repeated deliveries of a known event: an edit, a deletion, an alert still firing, or the echo of our own reply. Pure. */

import { type Attachment, areSameFiles } from "#lib/attachments/model";
import { activeEvents, isResolved } from "./active-events";
import { contentOf, type EventContent, toldOf, withTold } from "./event";
import type { InboundEvent } from "./inbound-event";
import type { NewEvent } from "./timeline";

/** An event as it is stored. */
export type StoredEvent = EventContent & { id: number; at: Date; body: string; source: string };

/** What the ticket of a known event holds when it is told again. */
export type Retelling = {
  events: readonly StoredEvent[];
  isFinished: boolean;
  now: Date;
};

/**
 * The event that follows from telling `original` again; null when that says nothing new. An edit stands in its place
 * under its time. An older version sent once more changes nothing, unless the sender says that it is newer.
 */
export function retold(
  input: InboundEvent,
  original: StoredEvent,
  { events, isFinished, now }: Retelling,
): NewEvent | null {
  const versions = versionsOf(original, events);
  const current = versions.at(-1) ?? original;
  if (events.some((event) => "withdraws" in event.data && event.data.withdraws === current.id)) return null;
  const { source, externalId, actorKind, actorId, actorName, body } = input;
  const told = { actorKind, actorId, actorName, source };
  if (input.kind === "message_deleted")
    return { ...told, kind: input.kind, at: now, externalId, data: { withdraws: current.id } };
  if (input.kind !== original.kind) return null;
  const files = filesAfter(input, current);
  const again = withTold(input, {
    opening: toldOf(original).opening,
    ...(files.length > 0 && { attachments: files }),
  });
  const active = activeEvents(events);
  if (input.kind === "alert_firing" && isFinished && !isResolved(active, current)) {
    const finish = active.findLast(({ kind }) => kind === "status_change")?.id ?? current.id;
    return { ...told, ...contentOf(again), at: now, body, externalId: `${externalId}/after/${finish}` };
  }
  const editedAt = input.editedAt?.toISOString();
  const isNewer = editedAt !== undefined && editedAt > (toldOf(current).editedAt ?? "");
  const isKnown = (isNewer ? [current] : versions).some((version) => saysTheSame(input, version));
  if (isKnown || (editedAt !== undefined && !isNewer)) return null;
  const isSeen =
    isFinished ||
    (isTouchUp(input.kind, current.body, body) && areSameFiles(files, toldOf(current).attachments ?? []));
  const edit = withTold(again, {
    edits: current.id,
    ...(isSeen && { seenAs: toldOf(current).seenAs ?? current.id }),
    ...(editedAt && { editedAt }),
  });
  return {
    ...told,
    ...contentOf(edit),
    at: original.at,
    body,
    externalId: `${externalId}@${current.id}`,
  };
}

/** True when an event told again says what the stored one says. */
export function saysTheSame(input: InboundEvent, known: EventContent & { body: string }): boolean {
  return (
    input.body === known.body &&
    JSON.stringify(annotationsOf(input)) === JSON.stringify(annotationsOf(known)) &&
    areSameFiles(filesAfter(input, known), toldOf(known).attachments ?? [])
  );
}

function annotationsOf(event: InboundEvent | EventContent): Record<string, string> {
  const isAlert = event.kind === "alert_firing" || event.kind === "alert_resolved";
  return (isAlert && event.data.annotations) || {};
}

/** The files of a message told again: those of before where the sender says nothing of files. */
function filesAfter(input: InboundEvent, known: EventContent): Attachment[] {
  const { attachments } = input;
  const told = input.kind === "message_deleted" ? [] : (input.data.attachments ?? []);
  if (attachments !== undefined || told.some(({ isWholeText }) => !isWholeText)) return told;
  return [...(toldOf(known).attachments ?? []).filter(({ isWholeText }) => !isWholeText), ...told];
}

/** Furthest apart that a reply and its echo are said to have been sent. */
const echoWindow = 10 * 60_000;
/** Fewest words of a reply that is recognised inside a longer text. */
const leastWords = 4;

/** The reply of ours that comes back with `input`, as another desk's own: the same words within minutes. */
export function echoed(input: InboundEvent, events: readonly StoredEvent[]): StoredEvent | null {
  const own = activeEvents(events).filter(
    ({ kind, source, at }) =>
      kind === "analyst_reply" &&
      source === "desk" &&
      Math.abs(at.getTime() - input.at.getTime()) <= echoWindow,
  );
  return own.find(({ body }) => carries(input.body, body)) ?? null;
}

/** Which of our replies an id names that we gave it on its way out. */
export function ownReply(externalId: string): number | null {
  const id = /^reply_(\d{1,15})_/.exec(externalId)?.[1];
  return id === undefined ? null : Number(id);
}

function versionsOf(original: StoredEvent, events: readonly StoredEvent[]): StoredEvent[] {
  const versions = [original];
  for (let last = original.id; ; ) {
    const next = events.find((event) => toldOf(event).edits === last);
    if (!next) return versions;
    versions.push(next);
    last = next.id;
  }
}

/** Only case, spacing or punctuation differs; of an alert also the figures, which change as long as it fires. */
function isTouchUp(kind: InboundEvent["kind"], before: string, after: string): boolean {
  const core = (text: string) => (kind === "alert_firing" ? text.replace(/\p{N}+/gu, "") : text);
  return words(core(before)).join(" ") === words(core(after)).join(" ");
}

/** True when `text` is `reply`, or has it whole among a signature or a quotation. */
function carries(text: string, reply: string): boolean {
  const [outer, inner] = [words(text), words(reply)];
  if (inner.length < leastWords) return outer.join(" ") === inner.join(" ");
  return ` ${outer.join(" ")} `.includes(` ${inner.join(" ")} `);
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
