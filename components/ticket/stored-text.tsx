/** What somebody has typed and not sent, kept in this browser by person and place, so that no reload, conflict or navigation loses it. */
"use client";
import { useCallback, useSyncExternalStore } from "react";
import { useDesk } from "../inbox/desk-context";

const prefix = "vigil.text.";
const listeners = new Set<() => void>();

/** A text by its place, e.g. `reply.1042`; an empty one is forgotten. */
export function useStoredText(place: string): [string, (text: string) => void] {
  const { me } = useDesk();
  const key = keyOf(me.id, place);
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => "",
  );
  return [text, useCallback((next: string) => write(key, next), [key])];
}

/** Puts text where its owner finds it again, below what may stand there already. */
export function keepText(userId: string, place: string, text: string) {
  const key = keyOf(userId, place);
  const before = read(key);
  if (before.includes(text)) return;
  write(key, before ? `${before}\n\n${text}` : text);
}

/** Moves text to another place of its owner; nothing happens when there is none. */
export function moveText(userId: string, from: string, to: string) {
  const text = read(keyOf(userId, from));
  if (!text) return;
  write(keyOf(userId, from), "");
  keepText(userId, to, text);
}

export function forgetText(userId: string, place: string) {
  write(keyOf(userId, place), "");
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
