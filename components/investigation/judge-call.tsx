/** Says of a call the agent made by itself that it was not needed: it is counted, and such a call gets less likely. */
"use client";
import { roleMay } from "#lib/platform/rules";
import type { TimelineEvent } from "#lib/tickets/event";
import { useDesk, usePersonName } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { useAction } from "../use-action";
import { useInvestigation } from "./investigation-query";

export function JudgeCall({ call }: { call: TimelineEvent }) {
  const { actions, me } = useDesk();
  const personName = usePersonName();
  const { data } = useInvestigation(call.ticketId);
  const { run, busy, refusal } = useAction(null, actions.judgeOwnCall);
  const own = data?.calls.find(({ eventId }) => eventId === call.id);
  if (!own || !roleMay(me.role, "agent_run.grade")) return null;
  const isNeeded = own.notNeededBy === null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        size="sm"
        variant="ghost"
        busy={busy}
        className="-ml-2"
        onClick={() => run({ eventId: call.id, isNeeded: !isNeeded })}
      >
        {isNeeded ? "Not needed" : "It was needed"}
      </Button>
      <span className="text-sm text-ink-faint">
        {isNeeded
          ? "The agent learns not to look this up by itself at such a moment."
          : `Marked as not needed by ${personName(own.notNeededBy)}.`}
      </span>
      <Refusal>{refusal}</Refusal>
    </div>
  );
}
