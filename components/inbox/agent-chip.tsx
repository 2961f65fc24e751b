/** What the agent last did about a ticket, as a chip in the list. */
"use client";
import { Hand, Moon, PenLine } from "lucide-react";
import type { InboxRow } from "#lib/inbox/model";
import { percentWords } from "#lib/platform/percent/rules";
import { suggestionKinds } from "#lib/suggestions/model";
import { Badge } from "../ui/badge";
import { KindIcon } from "./kind-icon";
import { confidenceWord, hasEstimate, stepWords } from "./ticket-words";

type AgentChipProps = { row: Pick<InboxRow, "agentState" | "proposal">; isDrafting: boolean };

export function AgentChip({ row: { agentState, proposal }, isDrafting }: AgentChipProps) {
  if (isDrafting || agentState === "running")
    return (
      <Badge tone="accent" icon={<PenLine aria-hidden />}>
        {isDrafting ? "Drafting" : "Working"}
      </Badge>
    );
  switch (agentState) {
    case "proposed": {
      const kind = suggestionKinds.find((known) => known === proposal?.kind) ?? "reply";
      const percent = proposal && hasEstimate(kind) && percentWords(proposal.confidence);
      return (
        <Badge
          tone="accent"
          icon={<KindIcon kind={kind} />}
          title={percent && proposal ? `${confidenceWord(proposal.confidence)} confidence` : undefined}
        >
          {stepWords({ ...proposal, kind })}
          {percent && <span className="tabular-nums @max-2xs:hidden"> {percent}</span>}
        </Badge>
      );
    }
    case "handed_over":
      return (
        <Badge tone="caution" icon={<Hand aria-hidden />}>
          Escalated
        </Badge>
      );
    case "abstained":
      return (
        <span
          className="inline-flex items-center gap-1 text-ink-faint"
          title="The agent found nothing to propose"
        >
          <Moon aria-hidden className="size-3" />
          <span className="sr-only">No proposal</span>
        </span>
      );
    case "none":
      return null;
  }
}
