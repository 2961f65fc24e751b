/** The composer is one line while a proposal waits, and opens by itself only under a hand that asked for it. */
"use client";
import { useLayoutEffect, useRef, useState } from "react";
import { onNextGesture } from "../shortcuts/next-gesture";
import { useAttention } from "../shortcuts/provider";

/**
 * Whether the composer is quiet: as long as something `isWaiting`, and, where somebody else took that away, until the reader
 * does something. `isKnown`: it is no guess of the list any more.
 */
export function useQuiet(isWaiting: boolean, isKnown: boolean): boolean {
  const attention = useAttention();
  const wasWaiting = useRef(false);
  const [isHeld, setIsHeld] = useState(false);
  useLayoutEffect(() => {
    const isTaken = wasWaiting.current && !isWaiting && !attention.isCaused(performance.now());
    wasWaiting.current = isKnown && isWaiting;
    setIsHeld(isTaken);
    if (!isTaken) return;
    return onNextGesture(() => setIsHeld(false));
  }, [attention, isWaiting, isKnown]);
  return isWaiting || isHeld;
}
