/** What somebody has typed and not sent, kept in this browser by person and place, so that no reload, conflict or navigation loses it. */
"use client";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { z } from "zod";
import { useDesk } from "../inbox/desk-context";

const prefix = "vigil.text.";

/** What a text was written on. */
const Basis = z.object({
  /** The newest event of the ticket when it was begun. */
  seenId: z.number().optional(),
});
export type Basis = z.infer<typeof Basis>;
const listeners = new Set<() => void>();

/** A text by its place, e.g. `reply.1042`; an empty one is forgotten. */
export function useStoredText(place: string): [string, (text: string) => void] {
  const { me } = useDesk();
  return useStored(keyOf(me.id, place));
}

/** What the text of a place was written on. */
export function useBasis(place: string): [Basis, (basis: Basis) => void] {
  const { me } = useDesk();
  const [stored, store] = useStored(basisKeyOf(me.id, place));
  const set = useCallback((basis: Basis) => store(JSON.stringify(basis)), [store]);
  return [useMemo(() => parseBasis(stored), [stored]), set];
}

/** Puts text where its owner finds it again, below what may stand there already. */
export function keepText(userId: string, place: string, text: string, basis: Basis = {}) {
  const key = keyOf(userId, place);
  const basisKey = basisKeyOf(userId, place);
  const before = read(key);
  if (before.includes(text)) return;
  write(key, before ? `${before}\n\n${text}` : text);
  const seenIds = [basis.seenId, before ? parseBasis(read(basisKey)).seenId : undefined];
  const known = seenIds.filter((id) => id !== undefined);
  // What was written on less counts: more is asked about, never less.
  const seenId = known.length > 0 ? Math.min(...known) : undefined;
  write(basisKey, JSON.stringify({ seenId }));
}

/** Moves text to another place of its owner; nothing happens when there is none. */
export function moveText(userId: string, from: string, to: string) {
  const text = read(keyOf(userId, from));
  if (!text) return;
  const basis = parseBasis(read(basisKeyOf(userId, from)));
  forgetText(userId, from);
  keepText(userId, to, text, basis);
}

export function forgetText(userId: string, place: string) {
  write(keyOf(userId, place), "");
  write(basisKeyOf(userId, place), "");
}

function useStored(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => "",
  );
  return [text, useCallback((next: string) => write(key, next), [key])];
}

function basisKeyOf(userId: string, place: string): string {
  return `${keyOf(userId, place)}.basis`;
}

function parseBasis(stored: string): Basis {
  if (!stored) return {};
  return Basis.safeParse(JSON.parse(stored)).data ?? {};
}

function keyOf(userId: string, place: string): string {
  return `${prefix}${userId}.${place}`;
}

/** Typed text also lives in memory: a browser that stores nothing still keeps it until the tab is closed. */
const inMemory = new Map<string, string>();

function read(key: string): string {
  const held = inMemory.get(key);
  if (held !== undefined) return held;
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(key: string, text: string) {
  inMemory.set(key, text);
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // Full or forbidden: memory has it.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  /** Another tab of the same person typed. */
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (!key?.startsWith(prefix)) return;
    inMemory.set(key, newValue ?? "");
    listener();
  };
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}
