/** A source in full, with the passage a draft rests on marked and in sight: an article, or a past ticket. */
"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { Article } from "#lib/knowledge/model";
import type { Evidence } from "#lib/suggestions/step";
import type { TimelineEvent } from "#lib/tickets/event";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { ErrorState } from "../ui/error-state";
import { Markdown } from "../ui/markdown";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonText } from "../ui/skeleton";
import { markedParts } from "./marked-parts";
import { PlainText } from "./plain-text";
import { conversationQuery } from "./ticket-query";

export function SourceView({ evidence }: { evidence: Evidence }) {
  return evidence.kind === "article" ? (
    <ArticleSource evidence={evidence} />
  ) : (
    <TicketSource evidence={evidence} />
  );
}

function ArticleSource({ evidence: { ref, excerpt } }: { evidence: Evidence }) {
  const { data, error, refetch } = useQuery({
    queryKey: [...queryKeys.articles, ref],
    queryFn: ({ signal }) => fetchJson(Article, `/api/articles/${ref}`, {}, signal),
  });
  if (error) return <ErrorState title={error.message} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={8} />;
  const { before, marked, after } = markedParts(data.body, excerpt);
  return (
    <SourceFrame title={data.title} href={`/knowledge/${ref}`}>
      <p className="mb-2 flex flex-wrap items-center gap-1">
        <Badge outline>{data.kind === "runbook" ? "Runbook, internal" : "Article"}</Badge>
        {data.status !== "active" && <Badge tone="caution">{data.status}</Badge>}
        <span className="text-sm text-ink-faint">
          changed <RelativeTime time={data.updatedAt} />
        </span>
      </p>
      {before && <Markdown text={before} className="text-base" />}
      {marked && (
        <Marked>
          <Markdown text={marked} className="text-base" />
        </Marked>
      )}
      {after && <Markdown text={after} className="text-base" />}
    </SourceFrame>
  );
}

function TicketSource({ evidence: { ref, eventId, turnId, title, excerpt } }: { evidence: Evidence }) {
  const { data, error, refetch } = useQuery(conversationQuery(ref));
  if (error) return <ErrorState title={error.message} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={8} />;
  const said = data.events.filter(({ body }) => body.trim() !== "");
  const marked = eventId ?? turnId ?? said.find(({ body }) => markedParts(body, excerpt).marked !== "")?.id;
  return (
    <SourceFrame title={title} href={`/tickets/${ref}`}>
      <p className="mb-2 text-sm text-ink-faint">
        Ticket #{ref}, closed <RelativeTime time={data.ticket.closedAt ?? data.ticket.lastEventAt} />
      </p>
      <ol className="flex flex-col gap-2">
        {said.map((event) =>
          event.id === marked ? (
            <li key={event.id}>
              <Marked>
                <PastEvent event={event} />
              </Marked>
            </li>
          ) : (
            <li key={event.id}>
              <PastEvent event={event} />
            </li>
          ),
        )}
      </ol>
    </SourceFrame>
  );
}

function SourceFrame({ title, href, children }: { title: string; href: string; children: ReactNode }) {
  return (
    <article>
      <h3 className="mb-1 text-md">
        <Link href={href} className="hover:underline">
          <bdi>{title}</bdi>
        </Link>
      </h3>
      {children}
    </article>
  );
}

function PastEvent({ event: { actorName, actorKind, at, body } }: { event: TimelineEvent }) {
  return (
    <>
      <p className="flex items-baseline gap-2 text-sm text-ink-faint">
        <bdi className={cn("truncate", actorKind === "analyst" && "text-ink-muted")}>{actorName}</bdi>
        <RelativeTime time={at} className="ml-auto shrink-0" />
      </p>
      <PlainText text={body} />
    </>
  );
}

/** The passage itself: marked by a bar and a tint, and scrolled to. */
function Marked({ children }: { children: ReactNode }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    // Browsers return a promise here by now: an effect must not.
    void place.current?.scrollIntoView({ block: "center" });
  }, []);
  return (
    <mark
      ref={place}
      className="-mx-2 my-1.5 block rounded-r-md border-l-2 border-accent bg-accent-soft px-2 py-1.5 text-ink"
    >
      {children}
    </mark>
  );
}
