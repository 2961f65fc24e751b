/** What a card must reach to be shown, over all queues and in each, and whether that is proven safe. */
import { BadgeCheck } from "lucide-react";
import type { GateState, QueueGate } from "#lib/learning/model";
import { cn } from "../ui/cn";
import { Disclosure } from "../ui/disclosure";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { Findings } from "./findings";
import { gateFindings, missingWords, percent } from "./gate-words";

const { cell } = blockOnPhone;

export function GateThresholds({ state }: { state: GateState }) {
  const { alpha, delta, costOfBad, gainOfGood, exploration, gates } = state;
  return (
    <>
      <Findings findings={gateFindings(state)} />
      <Table label="Threshold by queue" className={blockOnPhone.table}>
        <thead className={blockOnPhone.head}>
          <tr>
            <Th>Queue</Th>
            <Th numeric>Shown from</Th>
            <Th>Error rate guaranteed</Th>
            <Th numeric>Own evaluations</Th>
            <Th numeric>Break-even</Th>
            <Th numeric>Certified from</Th>
          </tr>
        </thead>
        <tbody className={blockOnPhone.body}>
          {gates.map((one) => (
            <tr
              key={one.queueId ?? "all"}
              className={cn(blockOnPhone.row, one.queueId === null && "font-medium")}
            >
              <Td className={cn(cell, "whitespace-nowrap phone:whitespace-normal")}>{one.name}</Td>
              <Td numeric className={cell}>
                <PhoneLabel>from </PhoneLabel>
                {percent(one.threshold)}
              </Td>
              <Td className={cn(cell, "whitespace-nowrap phone:col-span-2 phone:whitespace-normal")}>
                <Certificate queueGate={one} />
              </Td>
              <Td numeric className={cn(cell, "phone:text-left phone:text-sm phone:text-ink-muted")}>
                <PhoneLabel>Own evaluations: </PhoneLabel>
                {one.own.toLocaleString("en")}
              </Td>
              <Td numeric className={cn(cell, "phone:text-sm phone:text-ink-muted")}>
                <PhoneLabel>break-even </PhoneLabel>
                {percent(one.byCost)}
              </Td>
              <Td
                numeric
                className={cn(
                  cell,
                  "phone:col-span-2 phone:text-sm phone:text-ink-muted",
                  one.certified === null && "phone:hidden",
                )}
              >
                <PhoneLabel>certified from </PhoneLabel>
                {one.certified === null ? "–" : percent(one.certified)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Disclosure summary="Details: how the threshold is set" className="mt-4 border-t-0">
        <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5 text-ink-muted">
          <li>
            Shown from: the threshold, the higher of break-even and certified. A queue with fewer than 100
            evaluations of its own uses those of all queues.
          </li>
          <li>
            Break-even: reading a proposal that does not help costs {costOfBad}&nbsp;s, one that does saves{" "}
            {gainOfGood}&nbsp;s, so showing pays off from {percent(costOfBad / (costOfBad + gainOfGood))}.
          </li>
          <li>
            Certified from: the lowest confidence at which the error rate is at most {percent(alpha)}, with
            probability {percent(1 - delta)}. Thresholds from 95% down are tested in fixed order against the
            Clopper–Pearson bound of the latest 2,000 evaluations; the first failure ends the test.
          </li>
          <li>
            {exploration > 0
              ? `Exploration: ${percent(exploration)} of the drafts below the threshold are shown anyway, to analysts only, to learn from the decision.`
              : "Exploration is off: drafts below the threshold are never shown, so nothing is learned about them."}{" "}
            Set the rate under Settings, Policy.
          </li>
        </ul>
      </Disclosure>
    </>
  );
}

/** Replaces the head of the column, which a phone has no room for. */
function PhoneLabel({ children }: { children: string }) {
  return <span className="hidden phone:inline">{children}</span>;
}

function Certificate({ queueGate }: { queueGate: QueueGate }) {
  const { certified, labelsNeeded, judged, isOwn } = queueGate;
  const basis = `${judged.toLocaleString("en")} evaluations ${isOwn ? "of its own" : "of all queues"}`;
  if (certified === null)
    return <span className="text-ink-muted">Not yet: {missingWords(labelsNeeded)}</span>;
  return (
    <span className="inline-flex items-center gap-1 text-positive-ink">
      <BadgeCheck aria-hidden className="size-3.5" />
      Yes, by {basis}
    </span>
  );
}
