/** Holds the list still while a ticket is open or somebody acts; what changed meanwhile is shown on demand, or once nothing goes on. */
"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import type { InboxRow } from "#lib/inbox/model";
import { heldList } from "./held-list";

/** How long after the last key, move or scroll somebody still counts as acting. */
const actingMs = 2_500;

type Live = {
  rows: readonly InboxRow[];
  /** Names the list the rows belong to: another one starts anew. */
  listKey: string;
  openId: number | undefined;
};

export function useHeldRows({ rows: live, listKey, openId }: Live) {
  const isHeld = useIsActing() || openId !== undefined;
  const [held, setHeld] = useState({ listKey, rows: live });
  const opened = useRef(new Set<number>());
  const isAnother = held.listKey !== listKey;
  const mustFollow = (!isHeld || isAnother) && (isAnother || held.rows !== live);
  useEffect(() => {
    if (!isHeld) opened.current.clear();
    if (openId !== undefined) opened.current.add(openId);
  }, [isHeld, openId]);
  const list = useMemo(() => {
    if (mustFollow) return { rows: [...live], updates: 0, hasGrown: false };
    const done = new Set([...opened.current].filter((id) => id !== openId));
    return heldList(held, live, done);
  }, [mustFollow, held, live, openId]);
  if (mustFollow) setHeld({ listKey, rows: live });
  else if (list.hasGrown) setHeld({ listKey, rows: list.rows });
  return {
    rows: list.rows,
    updates: list.updates,
    show: () => {
      opened.current.clear();
      setHeld({ listKey, rows: live });
    },
  };
}

function useIsActing(): boolean {
  const [isActing, setActing] = useState(false);
  useEffect(() => {
    let pause: ReturnType<typeof setTimeout> | undefined;
    const act = () => {
      setActing(true);
      clearTimeout(pause);
      pause = setTimeout(() => setActing(false), actingMs);
    };
    const stop = new AbortController();
    for (const type of ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"])
      window.addEventListener(type, act, { capture: true, passive: true, signal: stop.signal });
    return () => {
      stop.abort();
      clearTimeout(pause);
    };
  }, []);
  return isActing;
}
