/** Who is on call now and next, and what is paged. */
"use client";
import { PhoneCall } from "lucide-react";
import Link from "next/link";
import { useDesk } from "../inbox/desk-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { SkeletonText } from "../ui/skeleton";
import { OncallNavigation } from "./oncall-navigation";
import { useOnCall, usePages } from "./oncall-query";
import { namesOf, zonedTime } from "./oncall-words";
import { PageRows } from "./page-rows";

export function OncallOverview() {
  return (
    <PageBody wide>
      <OncallNavigation />
      <PageHeader
        title="On-call"
        description="Who is called when something cannot wait, and what they were called for."
      />
      <Section title="On call now">
        <OnCallNow />
      </Section>
      <Pages />
    </PageBody>
  );
}

/** A row for each schedule: who, until when, who follows, and the first gap. */
function OnCallNow() {
  const { people, me } = useDesk();
  const { data, error, refetch } = useOnCall();
  if (error) return <ErrorState title={error.message} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={3} label="Loading who is on call" />;
  if (data.length === 0)
    return (
      <EmptyState
        icon={<PhoneCall />}
        title="No schedule yet"
        action={
          <Button variant="primary" asChild>
            <Link href="/oncall/schedules">Make a schedule</Link>
          </Button>
        }
      >
        A schedule says whose turn it is. An escalation chain calls it, and the next level when nobody
        answers.
      </EmptyState>
    );
  return (
    <ul className="flex flex-col divide-y divide-line">
      {data.map(({ scheduleId, name, timeZone, now, next, firstGap }) => (
        <li key={scheduleId} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2">
          <Link
            href={`/oncall/schedules/${scheduleId}`}
            className="w-48 font-medium hover:underline phone:w-full"
          >
            <bdi>{name}</bdi>
          </Link>
          <span className="min-w-56">
            <span className={now.userIds.length === 0 ? "text-critical-ink" : "font-medium"}>
              {namesOf(now.userIds, people)}
            </span>
            {now.userIds.includes(me.id) && <span className="text-ink-faint"> (you)</span>}
            <span className="text-ink-muted"> until {zonedTime(now.endsAt, timeZone)}</span>
          </span>
          <span className="text-ink-muted">
            {next ? `Next: ${namesOf(next.userIds, people)}` : "Nobody follows"}
          </span>
          {firstGap && <Badge tone="caution">Nobody from {zonedTime(firstGap.startsAt, timeZone)}</Badge>}
        </li>
      ))}
    </ul>
  );
}

function Pages() {
  const { data, error, refetch } = usePages();
  // Below who is on call: shown together, so that it does not move when that comes.
  const isFirst = useOnCall().isPending;
  if (error) return <ErrorState title={error.message} onRetry={() => void refetch()} />;
  if (!data || isFirst) return <SkeletonText lines={4} label="Loading pages" />;
  return (
    <>
      <Section title="Open pages">
        {data.open.length === 0 ? (
          <p className="text-ink-muted">
            Nobody is being called. What calls whom is set under{" "}
            <Link href="/oncall/chains" className="underline">
              Escalation
            </Link>
            .
          </p>
        ) : (
          <PageRows label="Open pages" pages={data.open} />
        )}
      </Section>
      {data.past.length > 0 && (
        <Section title="Resolved">
          <PageRows label="Resolved pages" pages={data.past} />
        </Section>
      )}
    </>
  );
}
