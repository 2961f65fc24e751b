/** Links in the ticket's messages to hosts the team trusts, to be imported into the knowledge base. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { queryKeys } from "../live/query-keys";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { articleStatusWords } from "./article-words";
import { useLinksOf } from "./links-query";
import { ReadLink } from "./read-link";

export function LinksOfTicket({ ticketId }: { ticketId: number }) {
  const { me } = useDesk();
  const queryClient = useQueryClient();
  const { data } = useLinksOf(ticketId);
  if (!data || data.links.length === 0) return null;
  const mayWrite = roleMay(me.role, "knowledge.write");
  return (
    <Section title="Links in this ticket" className="mb-3">
      <ul className="flex flex-col gap-2">
        {data.links.map(({ url, articleId, status, readAt }) => (
          <li key={url} className="flex flex-col items-start gap-1">
            <span className="wrap-anywhere">
              <bdi>{url}</bdi>
            </span>
            {articleId !== null && status && readAt && (
              <Link
                href={`/knowledge/${articleId}`}
                className="text-sm text-accent-ink underline underline-offset-2"
              >
                {articleStatusWords[status]}, imported <RelativeTime time={readAt} />
              </Link>
            )}
            {mayWrite && (
              <ReadLink
                url={url}
                isKnown={articleId !== null}
                onRead={() => void queryClient.invalidateQueries({ queryKey: queryKeys.links(ticketId) })}
              />
            )}
          </li>
        ))}
      </ul>
      {!mayWrite && <p className="text-sm text-ink-faint">A lead can import them into the knowledge base.</p>}
    </Section>
  );
}
