/** One article in the list, on two lines. */
import { BookOpen, Wrench } from "lucide-react";
import Link from "next/link";
import type { ArticleLine } from "#lib/knowledge/model";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { articleKindWords, articleStatusTones, articleStatusWords } from "./article-words";

export function ArticleRow({ article }: { article: ArticleLine }) {
  const { id, kind, status, title, tags, service, excerpt, version, updatedAt } = article;
  const Icon = kind === "runbook" ? Wrench : BookOpen;
  const facts = [articleKindWords[kind], service, ...tags].filter(Boolean).join(" · ");
  return (
    <li className="border-b border-line">
      <Link
        href={`/knowledge/${id}`}
        className="-mx-3 grid grid-cols-[1rem_1fr_auto] gap-x-3 rounded-md px-3 py-2.5 hover:bg-hover"
      >
        <Icon aria-hidden className="mt-0.5 size-4 text-ink-faint" />
        <span className="flex min-w-0 items-center gap-2">
          <bdi className="truncate font-medium">{title}</bdi>
          {status !== "active" && (
            <Badge tone={articleStatusTones[status]}>{articleStatusWords[status]}</Badge>
          )}
        </span>
        <RelativeTime time={updatedAt} className="text-sm text-ink-faint" />
        <bdi className="col-start-2 line-clamp-2 text-sm text-ink-muted">{excerpt || facts}</bdi>
        <span className="text-right text-sm text-ink-faint tabular-nums">v{version}</span>
      </Link>
    </li>
  );
}
