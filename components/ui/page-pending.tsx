/** A page whose one thing is still loading, or could not be loaded. */
"use client";
import { ErrorState } from "./error-state";
import { PageBody } from "./page-header";
import { SkeletonText } from "./skeleton";

type PagePendingProps = {
  /** Its query. */
  of: { error: Error | null; refetch: () => Promise<unknown> };
  /** What is loading, for those who do not see it: "Loading the article". */
  label: string;
  lines?: number;
};

export function PagePending({ of: { error, refetch }, label, lines = 12 }: PagePendingProps) {
  return (
    <PageBody>
      {error ? (
        <ErrorState title={error.message} onRetry={() => void refetch()} />
      ) : (
        <SkeletonText lines={lines} label={label} />
      )}
    </PageBody>
  );
}
