/** Reads of the knowledge pages; a saved article refreshes them through the stream. */
"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { Article, type ArticleKind, ArticlesPage, ArticleVersion } from "#lib/knowledge/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function useArticles(filter: { kind: ArticleKind | undefined; search: string }) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.articles, "list", filter],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(ArticlesPage, "/api/articles", { ...filter, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
}

export function useArticle(id: number) {
  return useQuery({
    queryKey: [...queryKeys.articles, id],
    queryFn: ({ signal }) => fetchJson(Article, `/api/articles/${id}`, {}, signal),
  });
}

export function useArticleVersions(id: number) {
  return useQuery({
    queryKey: [...queryKeys.articles, id, "versions"],
    queryFn: ({ signal }) => fetchJson(z.array(ArticleVersion), `/api/articles/${id}/versions`, {}, signal),
  });
}
