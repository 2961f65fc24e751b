/** A proposed action on its card: the call, its dry run once somebody asked for it, and then the approval. */
"use client";
import { useState } from "react";
import type { Suggestion } from "#lib/suggestions/model";
import type { ToolRequest } from "#lib/suggestions/step";
import { PlainText } from "../ticket/plain-text";
import { ValueList } from "../ticket/value-list";
import { Button } from "../ui/button";
import { ScrollRegion } from "../ui/scroll-region";
import { ActionDialog } from "./action-dialog";
import { ApproveForm } from "./approve-form";
import { ActionHead, ArgumentList, EffectFacts } from "./run-facts";
import { useRuns } from "./run-query";

type ActionProposalProps = {
  suggestion: Suggestion;
  call: ToolRequest;
  /** Why the last dry run failed. */
  refusal: string | undefined;
  isBusy: boolean;
};

export function ActionProposal({ suggestion, call, refusal, isBusy }: ActionProposalProps) {
  const { ticketId, id } = suggestion;
  const [isChanging, setChanging] = useState(false);
  const run = useRuns(ticketId).data?.findLast(
    (one) => one.suggestionId === id && one.action === call.tool && one.status === "prepared",
  );
  return (
    <ScrollRegion label="Action" className="max-h-[38vh] min-h-16 shrink! rounded-md bg-sunken px-3 py-2">
      <div className="flex flex-col gap-2">
        <ActionHead action={call.tool} risk={call.action?.risk ?? 4} />
        {run ? <ArgumentList run={run} /> : <ValueList values={call.arguments} />}
        {run ? (
          <>
            <EffectFacts effect={run.effect} />
            <ApproveForm key={run.id} run={run} />
          </>
        ) : (
          <p role="status" className="text-sm text-ink-muted">
            {isBusy
              ? "Asking what it would do."
              : "The dry run shows what it would change. Nothing changes by it."}
          </p>
        )}
        {refusal && <PlainText text={refusal} className="text-sm text-critical-ink" />}
        <Button size="sm" variant="ghost" className="self-start" onClick={() => setChanging(true)}>
          Change values
        </Button>
      </div>
      {isChanging && (
        <ActionDialog
          ticketId={ticketId}
          start={{ action: call.tool, arguments: call.arguments, suggestionId: id }}
          onClose={() => setChanging(false)}
        />
      )}
    </ScrollRegion>
  );
}
