/** All articles and runbooks, searched by words of their text, filtered by kind; both stand in the address. */
"use client";
import { BookOpen, Plus, SearchX } from "lucide-react";
import Link from "next/link";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useCallback } from "react";
import { articleKinds } from "#lib/knowledge/model";
import { roleMay } from "#lib/platform/rules";
import { useAddressState } from "../address-state";
import { useDesk } from "../inbox/desk-context";
import { SearchField } from "../search-field";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { SkeletonText } from "../ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../ui/tabs";
import { useArticles } from "./article-query";
import { ArticleRow } from "./article-row";

const parsers = { kind: parseAsStringLiteral(articleKinds), search: parseAsString.withDefault("") };
const everyKind = "every";

export function ArticleList() {
  const { me } = useDesk();
  const [{ kind, search }, setFilter] = useAddressState(parsers);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useArticles({
    kind: kind ?? undefined,
    search,
  });
  const find = useCallback((words: string) => void setFilter({ search: words || null }), [setFilter]);
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const mayWrite = roleMay(me.role, "knowledge.write");
  return (
    <PageBody>
      <PageHeader
        title="Knowledge"
        description="What the agent may base a proposal on, besides closed tickets. Articles can be cited to customers; runbooks are internal."
        actions={
          mayWrite && (
            <Button variant="primary" asChild>
              <Link href="/knowledge/new">
                <Plus aria-hidden /> New article
              </Link>
            </Button>
          )
        }
      />
      <Tabs
        value={kind ?? everyKind}
        onValueChange={(next) => setFilter({ kind: articleKinds.find((known) => known === next) ?? null })}
      >
        <div className="mb-2 flex flex-wrap items-end gap-x-6 gap-y-2">
          <SearchField
            label="Search articles"
            placeholder="Search in titles and text"
            value={search}
            onSearch={find}
            className="min-w-56"
          />
          <TabsList aria-label="Kind">
            <TabsTrigger value={everyKind}>All</TabsTrigger>
            <TabsTrigger value="article">Articles</TabsTrigger>
            <TabsTrigger value="runbook">Runbooks</TabsTrigger>
          </TabsList>
        </div>
        <TabsContent value={kind ?? everyKind}>
          {error && <ErrorState title={error.message} onRetry={() => void refetch()} />}
          {!data && !error && <SkeletonText lines={8} label="Loading articles" />}
          {data && rows.length === 0 && (
            <EmptyState
              icon={search ? <SearchX /> : <BookOpen />}
              title={search ? "No results" : "No articles yet"}
            >
              {search
                ? "Only published articles are searched. Try fewer or different words."
                : "Write down what the team keeps explaining. The agent can cite it from the next message on."}
            </EmptyState>
          )}
          {rows.length > 0 && (
            <ul className="border-t border-line">
              {rows.map((row) => (
                <ArticleRow key={row.id} article={row} />
              ))}
            </ul>
          )}
          {hasNextPage && (
            <Button className="mt-4" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          )}
        </TabsContent>
      </Tabs>
    </PageBody>
  );
}
