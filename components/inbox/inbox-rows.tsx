/** The rows of the list: loaded page by page, patched row by row as the stream tells what changed. */
"use client";
import { type InfiniteData, type QueryClient, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { InboxPage, type InboxRow, sortOf } from "#lib/inbox/model";
import { fetchJson } from "../live/fetch-json";
import { useLive } from "../live/live-provider";
import { listKey, queryKeys } from "../live/query-keys";
import type { ListFilter } from "./inbox-filter";
import { mergeRows } from "./merge-rows";

type Pages = InfiniteData<InboxPage, string>;

/** More changed rows at once than this, and starting the list anew is cheaper. */
const mostPatched = 100;

export function useInboxRows(filter: ListFilter) {
  const queryClient = useQueryClient();
  const { batch } = useLive();
  const query = useInfiniteQuery({
    queryKey: queryKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      fetchJson(InboxPage, "/api/inbox", { ...filter, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    placeholderData: (before, previous) => (previous?.queryKey[0] === listKey[0] ? before : undefined),
  });

  useEffect(() => {
    let patching: Promise<unknown> = Promise.resolve();
    return batch.subscribe((ticketIds) => {
      patching = patching.then(() => patchList(queryClient, filter, ticketIds));
    });
  }, [batch, filter, queryClient]);

  const rows = useMemo(() => uniqueRows(query.data?.pages ?? []), [query.data]);
  const { hasNextPage, isFetching, error, fetchNextPage } = query;
  const canLoadMore = hasNextPage && !isFetching && error === null;
  const loadMore = useCallback(() => {
    if (canLoadMore) void fetchNextPage();
  }, [canLoadMore, fetchNextPage]);
  return {
    rows,
    isLoading: query.isPending,
    /** The rows shown belong to the filter before; the new ones are on their way. */
    isStale: query.isPlaceholderData,
    isComplete: !hasNextPage,
    isFetching,
    error,
    retry: () => void query.refetch(),
    /** Another one as soon as a page may be asked for again: one that was broken off by a change is not lost. */
    loadMore,
  };
}

/** Changes a row in every list at once, before the server has answered; returns how to take it back. */
export function usePatchRow() {
  const queryClient = useQueryClient();
  return useCallback(
    (ticketId: number, patch: Partial<InboxRow>) => {
      const before = queryClient.getQueriesData<Pages>({ queryKey: listKey });
      queryClient.setQueriesData<Pages>({ queryKey: listKey }, (data) =>
        data
          ? {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                rows: page.rows.map((row) => (row.id === ticketId ? { ...row, ...patch } : row)),
              })),
            }
          : data,
      );
      return () => {
        for (const [key, data] of before) queryClient.setQueryData(key, data);
      };
    },
    [queryClient],
  );
}

/** Brings the changed rows of one list up to date; others are loaded again when they are shown. */
async function patchList(queryClient: QueryClient, filter: ListFilter, ticketIds: number[]) {
  const queryKey = queryKeys.list(filter);
  queryClient.invalidateQueries({ queryKey: listKey, refetchType: "none", type: "inactive" });
  try {
    if (ticketIds.length > mostPatched) return await queryClient.resetQueries({ queryKey });
    const changed = await fetchJson(InboxPage, "/api/inbox", { ...filter, ids: ticketIds.join(",") });
    // A page on its way would overwrite the patch with what it started from.
    await queryClient.getQueryCache().find({ queryKey })?.promise;
    queryClient.setQueryData<Pages>(queryKey, (data) =>
      data ? { ...data, pages: mergeRows(data.pages, ticketIds, changed.rows, sortOf(filter)) } : data,
    );
  } catch {
    await queryClient.invalidateQueries({ queryKey });
  }
}

/** A row that moved up between two pages would stand in both. */
function uniqueRows(pages: readonly InboxPage[]): InboxRow[] {
  const rows = new Map<number, InboxRow>();
  for (const page of pages) for (const row of page.rows) if (!rows.has(row.id)) rows.set(row.id, row);
  return [...rows.values()];
}
