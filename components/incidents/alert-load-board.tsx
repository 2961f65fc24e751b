/** What alerts cost people within the last days, and the rules that make the most of it. */

import { BellOff } from "lucide-react";
import Link from "next/link";
import type { AlertLoad } from "#lib/analytics/model";
import type { LoadedShift } from "#lib/oncall/model";
import { percentWords } from "#lib/platform/percent/rules";
import { BackLink } from "../ui/back-link";
import { EmptyState } from "../ui/empty-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { Stat } from "../ui/stat";
import { ListTable, Td } from "../ui/table";

const ruleColumns = [
  "Rule",
  ...["Fired", "Flapped", "At night", "Incidents", "Acted on"].map((label) => ({ label, numeric: true })),
];
const shiftColumns = ["Schedule", "On call", "From", "Until", { label: "Pages", numeric: true }];

import { ConnectedSystem } from "./connected-system";

export function AlertLoadBoard({ load }: { load: AlertLoad }) {
  const { days, timeZone, fired, incidents, actedOn, pages, busiestShift, nightsInterrupted, shifts, rules } =
    load;
  return (
    <PageBody wide>
      <BackLink href="/incidents">Incidents</BackLink>
      <PageHeader
        title="Alert load"
        description={`The last ${days} days. Night is 22:00 to 07:00, ${timeZone}.`}
      />
      <div className="mb-4 grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-6">
        <Stat label="Alerts fired" value={fired} />
        <Stat label="Incidents" value={incidents} />
        <Stat
          label="Acted on"
          value={percent(actedOn, incidents)}
          note="Assigned, answered, decided on or remediated by somebody."
        />
        <Stat label="Pages" value={pages} />
        <Stat
          label="Pages in the busiest shift"
          value={busiestShift}
          note={shifts ? "By on-call schedule." : "Without a schedule, shifts of eight hours."}
        />
        <Stat label="Nights interrupted" value={nightsInterrupted} />
      </div>
      {shifts && <ShiftLoad shifts={shifts} />}
      <Section
        title="Noisiest rules"
        description="How often each rule fired and flapped, and how many of its incidents were acted on."
      >
        {rules.length === 0 ? (
          <EmptyState icon={<BellOff />} title="No alert has fired">
            Alerts of a <ConnectedSystem /> are counted here.
          </EmptyState>
        ) : (
          <ListTable label="Noisiest rules" columns={ruleColumns} hasButtons={false}>
            {rules.map((rule) => (
              <tr key={`${rule.source} ${rule.name}`}>
                <Td>
                  <bdi>{rule.name}</bdi> <span className="text-ink-muted">{rule.sourceName}</span>
                </Td>
                <Td numeric>{rule.fired}</Td>
                <Td numeric>{rule.flips}</Td>
                <Td numeric>{rule.atNight}</Td>
                <Td numeric>{rule.incidents}</Td>
                <Td numeric>{percent(rule.actedOn, rule.incidents)}</Td>
              </tr>
            ))}
          </ListTable>
        )}
      </Section>
    </PageBody>
  );
}

function ShiftLoad({ shifts }: { shifts: readonly LoadedShift[] }) {
  return (
    <Section title="Busiest shifts" description="Pages per on-call shift.">
      {shifts.length === 0 ? (
        <p className="text-ink-muted">No pages.</p>
      ) : (
        <ListTable label="Busiest shifts" columns={shiftColumns} hasButtons={false}>
          {shifts.map(({ scheduleId, schedule, names, startsAt, endsAt, pages }) => (
            <tr key={`${scheduleId} ${startsAt.getTime()}`}>
              <Td>
                <Link href={`/oncall/schedules/${scheduleId}`} className="underline underline-offset-2">
                  {schedule}
                </Link>
              </Td>
              <Td>{names.length === 0 ? "Nobody" : names.join(", ")}</Td>
              <Td moment>
                <RelativeTime clock="with day" time={startsAt} />
              </Td>
              <Td moment>
                <RelativeTime clock="with day" time={endsAt} />
              </Td>
              <Td numeric>{pages}</Td>
            </tr>
          ))}
        </ListTable>
      )}
    </Section>
  );
}

function percent(part: number, of: number): string {
  return of === 0 ? "–" : percentWords(part / of);
}
