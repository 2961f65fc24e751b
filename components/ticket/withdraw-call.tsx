/** Takes a diagnostic back, or, once it has run, marks what it found as discarded. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { TimelineEvent } from "#lib/tickets/event";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { queryKeys } from "../live/query-keys";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { useAction } from "../use-action";

export function WithdrawCall({ call, hasRun }: { call: TimelineEvent; hasRun: boolean }) {
  const { actions } = useDesk();
  const queryClient = useQueryClient();
  const { run, busy, refusal } = useAction(`withdraw-call.${call.id}`, actions.withdrawToolCall, () => {
    announce(hasRun ? "The result was discarded." : "Undone.");
    return queryClient.invalidateQueries({ queryKey: queryKeys.ticket(call.ticketId) });
  });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        size="sm"
        variant="ghost"
        busy={busy}
        onClick={() => run({ eventId: call.id })}
        className="-ml-2"
      >
        {hasRun ? "Discard this result" : "Withdraw it"}
      </Button>
      <span className="text-sm text-ink-faint">
        {hasRun
          ? "It has already run; it was read-only. The agent will not use the result."
          : "Its result will not be used."}
      </span>
      <Refusal>{refusal}</Refusal>
    </div>
  );
}
