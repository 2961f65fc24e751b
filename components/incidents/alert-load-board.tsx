/** What alerts cost people within the last days, and the rules that make the most of it. */
import { ArrowLeft, BellOff } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "../ui/empty-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { Stat } from "../ui/stat";
import { Table, Td, Th } from "../ui/table";

type AlertLoadBoardProps = {
  load: {
    days: number;
    timeZone: string;
    fired: number;
    incidents: number;
    actedOn: number;
    pages: number;
    busiestShift: number;
    nightsInterrupted: number;
    shifts:
      | readonly {
          scheduleId: number;
          schedule: string;
          names: readonly string[];
          startsAt: Date;
          endsAt: Date;
          pages: number;
        }[]
      | null;
    rules: readonly {
      name: string;
      source: string;
      fired: number;
      flips: number;
      incidents: number;
      actedOn: number;
      atNight: number;
    }[];
  };
};

export function AlertLoadBoard({ load }: AlertLoadBoardProps) {
  const { days, timeZone, fired, incidents, actedOn, pages, busiestShift, nightsInterrupted, shifts, rules } =
    load;
  return (
    <PageBody wide>
      <Link
        href="/incidents"
        className="mb-3 inline-flex items-center gap-1 text-sm text-ink-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-3.5" /> Incidents
      </Link>
      <PageHeader
        title="Alert load"
        description={`The last ${days} days. Night is from 22 to 7 in ${timeZone}.`}
      />
      <div className="mb-4 grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-6">
        <Stat label="Alerts fired" value={fired} />
        <Stat label="Incidents" value={incidents} />
        <Stat
          label="Acted on"
          value={percent(actedOn, incidents)}
          note="Somebody took it, wrote, decided or ran something."
        />
        <Stat label="Pages" value={pages} />
        <Stat
          label="Pages in the busiest shift"
          value={busiestShift}
          note={shifts ? "By the on-call schedules." : "A shift is eight hours: there is no schedule."}
        />
        <Stat label="Nights interrupted" value={nightsInterrupted} />
      </div>
      {shifts && <ShiftLoad shifts={shifts} />}
      <Section
        title="Noisiest rules"
        description="How often a rule fired and flapped, and whether anybody acted on its incidents."
      >
        {rules.length === 0 ? (
          <EmptyState icon={<BellOff />} title="No alert has fired">
            Connect a monitoring system under Settings → Connectors.
          </EmptyState>
        ) : (
          <Table label="Noisiest rules">
            <thead>
              <tr>
                <Th>Rule</Th>
                <Th numeric>Fired</Th>
                <Th numeric>Flapped</Th>
                <Th numeric>At night</Th>
                <Th numeric>Incidents</Th>
                <Th numeric>Acted on</Th>
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={`${rule.source} ${rule.name}`}>
                  <Td>
                    <bdi>{rule.name}</bdi> <span className="text-ink-muted">{rule.source}</span>
                  </Td>
                  <Td numeric>{rule.fired}</Td>
                  <Td numeric>{rule.flips}</Td>
                  <Td numeric>{rule.atNight}</Td>
                  <Td numeric>{rule.incidents}</Td>
                  <Td numeric>{percent(rule.actedOn, rule.incidents)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
    </PageBody>
  );
}

function ShiftLoad({ shifts }: { shifts: NonNullable<AlertLoadBoardProps["load"]["shifts"]> }) {
  return (
    <Section title="Busiest shifts" description="How many pages called whom, by the on-call schedules.">
      {shifts.length === 0 ? (
        <p className="text-ink-muted">Nobody was called.</p>
      ) : (
        <Table label="Busiest shifts">
          <thead>
            <tr>
              <Th>Schedule</Th>
              <Th>On call</Th>
              <Th>From</Th>
              <Th>Until</Th>
              <Th numeric>Pages</Th>
            </tr>
          </thead>
          <tbody>
            {shifts.map(({ scheduleId, schedule, names, startsAt, endsAt, pages }) => (
              <tr key={`${scheduleId} ${startsAt.getTime()}`}>
                <Td>
                  <Link href={`/oncall/schedules/${scheduleId}`} className="underline underline-offset-2">
                    {schedule}
                  </Link>
                </Td>
                <Td>{names.length === 0 ? "Nobody" : names.join(", ")}</Td>
                <Td className="whitespace-nowrap">
                  <RelativeTime time={startsAt} />
                </Td>
                <Td className="whitespace-nowrap">
                  <RelativeTime time={endsAt} />
                </Td>
                <Td numeric>{pages}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function percent(part: number, of: number): string {
  return of === 0 ? "–" : `${Math.round((100 * part) / of)} %`;
}
