/** One incident: its alerts over time, the tickets that belong to it, what happened, and how to rearrange it. */
"use client";
import Link from "next/link";
import type { IncidentDetail } from "#lib/incidents/model";
import type { MajorActions } from "../major/major-actions";
import { MajorPanel } from "../major/major-panel";
import { useMajor } from "../major/major-query";
import { OnCallWords } from "../oncall/on-call-words";
import { BackLink } from "../ui/back-link";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { MomentList } from "../ui/moment-list";
import { PageBody, PageHeader } from "../ui/page-header";
import { PagePending } from "../ui/page-pending";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { AlertTable } from "./alert-table";
import type { IncidentActions } from "./incident-actions";
import { useIncident } from "./incident-query";
import { IncidentTickets } from "./incident-tickets";
import {
  eventWords,
  majorWords,
  severityTones,
  severityWords,
  statusTones,
  statusWordsOf,
} from "./incident-words";
import { LikelyOrigin } from "./likely-origin";
import { MergeIncident } from "./merge-incident";

type IncidentViewProps = { incidentId: number; actions: IncidentActions; major: MajorActions };

export function IncidentView({ incidentId, actions, major }: IncidentViewProps) {
  const query = useIncident(incidentId);
  const { data, error } = query;
  // Asked for at once, so that nothing is pushed down when it comes.
  const { isPending } = useMajor(incidentId);
  if (error || !data || isPending) return <PagePending of={query} label="Loading the incident" />;
  const { incident, members, tickets, events, origin } = data;
  const carrier = tickets.find(({ isCarrier }) => isCarrier);
  return (
    <PageBody wide>
      <BackLink href="/incidents">Incidents</BackLink>
      <PageHeader
        title={<bdi>{incident.title}</bdi>}
        description={<Facts detail={data} />}
        actions={
          incident.status !== "merged" && (
            <>
              <MergeIncident incidentId={incidentId} merge={actions.merge} />
              {carrier && (
                <Button variant="primary" asChild>
                  <Link href={`/tickets/${carrier.id}`}>
                    {carrier.proposal ? "Open the proposal" : "Open the ticket"}
                  </Link>
                </Button>
              )}
            </>
          )
        }
      />
      <MajorPanel
        key={`major ${incidentId}`}
        incidentId={incidentId}
        title={incident.title}
        service={incident.service}
        actions={major}
      />
      {origin && <LikelyOrigin origin={origin} />}
      {members.length > 0 && (
        <AlertTable
          key={incidentId}
          incident={incident}
          members={members}
          split={incident.status === "merged" ? null : actions.split}
        />
      )}
      <Section title="Tickets">
        <IncidentTickets tickets={tickets} />
      </Section>
      <Section title="Timeline">
        <MomentList moments={events.map((event) => ({ ...event, words: eventWords(event) }))} />
      </Section>
    </PageBody>
  );
}

function Facts({ detail: { incident } }: { detail: IncidentDetail }) {
  const { id, status, severity, service, startsAt, resolvedAt, ownerName, sourceName, mergedInto } = incident;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="tabular-nums">Incident {id}</span>
      <Badge tone={statusTones[status]}>{statusWordsOf(incident)}</Badge>
      {majorWords[incident.major] && <Badge tone="critical">{majorWords[incident.major]}</Badge>}
      {severity && (
        <Badge outline tone={severityTones[severity]}>
          {severityWords[severity]}
        </Badge>
      )}
      {mergedInto !== null && <Link href={`/incidents/${mergedInto}`}>into incident {mergedInto}</Link>}
      {service && <bdi>{service}</bdi>}
      <span>
        began <RelativeTime time={startsAt} />
      </span>
      {resolvedAt && (
        <span>
          ended <RelativeTime time={resolvedAt} />
        </span>
      )}
      <span>owner: {ownerName ?? "nobody"}</span>
      {resolvedAt === null && <OnCallWords />}
      <span className="text-ink-faint">
        from <bdi>{sourceName}</bdi>
      </span>
    </span>
  );
}
