/** Keeps the room of what somebody else took away: what stands around it does not move under a hand. */
"use client";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { onNextGesture } from "../shortcuts/next-gesture";
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
    const letGo = () => {
      element.style.flexBasis = "";
    };
    element.style.flexBasis = `${height.current}px`;
    const stop = onNextGesture(letGo);
    return () => {
      stop();
      letGo();
    };
  }, [attention, shown]);
  return room;
}
