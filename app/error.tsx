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
      <ErrorState title="This page could not be shown" onRetry={reset} reference={error.digest}>
        What was saved is safe. Try again
        {error.digest ? "; if it stays so, quote the number below." : ", or come back in a moment."}
      </ErrorState>
    </div>
  );
}
