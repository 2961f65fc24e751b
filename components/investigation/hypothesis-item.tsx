/** One hypothesis: where it stands, what it rests on, and what an analyst says of it. */
"use client";
import type { KeyboardEvent } from "react";
import type { Hypothesis, HypothesisStatus } from "#lib/investigation/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { useTicketView } from "../ticket/ticket-view";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { useAction } from "../use-action";
import { statusWords } from "./rule-words";

type HypothesisItemProps = { ticketId: number; hypothesis: Hypothesis; maySteer: boolean };

export function HypothesisItem({ ticketId, hypothesis, maySteer }: HypothesisItemProps) {
  const { key, text, status, why, marks, isStruck } = hypothesis;
  const { actions } = useDesk();
  const { showEvent } = useTicketView();
  const { run, busy, refusal } = useAction(null, actions.steerHypothesis);
  const say = (said: HypothesisStatus | null, isOut = false) =>
    run({ ticketId, key, status: said, isStruck: isOut });
  const strike = () => say(null, !isStruck);
  const byKey = new Map([
    ["y", () => say("supported")],
    ["n", () => say("refuted")],
    ["Delete", strike],
    ["Backspace", strike],
  ]);
  function press(event: KeyboardEvent) {
    const act = event.target === event.currentTarget ? byKey.get(event.key) : undefined;
    if (!act || !maySteer || event.metaKey || event.ctrlKey || event.altKey) return;
    // Elsewhere the same key means something else.
    event.stopPropagation();
    event.preventDefault();
    if (!busy) act();
  }
  const [first] = marks;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the list is walked with Tab and steered by key; each key has its button
    <li tabIndex={0} onKeyDown={press} className="group rounded-sm border-b border-line py-2 last:border-b-0">
      <p className={cn(isStruck && "text-ink-faint line-through")}>
        <Badge tone={statusWords[status].tone}>{statusWords[status].words}</Badge> {text}
      </p>
      <p className="text-sm text-ink-muted">
        {why}
        {first && (
          <Button size="sm" variant="ghost" className="ml-1" onClick={() => showEvent(first.eventId)}>
            Show the result
          </Button>
        )}
      </p>
      {maySteer && (
        <div className="flex flex-wrap gap-1">
          <Button size="sm" variant="ghost" disabled={busy} onClick={() => say("supported")}>
            Supported
          </Button>
          <Button size="sm" variant="ghost" disabled={busy} onClick={() => say("refuted")}>
            Ruled out
          </Button>
          <Button size="sm" variant="ghost" disabled={busy} onClick={strike}>
            {isStruck ? "Look at it again" : "Strike"}
          </Button>
        </div>
      )}
      <Refusal>{refusal}</Refusal>
    </li>
  );
}
