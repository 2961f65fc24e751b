/** What a card must reach to be shown, over all queues and in each, and whether that is proven safe. */
import { BadgeCheck } from "lucide-react";
import type { GateStanding, GateState } from "#lib/learning/model";
import { cn } from "../ui/cn";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { Findings } from "./findings";
import { gateFindings, percent } from "./gate-words";

const { cell } = blockOnPhone;

export function GateStandings({ state }: { state: GateState }) {
  const { risk, delta, costOfBad, gainOfGood, exploration, standings } = state;
  return (
    <>
      <Findings findings={gateFindings(state)} />
      <Table label="Threshold by queue" className={blockOnPhone.table}>
        <thead className={blockOnPhone.head}>
          <tr>
            <Th>Queue</Th>
            <Th numeric>Shown from</Th>
            <Th>Certificate</Th>
            <Th numeric>Own judgements</Th>
            <Th numeric>Pays off from</Th>
            <Th numeric>Certified from</Th>
          </tr>
        </thead>
        <tbody className={blockOnPhone.body}>
          {standings.map((one) => (
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
                <Certificate standing={one} />
              </Td>
              <Td numeric className={cn(cell, "phone:text-left phone:text-sm phone:text-ink-muted")}>
                <PhoneLabel>Own judgements: </PhoneLabel>
                {one.own.toLocaleString("en")}
              </Td>
              <Td numeric className={cn(cell, "phone:text-sm phone:text-ink-muted")}>
                <PhoneLabel>pays off from </PhoneLabel>
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
      <ul className="mt-4 flex max-w-prose list-disc flex-col gap-1 pl-5 text-sm text-ink-muted">
        <li>
          Shown from: the higher of the two below. A queue with fewer than 100 judgements of its own stands on
          those of all queues.
        </li>
        <li>
          Pays off from: a card that does not help loses {costOfBad}&nbsp;s of reading, one that does saves{" "}
          {gainOfGood}&nbsp;s, so it is worth showing from {percent(costOfBad / (costOfBad + gainOfGood))} on.
        </li>
        <li>
          Certified from: the lowest probability from which at most {percent(risk)} of the shown cards are not
          worth it, wrong with a chance of at most {percent(delta)}. Thresholds from 95% down are tested in
          fixed order against the Clopper–Pearson bound of the newest 2,000 judgements; the first failure ends
          the test.
        </li>
        <li>
          {exploration > 0
            ? `Exploration: of the drafts below the threshold ${percent(exploration)} are shown all the same, to the analyst only, to learn from the decision.`
            : "Exploration is off: nothing below the threshold is ever shown, and nothing can be learned about it."}{" "}
          The rate is set under Settings, Policy.
        </li>
      </ul>
    </>
  );
}

/** Stands in for the head of the column, which a phone has no room for. */
function PhoneLabel({ children }: { children: string }) {
  return <span className="hidden phone:inline">{children}</span>;
}

function Certificate({ standing }: { standing: GateStanding }) {
  const { certified, labelsNeeded, judged, isOwn } = standing;
  const basis = `${judged.toLocaleString("en")} judgements ${isOwn ? "of its own" : "of all queues"}`;
  if (certified === null)
    return (
      <span className="text-ink-muted">
        Not certified yet: {labelsNeeded.toLocaleString("en")} more{" "}
        {labelsNeeded === 1 ? "decision" : "decisions"}
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1 text-positive-ink">
      <BadgeCheck aria-hidden className="size-3.5" />
      Certified, {basis}
    </span>
  );
}
