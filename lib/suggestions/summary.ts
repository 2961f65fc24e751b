/** Summarises a ticket in a few points, each with its event: status, decisions, open questions. Extractive; pure. */
import { isolated } from "#lib/platform/direction/rules";
import type { Commitment } from "#lib/sla/model";
import type { TimelineEvent } from "#lib/tickets/event";
import { excerptOf, inOneLine } from "#lib/tickets/message/sentences";
import { type Customer, isActive, type Ticket } from "#lib/tickets/model";
import { resultsByCall } from "#lib/tickets/rules";
import { alerts, decidedOf, lookUpsOf, openOf, stillOwed } from "./brief-lines";
import { asks, says, sentences } from "./brief-sentences";
import type { BriefLine } from "./step";

/** The points of a summary. */
export type SummaryPoints = { state: BriefLine[]; decisions: BriefLine[]; open: BriefLine[] };

export type Summarised = {
  ticket: Pick<Ticket, "subject" | "status">;
  customer: Pick<Customer, "name"> | null;
  /** As it is heard, in order. */
  timeline: readonly TimelineEvent[];
  commitments: readonly Commitment[];
};

const mostEach = 6;
const longestQuote = 200;
/** From so many telling events on a ticket is long. */
const long = 6;

/** Events that tell something of the matter itself. */
export const telling: readonly TimelineEvent["kind"][] = [
  "customer_message",
  "analyst_reply",
  "note",
  "tool_result",
  "alert_firing",
  "alert_resolved",
  "action_step",
];

/** True for a ticket that takes longer to read than its summary. */
export function isLong(timeline: readonly Pick<TimelineEvent, "kind">[]): boolean {
  return timeline.filter(({ kind }) => telling.includes(kind)).length >= long;
}

/** The points as the timeline has them. */
export function summaryOf({ ticket, customer, timeline, commitments }: Summarised): SummaryPoints {
  const results = resultsByCall(timeline);
  const open = openOf(timeline, results, customer && { ...customer, company: null, plan: null });
  const promised = commitments.flatMap(({ eventId, ownerName, text, state }) =>
    timeline.some(({ id }) => id === eventId)
      ? [{ text: `${isolated(ownerName)} promised: ${isolated(text)}`, eventId, state }]
      : [],
  );
  const openPoints = () => [
    ...promised.filter(({ state }) => state === "open").map(({ state: _, ...line }) => line),
    ...(open.length > 0 ? open : stillOwed(timeline)),
  ];
  return {
    state: stateOf(ticket, timeline, results),
    decisions: [
      ...decidedOf(timeline),
      ...promised.filter(({ state }) => state !== "open").map(({ state: _, ...line }) => line),
    ].slice(-mostEach),
    // Where no work is owed, nothing is open.
    open: (isActive(ticket.status) ? openPoints() : []).slice(0, mostEach),
  };
}

function stateOf(
  { subject, status }: Summarised["ticket"],
  timeline: readonly TimelineEvent[],
  results: ReturnType<typeof resultsByCall>,
): BriefLine[] {
  const first = timeline.find(({ kind }) => kind === "customer_message");
  const last = timeline.findLast(({ kind }) => kind === "customer_message" || kind === "analyst_reply");
  const moved = timeline.findLast(({ kind }) => kind === "status_change") ?? timeline[0];
  const found = [...lookUpsOf(timeline, results).values()].at(-1);
  return [
    ...(first ? quote(first, "asked") : alerts(timeline, subject).slice(0, 1)),
    ...(found ? [{ text: found.text, eventId: found.result.id }] : []),
    ...(last && last !== first ? quote(last, "wrote last") : []),
    ...(moved ? [{ text: `Status: ${status.replaceAll("_", " ")}`, eventId: moved.id }] : []),
  ];
}

/** What somebody said, in short. */
function quote(event: TimelineEvent, verb: string): BriefLine[] {
  const all = sentences(event.body);
  const told = inOneLine([...all.filter(says).slice(0, 1), ...all.filter(asks).slice(0, 1)]) || all[0];
  return told
    ? [
        {
          text: `${isolated(event.actorName)} ${verb}: “${isolated(excerptOf(told, longestQuote))}”`,
          eventId: event.id,
        },
      ]
    : [];
}
