/** What was promised on a ticket: who said it, by when, and what became of it. */
"use client";
import { roleMay } from "#lib/platform/rules";
import type { Commitment } from "#lib/sla/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
import { commitmentState } from "./clock-words";

export function Commitments({ commitments }: { commitments: readonly Commitment[] }) {
  const { me, actions } = useDesk();
  const { run, busy, refusal } = useAction("commitments", actions.withdrawCommitment);
  if (commitments.length === 0) return null;
  const mayWithdraw = roleMay(me.role, "ticket.write");
  return (
    <Section title="Commitments">
      <ul className="flex flex-col gap-2.5">
        {commitments.map((one) => (
          <li key={one.id}>
            <p className="flex flex-wrap items-center gap-2">
              <CommitmentBadge commitment={one} />
              <span className="text-ink-muted">
                by <RelativeTime time={one.dueAt} />
              </span>
              {one.state === "open" && mayWithdraw && (
                <Button
                  size="sm"
                  variant="ghost"
                  busy={busy}
                  onClick={() => run({ commitmentId: one.id })}
                  className="ml-auto"
                >
                  Withdraw
                </Button>
              )}
            </p>
            <p className="mt-0.5 text-sm text-ink-muted">
              {one.ownerName}: <bdi>“{one.text}”</bdi>
            </p>
          </li>
        ))}
      </ul>
      <Refusal>{refusal}</Refusal>
    </Section>
  );
}

function CommitmentBadge({ commitment }: { commitment: Commitment }) {
  const { words, tone } = commitmentState(commitment);
  return <Badge tone={tone}>{words}</Badge>;
}
