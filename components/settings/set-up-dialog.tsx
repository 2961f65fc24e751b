/** How a connector's webhook requests are read: a mapping, tried on a pasted example, or the topics that may send. */
"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type Connector, MappingTrial } from "#lib/connectors/model";
import { countWords } from "#lib/platform/count/rules";
import type { ServerAction } from "#lib/platform/model";
import { postJson } from "../live/fetch-json";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { TextareaField } from "../ui/textarea-field";
import { FormDialog } from "./form-dialog";

export type SetUp = ServerAction<{ id: string; setup: string; seen: string }>;

type SetUpDialogProps = { connector: Connector; setUp: SetUp };

export function SetUpDialog({ connector: { id, name, kind, setup }, setUp }: SetUpDialogProps) {
  const isTopics = kind === "cloudwatch";
  return (
    <FormDialog
      title={`Set up ${name}`}
      description={
        isTopics
          ? "Only messages of these SNS topics are taken, and only their subscriptions are confirmed."
          : "A JSONata expression that makes one alert, or a list of them, of what is sent. Without one the alerts are found by the names and the form of the fields."
      }
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Set up ${name}`}>
          Set up
        </Button>
      }
      submit="Save"
      action={setUp}
      seen={setup}
      read={(text, seen) => ({ id, setup: text("setup"), seen })}
    >
      {(faultOf) => <SetUpFields kind={kind} setup={setup} fault={faultOf("setup")} />}
    </FormDialog>
  );
}

type SetUpFieldsProps = Pick<Connector, "kind" | "setup"> & { fault: string | undefined };

function SetUpFields({ kind, setup, fault }: SetUpFieldsProps) {
  const [text, setText] = useState(setup);
  const isTopics = kind === "cloudwatch";
  return (
    <>
      <TextareaField
        label={isTopics ? "Topics" : "Mapping"}
        hint={
          isTopics
            ? "One topic ARN a line."
            : "Fields of an alert: id, state, name, severity, startsAt, endsAt, labels, summary, description, url."
        }
        error={fault}
        name="setup"
        value={text}
        onChange={(event) => setText(event.target.value)}
        rows={isTopics ? 3 : 8}
        className="font-mono text-sm"
        spellCheck={false}
      />
      {kind === "json" && <Trial mapping={text} />}
    </>
  );
}

/** Reads a pasted example with the mapping as it is typed. */
function Trial({ mapping }: { mapping: string }) {
  const [example, setExample] = useState("");
  const trial = useMutation({
    mutationFn: () => postJson(MappingTrial, "/api/connectors/mapping", { mapping, example }),
  });
  return (
    <>
      <TextareaField
        label="Example"
        hint="Paste what the other system sends."
        value={example}
        onChange={(event) => setExample(event.target.value)}
        rows={5}
        className="font-mono text-sm"
        spellCheck={false}
      />
      <Button
        size="sm"
        busy={trial.isPending}
        disabled={example.trim() === ""}
        onClick={() => trial.mutate()}
      >
        Try it
      </Button>
      <div role="status" className="text-sm text-ink-muted">
        {trial.error?.message}
        {trial.data && (
          <>
            <p>
              {countWords(trial.data.alerts.length, "alert")} found.{" "}
              {trial.data.refused.map(({ field, message }) => `${field} ${message}.`).join(" ")}
            </p>
            <CodeBlock code={JSON.stringify(trial.data.alerts.slice(0, 3), null, 2)} label="What was found" />
          </>
        )}
      </div>
    </>
  );
}
