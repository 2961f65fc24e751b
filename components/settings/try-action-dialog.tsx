/** A dry run of an action outside of any ticket, and what it would change. */
"use client";
import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { type Action, DryRun } from "#lib/remediation/model";
import { postJson } from "../live/fetch-json";
import { ArgumentFields, givenIn } from "../remediation/argument-fields";
import { EffectFacts } from "../remediation/run-facts";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "../ui/dialog";

export function TryActionDialog({ action }: { action: Action }) {
  const id = useId();
  const trial = useMutation({
    mutationFn: (given: Record<string, unknown>) =>
      postJson(DryRun, `/api/actions/${action.name}/test`, { arguments: given }),
  });
  return (
    <Dialog onOpenChange={() => trial.reset()}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost" aria-label={`Dry run of ${action.name}`}>
          Dry run
        </Button>
      </DialogTrigger>
      <DialogContent
        size="sm"
        title={`Dry run of ${action.name}`}
        description="Asks what it would change. Nothing changes."
        footer={
          <>
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
            <Button type="submit" form={id} variant="primary" busy={trial.isPending}>
              Dry run
            </Button>
          </>
        }
      >
        <form
          id={id}
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            trial.mutate(givenIn(action.arguments, new FormData(event.currentTarget)));
          }}
        >
          <ArgumentFields declared={action.arguments} />
          <div role="status" className="text-sm text-pretty">
            {trial.error && <p className="text-critical-ink">{trial.error.message}</p>}
            {trial.data?.isAnswered && <EffectFacts effect={trial.data.effect} />}
            {trial.data?.isAnswered === false && <p className="text-critical-ink">{trial.data.reason}</p>}
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
