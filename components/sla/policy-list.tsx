/** The SLA policies in the order in which they are asked, and after how long a silent customer is reminded. */
"use client";
import { ArrowUp } from "lucide-react";
import { useState } from "react";
import { clockKinds, priorities, type ReminderDelay, type SlaPolicy, type WorkHours } from "#lib/sla/model";
import type { Queue } from "#lib/team/model";
import { priorityWords } from "../inbox/ticket-words";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { Table, Td, Th } from "../ui/table";
import { useAction } from "../use-action";
import type { WriteSetting } from "../write-setting";
import { durationWords, kindWords } from "./clock-words";
import { PolicySheet } from "./policy-sheet";
import { SilenceForm } from "./silence-form";

type PolicyListProps = {
  policies: SlaPolicy[];
  silence: ReminderDelay;
  hours: WorkHours;
  queues: Queue[];
  /** Plans that customers have. */
  plans: string[];
  zones: readonly string[];
  write: WriteSetting;
};

export function PolicyList({ policies, silence, write, ...choices }: PolicyListProps) {
  const [open, setOpen] = useState<SlaPolicy | "new" | null>(null);
  const { run, refusal, faultOf } = useAction(null, write);
  const save = (next: SlaPolicy[]) =>
    run({ key: "sla.policies", value: { policies: next }, seen: { policies } });
  return (
    <>
      <PageHeader
        title="Service levels"
        description="Of the policies that hold for a ticket the first one counts; the last one holds for all. A change counts the clocks of open tickets anew."
        actions={
          <Button variant="primary" onClick={() => setOpen("new")}>
            Add a policy
          </Button>
        }
      />
      <Refusal>{refusal ?? faultOf("value.policies")}</Refusal>
      {policies.map((policy, place) => (
        <Section
          key={policy.key}
          title={policy.name}
          description={placeWords(policy, choices.queues)}
          actions={
            <>
              {place > 0 && place < policies.length - 1 && (
                <IconButton
                  label={`Move ${policy.name} up`}
                  icon={<ArrowUp />}
                  onClick={() => save(movedUp(policies, place))}
                />
              )}
              <Button size="sm" onClick={() => setOpen(policy)} aria-label={`Change ${policy.name}`}>
                Change
              </Button>
              {place < policies.length - 1 && (
                <Button
                  size="sm"
                  onClick={() => save(policies.filter((one) => one !== policy))}
                  aria-label={`Remove ${policy.name}`}
                >
                  Remove
                </Button>
              )}
            </>
          }
        >
          <Targets policy={policy} />
        </Section>
      ))}
      <SilenceForm silence={silence} write={write} />
      {open && (
        <PolicySheet
          key={open === "new" ? "new" : open.key}
          policy={open === "new" ? null : open}
          policies={policies}
          onClose={() => setOpen(null)}
          write={write}
          {...choices}
        />
      )}
    </>
  );
}

function Targets({ policy }: { policy: SlaPolicy }) {
  return (
    <Table label={`Targets of ${policy.name}`}>
      <thead>
        <tr>
          <Th>Priority</Th>
          {clockKinds.map((kind) => (
            <Th key={kind}>{kindWords[kind]}</Th>
          ))}
          <Th>Counted</Th>
        </tr>
      </thead>
      <tbody>
        {priorities.toReversed().map((priority) => {
          const target = policy.targets[priority];
          return (
            <tr key={priority}>
              <Td>{priorityWords[priority]}</Td>
              {clockKinds.map((kind) => {
                const minutes = target[kind];
                return (
                  <Td key={kind} className="whitespace-nowrap tabular-nums">
                    {minutes === null ? <span className="text-ink-faint">–</span> : durationWords(minutes)}
                  </Td>
                );
              })}
              <Td className="text-ink-muted">
                {target.roundTheClock ? "Around the clock" : "Working hours"}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function placeWords({ queueIds, plans, pauses, hours }: SlaPolicy, queues: readonly Queue[]): string {
  const names = queueIds.map((id) => queues.find((queue) => queue.id === id)?.name ?? `queue ${id}`);
  const rests = { waiting: "waiting for the customer", on_hold: "on hold" } as const;
  return [
    names.length > 0 ? `In ${names.join(", ")}` : "In every queue",
    plans.length > 0 ? `for customers on ${plans.join(", ")}.` : "for every customer.",
    hours ? `Own working hours in ${hours.timeZone}.` : "",
    pauses.length > 0
      ? `Clocks pause while ${pauses.map((state) => rests[state]).join(" or ")}.`
      : "Clocks never pause.",
  ]
    .filter(Boolean)
    .join(" ");
}

function movedUp(policies: SlaPolicy[], place: number): SlaPolicy[] {
  const [before, one] = [policies[place - 1], policies[place]];
  if (!before || !one) return policies;
  return policies.with(place - 1, one).with(place, before);
}
