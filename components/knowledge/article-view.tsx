/** An article to read, with every version it ever had. */
"use client";
import { Archive, Pencil } from "lucide-react";
import Link from "next/link";
import { parseAsInteger, useQueryState } from "nuqs";
import { useRef } from "react";
import { linkSource } from "#lib/knowledge/model";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { BackLink } from "../ui/back-link";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Markdown } from "../ui/markdown";
import { PageBody, PageHeader } from "../ui/page-header";
import { PagePending } from "../ui/page-pending";
import { RelativeTime } from "../ui/relative-time";
import { WordDiff } from "../ui/word-diff";
import { useAction } from "../use-action";
import { useArticle, useArticleVersions } from "./article-query";
import { articleKindWords, articleStatusTones, articleStatusWords } from "./article-words";
import { ReadLink } from "./read-link";
import { VersionList } from "./version-list";

type ArticleViewProps = {
  articleId: number;
  retire: ServerAction<{ id: number }>;
};

export function ArticleView({ articleId, retire }: ArticleViewProps) {
  const { me, wordDiff } = useDesk();
  const query = useArticle(articleId);
  const { data: article, error } = query;
  const versions = useArticleVersions(articleId).data ?? [];
  const [version, setVersion] = useQueryState("version", parseAsInteger);
  const edit = useRef<HTMLAnchorElement>(null);
  // The button that retired it is gone then.
  const retiring = useAction("article-view", retire, () => edit.current?.focus());
  const old = versions.find((one) => one.version === version && one.version !== article?.version);
  if (error || !article) return <PagePending of={query} label="Loading the article" />;
  const mayWrite = roleMay(me.role, "knowledge.write");
  return (
    <PageBody wide>
      <BackLink href="/knowledge">Knowledge</BackLink>
      <PageHeader
        title={<bdi>{old?.title ?? article.title}</bdi>}
        description={
          <span className="flex flex-wrap items-center gap-1.5">
            <Badge outline>{articleKindWords[article.kind]}</Badge>
            <Badge tone={articleStatusTones[article.status]}>{articleStatusWords[article.status]}</Badge>
            {[article.service, ...article.tags].filter(Boolean).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            <span className="text-ink-faint">
              changed <RelativeTime time={article.updatedAt} />
            </span>
          </span>
        }
        actions={
          mayWrite && (
            <>
              {article.status !== "retired" && (
                <Button busy={retiring.busy} onClick={() => retiring.run({ id: articleId })}>
                  <Archive aria-hidden /> Retire
                </Button>
              )}
              <Button variant="primary" asChild>
                <Link ref={edit} href={`/knowledge/${articleId}/edit`}>
                  <Pencil aria-hidden /> Edit
                </Link>
              </Button>
            </>
          )
        }
      />
      <Refusal>{retiring.refusal}</Refusal>
      {article.source === linkSource && article.externalId && (
        <div className="mb-3 flex flex-wrap items-center gap-2 text-sm text-ink-muted">
          <span className="wrap-anywhere">
            Imported from <bdi>{article.externalId}</bdi>
          </span>
          {mayWrite && <ReadLink url={article.externalId} isKnown />}
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_14rem] gap-10 phone:grid-cols-1">
        <article>
          {old ? (
            <>
              <p className="mb-3 flex items-center gap-3 text-ink-muted">
                {old.body === article.body
                  ? `Version ${old.version} has the same text${old.title === article.title ? "" : `; its title was “${old.title}”`}.`
                  : `Version ${old.version} compared with the current version.`}
                <Button size="sm" onClick={() => setVersion(null)}>
                  Back to the current version
                </Button>
              </p>
              <WordDiff parts={wordDiff(old.body, article.body)} className="text-md" />
            </>
          ) : (
            <Markdown text={article.body} className="max-w-[78ch]" />
          )}
        </article>
        <VersionList
          versions={versions}
          current={article.version}
          shown={old?.version ?? article.version}
          onShow={(next) => setVersion(next === article.version ? null : next)}
        />
      </div>
    </PageBody>
  );
}
