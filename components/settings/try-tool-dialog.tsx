/** Asks a diagnostic once, outside of any ticket, and shows what it answered. */
"use client";
import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { type DiagnosticTool, ToolAnswer, type ToolArgument } from "#lib/diagnostics/model";
import { postJson } from "../live/fetch-json";
import { ValueList } from "../ticket/value-list";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

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
            trial.mutate(given(tool.arguments, new FormData(event.currentTarget)));
          }}
        >
          {tool.arguments.map((argument) => (
            <ArgumentField key={argument.name} argument={argument} />
          ))}
          {tool.arguments.length === 0 && <p className="text-ink-muted">It takes no arguments.</p>}
          <div role="status" className="text-sm text-pretty">
            {trial.error && <p className="text-critical-ink">{trial.error.message}</p>}
            {trial.data && <Answer answer={trial.data} />}
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** A select cannot submit nothing. */
const nothing = "–";

function ArgumentField({ argument }: { argument: ToolArgument }) {
  const { name, description, type, isRequired } = argument;
  const choices = type === "boolean" ? ["true", "false"] : argument.choices;
  const options = [...(isRequired ? [] : [nothing]), ...choices];
  return (
    <Field label={name} hint={description || undefined}>
      {(control) =>
        choices.length > 0 ? (
          <Select
            {...control}
            name={name}
            defaultValue={options[0]}
            options={options.map((value) => ({ value, label: value }))}
          />
        ) : (
          <Input
            {...control}
            name={name}
            type={type === "number" ? "number" : "text"}
            step="any"
            autoComplete="off"
            required={isRequired}
          />
        )
      }
    </Field>
  );
}

function given(declared: readonly ToolArgument[], form: FormData): Record<string, unknown> {
  const values = declared.flatMap(({ name, type }) => {
    const text = String(form.get(name) ?? "").trim();
    if (text === "" || text === nothing) return [];
    return [[name, type === "number" ? Number(text) : type === "boolean" ? text === "true" : text]];
  });
  return Object.fromEntries(values);
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
