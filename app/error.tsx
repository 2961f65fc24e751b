/** What a page that failed shows; the rest of the desk stays. */
"use client";
import { ErrorState } from "#components/ui/error-state";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="grid h-full place-items-center p-6">
      <h1 className="sr-only">Error</h1>
      <ErrorState title="This page could not be loaded" onRetry={reset} reference={error.digest}>
        Saved work is safe. Try again
        {error.digest ? ". If the problem persists, report the number below." : ", or come back in a moment."}
      </ErrorState>
    </div>
  );
}
