/** One tool: how often it may run by itself, what it costs, and where another mode holds. */
"use client";
import { useState } from "react";
import { DialogForm } from "../dialog-form";
import { ToolName } from "../ticket/tool-name";
import { Button } from "../ui/button";
import { NumberField } from "../ui/number-field";
import { Sheet, SheetContent } from "../ui/sheet";
import { useAction } from "../use-action";
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
  const { run, busy, refusal, faultOf } = useAction(setTool, onClose);
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent
        title={<ToolName name={name} />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form="tool-policy" variant="primary" busy={busy}>
              Save
            </Button>
          </>
        }
      >
        <DialogForm
          id="tool-policy"
          refusal={refusal ?? faultOf("rules")}
          onSend={(form) =>
            run({
              tool: name,
              mode: policy.mode,
              perMinute: Number(form.get("perMinute")),
              cost: Number(form.get("cost")),
              rules: rules.map(({ choice, ...place }) => ({ ...place, mode: choice })),
            })
          }
        >
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
          </fieldset>
        </DialogForm>
      </SheetContent>
    </Sheet>
  );
}
