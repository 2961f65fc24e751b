/** An action somebody starts, or changes: which one, with which values, its dry run, and the approval. */
"use client";
import { useId, useState } from "react";
import type { Action } from "#lib/remediation/catalogue/model";
import { actionTitle } from "#lib/remediation/model";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { SelectField } from "../ui/select-field";
import { SkeletonText } from "../ui/skeleton";
import { ApproveForm } from "./approve-form";
import { ArgumentFields, givenIn } from "./argument-fields";
import { useDryRun } from "./dry-run";
import { ActionHead, ArgumentList, EffectFacts } from "./run-facts";
import { useCatalogue, useRuns } from "./run-query";

type ActionDialogProps = {
  ticketId: number;
  /** What it begins with; nothing: any action. */
  start?: { action: string; arguments: Record<string, unknown>; suggestionId?: number };
  onClose: () => void;
};

export function ActionDialog({ ticketId, start, onClose }: ActionDialogProps) {
  const id = useId();
  const catalogue = useCatalogue();
  const offered = (catalogue.data ?? []).filter(({ enabled }) => enabled);
  const [name, setName] = useState(start?.action);
  const chosen = offered.find((one) => one.name === name) ?? (start ? undefined : offered[0]);
  const dry = useDryRun();
  const runs = useRuns(ticketId).data ?? [];
  const run = dry.data && (runs.find((one) => one.id === dry.data.id) ?? dry.data);
  const isDecided = run !== undefined && run.status !== "prepared";
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title="Run an action"
        description="First a dry run. Nothing changes before it is approved."
        footer={
          <>
            <Button onClick={onClose}>Close</Button>
            {!isDecided && chosen && (
              <Button type="submit" form={id} busy={dry.isPending}>
                {run ? "Dry run again" : "Dry run"}
              </Button>
            )}
          </>
        }
      >
        {catalogue.error && !catalogue.data ? (
          <ErrorState title={catalogue.error.message} onRetry={() => void catalogue.refetch()} />
        ) : !catalogue.data ? (
          <SkeletonText lines={4} label="Loading the actions" />
        ) : !chosen ? (
          <p className="text-ink-muted">
            {start
              ? `${actionTitle(start.action)} is switched off, or there is no such action any more.`
              : "There is no action yet. An administrator adds them under Settings, Actions."}
          </p>
        ) : (
          !isDecided && (
            <form
              id={id}
              className="flex flex-col gap-3"
              onSubmit={(event) => {
                event.preventDefault();
                dry.mutate({
                  ticketId,
                  action: chosen.name,
                  arguments: givenIn(chosen.arguments, new FormData(event.currentTarget)),
                  ...(start?.suggestionId && { suggestionId: start.suggestionId }),
                });
              }}
            >
              {!start && <ActionChoice offered={offered} value={chosen.name} onChoose={setName} />}
              <ActionHead action={chosen.name} risk={chosen.risk} />
              <p className="text-sm text-ink-muted">{chosen.description}</p>
              <ArgumentFields key={chosen.name} declared={chosen.arguments} values={start?.arguments ?? {}} />
            </form>
          )
        )}
        <div role="status" className="mt-3 flex flex-col gap-2">
          {dry.error && <p className="text-critical-ink">{dry.error.message}</p>}
          {run && !isDecided && (
            <>
              <ArgumentList run={run} />
              <EffectFacts effect={run.effect} />
              <ApproveForm key={run.id} run={run} />
            </>
          )}
          {isDecided && (
            <p>
              {run.status === "waiting"
                ? "Approved. A second person is asked for on the ticket."
                : "Decided. The ticket shows how it goes on."}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

type ActionChoiceProps = {
  offered: readonly Action[];
  value: string | undefined;
  onChoose: (name: string) => void;
};

function ActionChoice({ offered, value, onChoose }: ActionChoiceProps) {
  return (
    <SelectField
      label="Action"
      value={value}
      onValueChange={onChoose}
      options={offered.map((one) => ({ value: one.name, label: actionTitle(one.name) }))}
    />
  );
}
