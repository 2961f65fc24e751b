/** The alerts of an incident as rows: state over time, why each belongs to it; those chosen can be split off. */
"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Incident, Member } from "#lib/incidents/model";
import { roleMay } from "#lib/platform/rules";
import { firingWords } from "#lib/signals/rules";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { useAction } from "../use-action";
import { AlertStrip } from "./alert-strip";
import type { IncidentActions } from "./incident-actions";
import { reasonWords, severityTones, severityWords } from "./incident-words";

const { row, cell } = blockOnPhone;

type AlertTableProps = {
  incident: Incident;
  members: readonly Member[];
  split: IncidentActions["split"] | null;
};

export function AlertTable({ incident, members, split }: AlertTableProps) {
  const { me } = useDesk();
  const router = useRouter();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const splitting = useAction(
    "alert-table",
    async (input: { incidentId: number; alertIds: number[] }, requestKey) =>
      split ? split(input, requestKey) : { ok: true as const, data: { incidentId: incident.id } },
    ({ incidentId }) => router.push(`/incidents/${incidentId}`),
  );
  const maySplit = split !== null && members.length > 1 && roleMay(me.role, "incident.manage");
  const from = Math.min(...members.map(({ startsAt }) => startsAt.getTime()), incident.startsAt.getTime());
  const title = incident.firing > 0 ? firingWords(incident) : "Alerts";
  return (
    <Section
      title={title}
      actions={
        maySplit && (
          <Button
            size="sm"
            disabled={chosen.length === 0 || chosen.length >= incident.members}
            busy={splitting.busy}
            onClick={() => splitting.run({ incidentId: incident.id, alertIds: [...chosen] })}
          >
            Split off{chosen.length > 0 && ` ${chosen.length}`}
          </Button>
        )
      }
    >
      <Refusal>{splitting.refusal}</Refusal>
      <Table label="Alerts of this incident" className={blockOnPhone.table}>
        <thead className={blockOnPhone.head}>
          <tr>
            <Th>Alert</Th>
            <Th>Severity</Th>
            <Th>State over time</Th>
            <Th>Since</Th>
          </tr>
        </thead>
        <tbody className={blockOnPhone.body}>
          {members.map((member) => (
            <tr key={member.id} className={row}>
              <Td className={cn(cell, "w-full min-w-64 phone:order-1 phone:col-span-2 phone:min-w-0")}>
                <AlertName
                  member={member}
                  box={
                    maySplit
                      ? {
                          checked: chosen.includes(member.id),
                          onCheckedChange: (next) =>
                            setChosen(
                              next === true
                                ? [...chosen, member.id]
                                : chosen.filter((id) => id !== member.id),
                            ),
                        }
                      : null
                  }
                />
              </Td>
              <Td className={cn(cell, "phone:order-2")}>
                {member.severity ? (
                  <Badge outline tone={severityTones[member.severity]}>
                    {severityWords[member.severity]}
                  </Badge>
                ) : (
                  <span className="text-ink-faint">None</span>
                )}
              </Td>
              <Td className={cn(cell, "phone:order-4 phone:col-span-2")}>
                <AlertStrip member={member} from={from} until={incident.resolvedAt?.getTime() ?? null} />
              </Td>
              <Td className={cn(cell, "whitespace-nowrap text-ink-muted phone:order-3")}>
                {member.state === "firing" ? "began " : "ended "}
                <RelativeTime time={member.endsAt ?? member.startsAt} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {members.length < incident.members && (
        <p className="mt-2 text-ink-muted">
          {incident.members - members.length} more alerts are not shown; those that fire come first.
        </p>
      )}
    </Section>
  );
}

type Box = { checked: boolean; onCheckedChange: (next: boolean | "indeterminate") => void };

function AlertName({ member, box }: { member: Member; box: Box | null }) {
  const { name, labels, annotations, reason, occurrences } = member;
  const facts = Object.entries(labels).filter(([label]) => label !== "alertname" && label !== "severity");
  const title = name || annotations.summary || "Alert";
  return (
    <div className="flex gap-2">
      {box && <Checkbox label={`Choose ${title}`} hideLabel {...box} />}
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">
          <bdi>{title}</bdi>
          {occurrences > 1 && <span className="ml-2 text-sm text-ink-muted">fired {occurrences} times</span>}
        </p>
        <p className="text-sm text-ink-muted">{reasonWords(reason)}</p>
        <p className="line-clamp-2 font-mono text-sm wrap-anywhere text-ink-faint">
          {facts.map(([label, text]) => `${label}=${text}`).join(" ")}
        </p>
      </div>
    </div>
  );
}
