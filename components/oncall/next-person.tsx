/** Who goes on with a ticket that somebody must go on with, and why it is that person. */
"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { NextPerson } from "#lib/oncall/next-person/model";
import { useDesk } from "../inbox/desk-context";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";
import { cn } from "../ui/cn";

/** On-call changes while a card stands: so long, in milliseconds, an answer is good for. */
const goodMs = 60_000;

function useNextPerson(ticketId: number) {
  return useQuery(
    queryOptions({
      queryKey: queryKeys.nextPerson(ticketId),
      queryFn: ({ signal }) =>
        fetchJson(NextPerson.nullable(), `/api/tickets/${ticketId}/next-person`, {}, signal),
      refetchInterval: goodMs,
    }),
  );
}

/** Beside what says that nobody has the ticket yet. */
type NextPersonProps = { ticketId: number; lead?: string; className?: string };

export function NextPersonWords({ ticketId, lead = "", className }: NextPersonProps) {
  const { me } = useDesk();
  const { data } = useNextPerson(ticketId);
  // Its room is there before it is: what stands below does not move when it comes.
  if (data === undefined)
    return (
      <p aria-hidden className={cn(className, "invisible")}>
        {lead}A person of the team, who is on call for its queue.
      </p>
    );
  if (data === null) return <p className={className}>Nobody who may see this ticket can answer it.</p>;
  const { userId, name, why } = data;
  return (
    <p className={className}>
      {lead}
      <bdi className="font-medium text-ink">{userId === me.id ? `${name} (you)` : name}</bdi>, who {why}.
    </p>
  );
}
