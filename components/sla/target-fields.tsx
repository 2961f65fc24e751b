/** What a policy promises, a row a priority: three durations, and whether nights count. */
"use client";
import { clockKinds, type Priority, priorities, type SlaPolicy, type Target } from "#lib/sla/model";
import { priorityWords } from "../inbox/ticket-words";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { durationWords, kindWords } from "./clock-words";

type TargetFieldsProps = {
  targets: SlaPolicy["targets"];
  /** What is wrong with the part of this name. */
  faultOf: (name: string) => string | undefined;
};

/** The name a form has a part of a target under. */
export function targetName(priority: Priority, part: keyof Target): string {
  return `${priority} ${part}`;
}

export function TargetFields({ targets, faultOf }: TargetFieldsProps) {
  return (
    <>
      <p className="text-sm text-ink-muted">
        Times like 30 min, 2 h or 2 h 30 min; empty where nothing is promised.
      </p>
      {priorities.toReversed().map((priority) => (
        <fieldset key={priority} className="flex flex-col gap-1.5">
          <legend className="mb-1 font-medium">{priorityWords[priority]}</legend>
          <div className="grid grid-cols-3 gap-2 phone:grid-cols-1">
            {clockKinds.map((kind) => {
              const minutes = targets[priority][kind];
              const isWrong = faultOf(`targets.${priority}.${kind}`) !== undefined;
              return (
                <Field
                  key={kind}
                  label={kindWords[kind]}
                  error={isWrong ? "Write a time like 2 h." : undefined}
                >
                  {(control) => (
                    <Input
                      {...control}
                      name={targetName(priority, kind)}
                      defaultValue={minutes === null ? "" : durationWords(minutes)}
                      className="tabular-nums"
                    />
                  )}
                </Field>
              );
            })}
          </div>
          <Checkbox
            label="Around the clock"
            name={targetName(priority, "roundTheClock")}
            defaultChecked={targets[priority].roundTheClock}
          />
        </fieldset>
      ))}
    </>
  );
}
