/** What was looked up on a ticket, by whomever, each with whether it was about what the ticket names. Pure. */

import type { Observation } from "#lib/agent/model";
import { leavesOf } from "#lib/apprentice/call/leaves";
import { alertData } from "#lib/tickets/event";
import { resultsByCall } from "#lib/tickets/rules";
import type { LookedUp } from "./assess";
import { valuesOf } from "./examples";
import { objectionTo } from "./objection";

/** The results that stand, oldest first. */
export function lookUpsOf({ ticket, customer, timeline }: Observation): LookedUp[] {
  const results = resultsByCall(timeline);
  const callOf = new Map([...results].map(([callId, result]) => [result.id, callId]));
  const since = beginningOf(timeline);
  const calls = timeline.filter((event) => event.kind === "tool_call");
  return timeline.flatMap((event, at): LookedUp[] => {
    if (event.kind !== "tool_result") return [];
    const { tool, result } = event.data;
    const call = calls.find(({ id }) => id === callOf.get(event.id));
    const given = call?.data.arguments ?? {};
    const named = [
      ticket.subject,
      ...(customer ? [customer.name, customer.email, customer.company] : []),
      ...timeline
        .slice(0, at)
        .filter(({ id }) => id !== call?.id)
        .flatMap((before) => [
          before.body,
          JSON.stringify(alertData(before)?.labels ?? {}),
          JSON.stringify((before.kind === "tool_result" && before.data.result) || {}),
        ]),
    ]
      .join("\n")
      .toLowerCase();
    return [
      {
        tool,
        eventId: event.id,
        result,
        objection: isNamed(given, named)
          ? result && objectionTo(result, since)
          : "was asked about something this ticket does not name",
        values: valuesOf(given, result ?? {}),
      },
    ];
  });
}

/** When what the ticket is about was first heard of, or had begun by its alert. */
function beginningOf(timeline: Observation["timeline"]): Date | null {
  const times = timeline.flatMap((event) => [event.at, alertData(event)?.startsAt ?? event.at]);
  return times.length === 0 ? null : new Date(Math.min(...times.map((time) => new Date(time).getTime())));
}

/** True where a name of some thing that was asked about stands in the ticket; also where none was asked about. */
function isNamed(given: Readonly<Record<string, unknown>>, named: string): boolean {
  const names = Object.values(leavesOf({ ...given }))
    .map((value) => String(value).trim().toLowerCase())
    .filter((value) => /\p{N}|[@:/_-]/u.test(value));
  return names.length === 0 || names.some((name) => named.includes(name));
}
