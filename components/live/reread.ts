/** Reads again what a change made stale. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Begins the reads under `queryKey` anew. A first read, and one that nobody looks at yet, the library does not begin anew: it may
 * have been answered before the change, so it is followed by one more.
 */
export async function reread(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  const kept = queryClient
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: "fetching" })
    .filter((query) => query.state.data === undefined || !query.isActive());
  void queryClient.invalidateQueries({ queryKey });
  await Promise.all(
    kept.map(async (query) => {
      // A read that failed says so where it is shown; it is tried again all the same.
      await Promise.allSettled([query.promise]);
      await queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }),
  );
}
