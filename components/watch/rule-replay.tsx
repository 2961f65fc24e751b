/** What a rule would have done within the last 30 days, when asked. */
"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { countWords, timesWords } from "#lib/platform/count/rules";
import { RuleReport } from "#lib/watch/model";
import { fetchJson } from "../live/fetch-json";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { outcomeWords } from "./watch-words";

export function RuleReplay({ ruleId, version }: { ruleId: number; version: number }) {
  const [isAsked, setIsAsked] = useState(false);
  const { data, error, isFetching } = useQuery({
    queryKey: ["watch", ruleId, version],
    queryFn: ({ signal }) => fetchJson(RuleReport, "/api/watch/replay", { ruleId }, signal),
    enabled: isAsked,
  });
  if (!isAsked || (!data && !error))
    return (
      <Button size="sm" variant="ghost" className="mt-2" busy={isFetching} onClick={() => setIsAsked(true)}>
        What would it have done in the last 30 days?
      </Button>
    );
  if (!data) return <p className="mt-2 text-critical-ink">{error?.message}</p>;
  return (
    <div className="mt-2" role="status">
      <p>
        Of {countWords(data.looked, "message or alert", "messages and alerts")} in the last{" "}
        {countWords(data.days, "day")} it matches {data.matched}: it would have fired{" "}
        {timesWords(data.raised)}; {countWords(data.held, "match", "matches")} would have been suppressed.
      </p>
      <ul className="mt-1 flex flex-col gap-1">
        {data.examples.map(({ at, text, ticketId, outcome }) => (
          <li key={`${at.getTime()} ${text}`} className="flex min-w-0 items-baseline gap-2">
            <RelativeTime clock="with day" time={at} className="w-28 shrink-0 text-ink-muted tabular-nums" />
            <Badge>{outcomeWords[outcome]}</Badge>
            {ticketId === null ? (
              <bdi className="truncate">{text}</bdi>
            ) : (
              <Link href={`/tickets/${ticketId}`} className="truncate hover:underline">
                <bdi>{text}</bdi>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
