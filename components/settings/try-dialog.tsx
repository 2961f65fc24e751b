/** Tries something with arguments once, outside of any ticket, and shows what came of it. */
"use client";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import type { ToolArgument } from "#lib/tools/model";
import { DialogForm } from "../dialog-form";
import { ArgumentFields, givenIn } from "../remediation/argument-fields";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "../ui/dialog";

type TryDialogProps<Result> = {
  /** What the button that opens it says, and the one that runs it. */
  opens: string;
  runs: string;
  title: string;
  description: string;
  declared: readonly ToolArgument[];
  attempt: (given: Record<string, unknown>) => Promise<Result>;
  children: (result: Result) => ReactNode;
};

export function TryDialog<Result>(props: TryDialogProps<Result>) {
  const { opens, runs, title, description, declared, attempt, children } = props;
  const id = useId();
  const trial = useMutation({ mutationFn: attempt });
  return (
    <Dialog onOpenChange={() => trial.reset()}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost" aria-label={title}>
          {opens}
        </Button>
      </DialogTrigger>
      <DialogContent
        size="sm"
        title={title}
        description={description}
        footer={
          <>
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
            <Button type="submit" form={id} variant="primary" busy={trial.isPending}>
              {runs}
            </Button>
          </>
        }
      >
        <DialogForm id={id} onSend={(form) => trial.mutate(givenIn(declared, form))}>
          <ArgumentFields declared={declared} />
          <div role="status" className="text-sm text-pretty">
            {trial.error && <p className="text-critical-ink">{trial.error.message}</p>}
            {trial.data !== undefined && children(trial.data)}
          </div>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
