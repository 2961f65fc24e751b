/** Asks a diagnostic once, outside of any ticket, and shows what it answered. */
"use client";
import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { type DiagnosticTool, ToolAnswer } from "#lib/diagnostics/model";
import { postJson } from "../live/fetch-json";
import { ArgumentFields, givenIn } from "../remediation/argument-fields";
import { ValueList } from "../ticket/value-list";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "../ui/dialog";

export function TryToolDialog({ tool }: { tool: DiagnosticTool }) {
  const id = useId();
  const trial = useMutation({
    mutationFn: (given: Record<string, unknown>) =>
      postJson(ToolAnswer, `/api/tools/${tool.name}/test`, { arguments: given }),
  });
  return (
    <Dialog onOpenChange={() => trial.reset()}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost" aria-label={`Try ${tool.name}`}>
          {" "}
          Try{" "}
        </Button>
      </DialogTrigger>
      <DialogContent
        size="sm"
        title={`Try ${tool.name}`}
        description="Calls the tool once. The result is not stored."
        footer={
          <>
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
            <Button type="submit" form={id} variant="primary" busy={trial.isPending}>
              {" "}
              Run{" "}
            </Button>
          </>
        }
      >
        <form
          id={id}
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            trial.mutate(givenIn(tool.arguments, new FormData(event.currentTarget)));
          }}
        >
          <ArgumentFields declared={tool.arguments} />
          <div role="status" className="text-sm text-pretty">
            {trial.error && <p className="text-critical-ink">{trial.error.message}</p>}
            {trial.data && <Answer answer={trial.data} />}
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function Answer({ answer }: { answer: ToolAnswer }) {
  if (!answer.isAnswered) return <p className="text-critical-ink">{answer.reason}</p>;
  return (
    <>
      <p className="mb-2 text-ink-muted">Answered in {(answer.milliseconds / 1000).toFixed(1)} s:</p>
      <ValueList values={answer.result} raw />
    </>
  );
}
