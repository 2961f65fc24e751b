/** One page: its brief, what can be answered, and below it the card of its ticket, under the locks it has at the desk. */
"use client";
import { useEffect } from "react";
import type { PageDetail } from "#lib/oncall/paging/model";
import { roleMay } from "#lib/platform/rules";
import { answerTo } from "../answer-to";
import { useDesk } from "../inbox/desk-context";
import { BackLink } from "../ui/back-link";
import { Badge } from "../ui/badge";
import { MomentList } from "../ui/moment-list";
import { PageBody, PageHeader } from "../ui/page-header";
import { PagePending } from "../ui/page-pending";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { usePage } from "./oncall-query";
import {
  causeWords,
  eventWords,
  namesOf,
  statusTones,
  statusWords,
  urgencyTones,
  urgencyWords,
} from "./oncall-words";
import { type PageActions, PageAnswer } from "./page-answer";
import { PageTicket } from "./page-ticket";

export function PageCard({ pageId, actions }: { pageId: number; actions: PageActions }) {
  const query = usePage(pageId);
  const { data, error } = query;
  const { me } = useDesk();
  const isCalled = data?.calledIds.includes(me.id) ?? false;
  useEffect(() => {
    if (isCalled && document.visibilityState === "visible")
      void answerTo((key) => actions.see({ pageId }, key));
  }, [isCalled, pageId, actions]);
  if (error || !data) return <PagePending of={query} label="Loading the page" lines={10} />;
  const mayAnswer = roleMay(me.role, "oncall.answer");
  return (
    <PageBody>
      <BackLink href="/oncall">On-call</BackLink>
      <PageHeader title={<bdi>{data.title}</bdi>} description={<Facts page={data} />} />
      {mayAnswer && <PageAnswer page={data} actions={actions} onStale={() => void query.refetch()} />}
      <Section title="Brief">
        {data.brief.length === 0 ? (
          <p className="text-ink-muted">Nothing is known yet beyond its title.</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {data.brief.map((line) => (
              <li key={line} className="text-pretty">
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {data.ticketId !== null && <PageTicket ticketId={data.ticketId} />}
      <Section title="What happened">
        <MomentList
          moments={data.events.map(({ kind, text, ...event }) => ({
            ...event,
            words: [eventWords[kind], text].filter(Boolean).join(": "),
          }))}
        />
      </Section>
    </PageBody>
  );
}

function Facts({ page }: { page: PageDetail }) {
  const { people } = useDesk();
  const { status, urgency, cause, ownerName, calledIds, escalatesAt, chainName, openedAt } = page;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={statusTones[status]}>{statusWords[status]}</Badge>
      <Badge outline tone={urgencyTones[urgency]}>
        {urgencyWords[urgency]}
      </Badge>
      <span>{causeWords[cause]}</span>
      <span>with {ownerName ?? namesOf(calledIds, people)}</span>
      <span>
        opened <RelativeTime time={openedAt} />
      </span>
      {status === "open" && escalatesAt && (
        <span>
          next level <RelativeTime time={escalatesAt} />
        </span>
      )}
      {chainName !== null && (
        <span className="text-ink-faint">
          by <bdi>{chainName}</bdi>
        </span>
      )}
    </span>
  );
}
