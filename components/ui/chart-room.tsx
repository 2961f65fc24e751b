/** The room a chart is drawn in: as wide as it stands, and as it last was while it is hidden. */
"use client";
import { type ReactNode, useCallback, useState } from "react";

type ChartRoomProps = {
  /** In px. */
  height: number;
  /** The width before it is known, in px. */
  initialWidth: number;
  children: (width: number) => ReactNode;
};

/** Hands the width of its place to what it draws; of what has no width nothing can be drawn, so none is handed on. */
export function ChartRoom({ height, initialWidth, children }: ChartRoomProps) {
  const [width, setWidth] = useState(initialWidth);
  const measure = useCallback((place: HTMLDivElement | null) => {
    if (!place) return;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={measure} className="relative" style={{ height }}>
      <div className="absolute inset-0">{children(width)}</div>
    </div>
  );
}
