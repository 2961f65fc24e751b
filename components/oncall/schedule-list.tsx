/** All schedules with who is on call, and the ways to a new one. */
"use client";
import { CalendarClock } from "lucide-react";
import Link from "next/link";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { SkeletonText } from "../ui/skeleton";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { OncallNavigation } from "./oncall-navigation";
import { useOnCall } from "./oncall-query";
import { namesOf, zonedTime } from "./oncall-words";

const { row, cell } = blockOnPhone;

export function ScheduleList() {
  const { me, people } = useDesk();
  const { data, error, refetch } = useOnCall();
  const mayManage = roleMay(me.role, "oncall.manage");
  return (
    <PageBody wide>
      <OncallNavigation />
      <PageHeader
        title="Schedules"
        description="Whose turn it is, in layers: a higher layer counts where it has somebody, a lower one fills the rest."
        actions={
          mayManage && (
            <>
              <Button asChild>
                <Link href="/oncall/import">Import</Link>
              </Button>
              <Button variant="primary" asChild>
                <Link href="/oncall/schedules/new">New schedule</Link>
              </Button>
            </>
          )
        }
      />
      {error && <ErrorState title={error.message} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={4} label="Loading the schedules" />}
      {data?.length === 0 && (
        <EmptyState icon={<CalendarClock />} title="No schedule yet">
          {mayManage
            ? "Make one, or import those of Grafana OnCall, PagerDuty or Opsgenie."
            : "A lead can make one, or import those of another system."}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <Table label="Schedules" className={blockOnPhone.table}>
          <thead className={blockOnPhone.head}>
            <tr>
              <Th>Schedule</Th>
              <Th>On call now</Th>
              <Th>Until</Th>
              <Th>Next</Th>
              <Th>Gaps</Th>
            </tr>
          </thead>
          <tbody className={blockOnPhone.body}>
            {data.map(({ scheduleId, name, timeZone, now, next, firstGap }) => (
              <tr key={scheduleId} className={row}>
                <Td className={cell}>
                  <Link href={`/oncall/schedules/${scheduleId}`} className="font-medium hover:underline">
                    <bdi>{name}</bdi>
                  </Link>
                  <p className="text-sm text-ink-faint">{timeZone}</p>
                </Td>
                <Td className={cell}>{namesOf(now.userIds, people)}</Td>
                <Td className={cell}>{zonedTime(now.endsAt, timeZone)}</Td>
                <Td className={cell}>{next ? namesOf(next.userIds, people) : "Nobody"}</Td>
                <Td className={cell}>
                  {firstGap ? (
                    <Badge tone="caution">From {zonedTime(firstGap.startsAt, timeZone)}</Badge>
                  ) : (
                    <span className="text-ink-muted">None in two weeks</span>
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </PageBody>
  );
}
