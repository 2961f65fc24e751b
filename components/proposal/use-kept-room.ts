/** Keeps the room of what somebody else took away: what stands around it does not move under a hand. */
"use client";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { useAttention } from "../shortcuts/provider";

/**
 * The room of what is `shown`, another text for each. Where something smaller takes its place that the reader did not ask for,
 * the room keeps its height until he does something.
 */
export function useKeptRoom(shown: string): RefObject<HTMLDivElement | null> {
  const attention = useAttention();
  const room = useRef<HTMLDivElement>(null);
  const height = useRef(0);

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      height.current = entry?.borderBoxSize[0]?.blockSize ?? 0;
    });
    if (room.current) observer.observe(room.current);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the room is looked at when something else is shown
  useLayoutEffect(() => {
    const element = room.current;
    if (!element || attention.isCaused(performance.now()) || element.offsetHeight >= height.current) return;
    const release = new AbortController();
    const letGo = () => {
      element.style.flexBasis = "";
      release.abort();
    };
    element.style.flexBasis = `${height.current}px`;
    for (const gesture of ["keydown", "click"])
      window.addEventListener(gesture, letGo, { capture: true, signal: release.signal });
    return letGo;
  }, [attention, shown]);
  return room;
}
