/** Writes a watch rule, or changes one. */
"use client";
import type { z } from "zod";
import type { ServerAction } from "#lib/platform/model";
import {
  ruleKinds,
  ruleLevels,
  ruleMatches,
  ruleSubjects,
  ruleTopics,
  type SaveRuleInput,
  type WatchRule,
} from "#lib/watch/model";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { NumberField } from "../ui/number-field";
import { SelectField } from "../ui/select-field";
import { TextareaField } from "../ui/textarea-field";
import { kindWords, matchWords, subjectWords, topicWords } from "./watch-words";

export type SaveRule = ServerAction<z.input<typeof SaveRuleInput> & { version: number | null }>;

type RuleDialogProps = {
  rule: WatchRule | null;
  queues: readonly { id: number; name: string }[];
  save: SaveRule;
};

export function RuleDialog({ rule, queues, save }: RuleDialogProps) {
  return (
    <FormDialog
      title={rule ? "Change the rule" : "Add a watch rule"}
      {...(rule && { trigger: <Button size="sm">Change</Button> })}
      description="It is in shadow first: look at what it would have done, then switch it on."
      submit="Save in shadow"
      action={save}
      seen={rule?.version ?? null}
      read={(text, version) => ({
        ruleId: rule?.id ?? null,
        version,
        name: text("name"),
        kind: oneOf(ruleKinds, text("kind"), "detect"),
        subject: oneOf(ruleSubjects, text("subject"), "messages"),
        match: oneOf(ruleMatches, text("match"), "words"),
        looksFor: text("looksFor")
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean),
        level: oneOf(ruleLevels, text("level"), "P2"),
        topic: oneOf(ruleTopics, text("topic"), "other"),
        from: Number(text("from")),
        windowMinutes: Number(text("windowMinutes")),
        silenceMinutes: Number(text("silenceMinutes")),
        queueId: Number(text("queueId")) || null,
      })}
    >
      {(faultOf) => (
        <>
          <Field label="Name" error={faultOf("name")}>
            {(control) => (
              <Input {...control} name="name" defaultValue={rule?.name} required maxLength={120} />
            )}
          </Field>
          <div className="grid grid-cols-2 gap-3">
            <Choice name="kind" label="What it does" words={kindWords} from={ruleKinds} value={rule?.kind} />
            <Choice
              name="subject"
              label="Looks at"
              words={subjectWords}
              from={ruleSubjects}
              value={rule?.subject}
            />
            <Choice
              name="match"
              label="Looks for"
              words={matchWords}
              from={ruleMatches}
              value={rule?.match}
            />
            <Choice
              name="topic"
              label="Topic"
              words={topicWords}
              from={ruleTopics}
              value={rule?.topic ?? "other"}
            />
          </div>
          <TextareaField
            label="Words, expressions or examples, one a line"
            hint="An example is a sentence as a customer writes it; what shares its rare words means the same."
            error={faultOf("looksFor")}
            name="looksFor"
            defaultValue={rule?.looksFor.join("\n")}
            required
            rows={3}
          />
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              label="Level"
              hint="P0 makes the ticket urgent, P1 high."
              name="level"
              defaultValue={rule?.level ?? "P2"}
              options={ruleLevels.map((value) => ({ value, label: value }))}
            />
            <SelectField
              label="Goes to"
              name="queueId"
              defaultValue={String(rule?.queueId ?? 0)}
              options={[
                { value: "0", label: "Where it is" },
                ...queues.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
            />
            <Count
              name="from"
              label="Fires from this many matches"
              value={rule?.from ?? 1}
              error={faultOf("from")}
            />
            <Count
              name="windowMinutes"
              label="Within, in minutes"
              value={rule?.windowMinutes ?? 60}
              error={faultOf("windowMinutes")}
            />
            <Count
              name="silenceMinutes"
              label="Cooldown, in minutes"
              value={rule?.silenceMinutes ?? 360}
              error={faultOf("silenceMinutes")}
            />
          </div>
        </>
      )}
    </FormDialog>
  );
}

type ChoiceProps<Value extends string> = {
  name: string;
  label: string;
  from: readonly Value[];
  words: Record<Value, string>;
  value: Value | undefined;
};

function Choice<Value extends string>({ name, label, from, words, value = from[0] }: ChoiceProps<Value>) {
  return (
    <SelectField
      label={label}
      name={name}
      {...(value && { defaultValue: value })}
      options={from.map((one) => ({ value: one, label: words[one] }))}
    />
  );
}

type CountProps = { name: string; label: string; value: number; error: string | undefined };

function Count({ name, label, value, error }: CountProps) {
  return <NumberField label={label} error={error} name={name} min={0} defaultValue={value} required />;
}

function oneOf<Value extends string>(from: readonly Value[], text: string, otherwise: Value): Value {
  return from.find((one) => one === text) ?? otherwise;
}
