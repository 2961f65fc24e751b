/** All incidents, the newest first; one is opened by key or by click. */
"use client";
import { Siren } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useRef } from "react";
import { type Incident, type IncidentView, incidentViews } from "#lib/incidents/model";
import { useListKeys } from "../shortcuts/use-list-keys";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonText } from "../ui/skeleton";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../ui/tabs";
import { ConnectedSystem } from "./connected-system";
import { useIncidents } from "./incident-query";
import { severityTones, severityWords, statusTones, statusWordsOf, viewWords } from "./incident-words";

const { row, cell } = blockOnPhone;

const emptyWords = {
  active: "Nothing is wrong",
  resolved: "No incident has been resolved yet",
  all: "No incidents yet",
} as const satisfies Record<IncidentView, string>;

export function IncidentList() {
  const [view, setView] = useQueryState("view", parseAsStringLiteral(incidentViews).withDefault("active"));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useIncidents(view);
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const list = useRef<HTMLDivElement>(null);
  useIncidentKeys(list);
  return (
    <PageBody wide>
      <PageHeader
        title="Incidents"
        description="Alerts of one cause come together here. Each incident has one ticket, which carries its conversation and what the agent proposes."
        actions={
          <>
            <Button asChild>
              <Link href="/incidents/rules">Rule proposals</Link>
            </Button>
            <Button asChild>
              <Link href="/incidents/load">Alert load</Link>
            </Button>
          </>
        }
      />
      <Tabs value={view} onValueChange={(next) => setView(incidentViews.find((one) => one === next) ?? null)}>
        <TabsList aria-label="Incidents" className="mb-2">
          {incidentViews.map((one) => (
            <TabsTrigger key={one} value={one}>
              {viewWords[one]}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value={view} ref={list}>
          {error && <ErrorState title={error.message} onRetry={() => void refetch()} />}
          {!data && !error && <SkeletonText lines={8} label="Loading incidents" />}
          {data && rows.length === 0 && (
            <EmptyState icon={<Siren />} title={emptyWords[view]}>
              An alert of a <ConnectedSystem /> opens an incident here, and alerts of the same cause join it.
            </EmptyState>
          )}
          {rows.length > 0 && (
            <Table label="Incidents" className={blockOnPhone.table}>
              <thead className={blockOnPhone.head}>
                <tr>
                  <Th>Incident</Th>
                  <Th>State</Th>
                  <Th>Severity</Th>
                  <Th>Service</Th>
                  <Th numeric>Alerts</Th>
                  <Th>Began</Th>
                  <Th>Owner</Th>
                </tr>
              </thead>
              <tbody className={blockOnPhone.body}>
                {rows.map((one) => (
                  <IncidentRow key={one.id} incident={one} />
                ))}
              </tbody>
            </Table>
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

function IncidentRow({ incident }: { incident: Incident }) {
  const { id, title, status, severity, service, members, firing, startsAt, ownerName, major } = incident;
  return (
    <tr className={row}>
      <Td className={cn(cell, "w-full max-w-0 min-w-56 phone:order-1 phone:max-w-none phone:min-w-0")}>
        <Link
          href={`/incidents/${id}`}
          className="block truncate font-medium hover:underline phone:whitespace-normal"
        >
          <span className="text-ink-faint tabular-nums">{id}</span> <bdi>{title}</bdi>
        </Link>
      </Td>
      <Td className={cn(cell, "whitespace-nowrap phone:order-2")}>
        <Badge tone={statusTones[status]}>{statusWordsOf(incident)}</Badge>
        {major === "confirmed" && <Badge tone="critical">Major</Badge>}
        {major === "proposed" && <Badge tone="caution">Possibly major</Badge>}
      </Td>
      <Td className={cn(cell, "phone:order-3")}>
        {severity ? (
          <Badge outline tone={severityTones[severity]}>
            {severityWords[severity]}
          </Badge>
        ) : (
          <span className="text-ink-faint">None</span>
        )}
      </Td>
      <Td className={cn(cell, "max-w-48 truncate phone:order-5")}>{service ?? "–"}</Td>
      <Td numeric className={cn(cell, "whitespace-nowrap phone:order-4")}>
        {firing > 0 ? `${firing} of ${members}` : members}
      </Td>
      <Td className={cn(cell, "whitespace-nowrap text-ink-muted phone:order-6")}>
        <RelativeTime time={startsAt} />
      </Td>
      <Td className={cn(cell, "whitespace-nowrap phone:order-7")}>{ownerName ?? "Nobody"}</Td>
    </tr>
  );
}

/** Up and down move along the incidents, and the one under the focus is opened. */
function useIncidentKeys(list: React.RefObject<HTMLDivElement | null>): void {
  const router = useRouter();
  const { focused } = useListKeys(list, "tbody a");
  useShortcut("list.open", () => {
    const link = focused();
    if (link instanceof HTMLAnchorElement) router.push(new URL(link.href).pathname);
  });
}
