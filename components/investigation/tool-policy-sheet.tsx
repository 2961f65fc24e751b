/** One tool: how often it may run by itself, what it costs, and where another mode holds. */
"use client";
import { useState } from "react";
import { Refusal } from "../refusal";
import { FormSheet } from "../settings/form-sheet";
import { ToolName } from "../ticket/tool-name";
import { NumberField } from "../ui/number-field";
import type { QueueName, SetTool, ToolWithPolicy } from "./investigation-actions";
import { PlaceRules } from "./place-rules";
import { modeWords } from "./rule-words";

type ToolPolicySheetProps = {
  tool: ToolWithPolicy;
  queues: QueueName[];
  setTool: SetTool;
  onClose: () => void;
};

export function ToolPolicySheet({ tool: { name, policy }, queues, setTool, onClose }: ToolPolicySheetProps) {
  const [rules, setRules] = useState(() =>
    policy.rules.map(({ mode, ...place }) => ({ ...place, choice: mode })),
  );
  return (
    <FormSheet
      title={<ToolName name={name} />}
      submit="Save"
      action={setTool}
      read={(text) => ({
        tool: name,
        seen: policy,
        mode: policy.mode,
        perMinute: Number(text("perMinute")),
        cost: Number(text("cost")),
        rules: rules.map(({ choice, ...place }) => ({ ...place, mode: choice })),
      })}
      onClose={onClose}
    >
      {(faultOf) => (
        <>
          <NumberField
            label="Calls a minute"
            hint="All tickets together."
            error={faultOf("perMinute")}
            name="perMinute"
            min={1}
            max={6000}
            defaultValue={policy.perMinute}
            required
          />
          <NumberField
            label="Cost of a call"
            hint="Counts against the cost of a whole case."
            error={faultOf("cost")}
            name="cost"
            min={0}
            max={1000}
            step="0.1"
            defaultValue={policy.cost}
            required
          />
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-2 text-sm font-medium text-ink-muted">Exceptions</legend>
            <PlaceRules rules={rules} onChange={setRules} queues={queues} choices={modeWords} first="asks" />
            <Refusal>{faultOf("rules")}</Refusal>
          </fieldset>
        </>
      )}
    </FormSheet>
  );
}
