/** The shape of what is loading; invisible for the first 200 ms, so that fast answers do not flicker. */
import { cn } from "./cn";

/** Give it the size of what it stands for: `<Skeleton className="h-4 w-32" />`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-late rounded-sm bg-hover", className)} />;
}

/** Lines of text that are loading, announced once. */
export function SkeletonText({ lines = 3, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-2.5 py-1">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <Skeleton key={line} className={cn("h-3", line % 3 === 2 ? "w-3/5" : "w-full")} />
      ))}
    </div>
  );
}
