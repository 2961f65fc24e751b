/** One action to be added or changed: what it changes, how risky that is, who may approve it, and which signal tells whether it helped. */
"use client";
import { useState } from "react";
import type { ActionResult, ServerAction } from "#lib/platform/model";
import { roleNames } from "#lib/platform/rules";
import { riskClasses } from "#lib/policy/model";
import type {
  Action,
  ActionWithSecret,
  AddActionInput,
  ChangeActionInput,
  EffectTool,
} from "#lib/remediation/catalogue/model";
import type { LookUpChoice } from "#lib/remediation/look-ups/model";
import { type ActionKind, locks, riskClass } from "#lib/remediation/model";
import { Checkbox } from "../ui/checkbox";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { TextareaField } from "../ui/textarea-field";
import { ArgumentRows, argumentsOf, rowsOf } from "./argument-rows";
import { ExecutionToolFields, executionToolIn } from "./execution-tool-fields";
import { FormSheet } from "./form-sheet";
import { HttpFields } from "./http-fields";
import { ObjectLookFields, objectLookIn } from "./object-look-fields";
import { SignalFields, signalIn } from "./signal-fields";
import { tokenIn } from "./token-fields";

export type SaveAction = {
  add: ServerAction<AddActionInput, ActionWithSecret>;
  change: ServerAction<ChangeActionInput & { version: number }, { name: string }>;
};

type ActionSheetProps = SaveAction & {
  /** Null: a new one. */
  action: Action | null;
  tools: readonly EffectTool[];
  lookUps: readonly LookUpChoice[];
  /** The names of the secrets there are. */
  secrets: readonly string[];
  onClose: () => void;
  onAdded: (made: ActionWithSecret) => void;
};

const kinds = [
  { value: "http", label: "Automation, over HTTP" },
  { value: "mcp", label: "A tool of an MCP server" },
  { value: "by_hand", label: "By hand" },
] as const satisfies readonly { value: ActionKind; label: string }[];

const approvers = (["analyst", "lead", "admin"] as const).map((value) => ({
  value,
  label: roleNames[value],
}));
const risks = riskClasses.map((risk) => ({
  value: String(risk),
  label: `${risk}: ${locks[risk].name}. ${locks[risk].words}`,
}));

export function ActionSheet(props: ActionSheetProps) {
  const { action, tools, lookUps, secrets, add, change, onClose, onAdded } = props;
  const [rows, setRows] = useState(rowsOf(action?.arguments ?? []));
  const [kind, setKind] = useState<ActionKind>(action?.kind ?? "http");
  const [canRollBack, setRollBack] = useState(action?.canRollBack ?? false);
  const [keepsKeys, setKeepsKeys] = useState(action?.keepsKeys ?? false);

  return (
    <FormSheet
      title={action ? action.name : "Add an action"}
      description="A change voids what was approved of it before, and the autonomy it had earned."
      submit={action ? "Save" : "Add"}
      action={(input: AddActionInput, key): Promise<ActionResult<ActionWithSecret | { name: string }>> =>
        action ? change({ ...input, version: action.version }, key) : add(input, key)
      }
      onDone={(made) => "secret" in made && onAdded(made)}
      onClose={onClose}
      read={(text) => {
        const chosen = <Value extends string>(name: string, options: readonly { value: Value }[]) =>
          options.find(({ value }) => value === text(name))?.value;
        return {
          name: action?.name ?? text("name"),
          description: text("description"),
          kind,
          risk: riskClass(Number(text("risk"))),
          // A tool of a server says itself which arguments it takes.
          arguments: kind === "mcp" ? [] : argumentsOf(rows),
          target: text("target"),
          approver: chosen("approver", approvers) ?? "admin",
          url: kind === "http" ? text("url") : null,
          instructions: text("instructions"),
          timeLimit: Number(text("timeLimit") || 10),
          canRollBack: canRollBack && kind !== "mcp",
          keepsKeys: keepsKeys && kind !== "by_hand",
          ...signalIn(text, lookUps),
          look: kind === "http" ? null : objectLookIn(text, lookUps),
          mcp: kind === "mcp" ? (executionToolIn(text, tools) ?? null) : null,
          ...tokenIn(text, !action),
        };
      }}
    >
      {(faultOf) => (
        <>
          {!action && (
            <>
              <TextField
                label="Name"
                hint="For example restart_service. It cannot be changed later."
                error={faultOf("name")}
                name="name"
                className="font-mono"
                autoComplete="off"
                required
              />
              <SelectField label="Done by" options={kinds} value={kind} onValueChange={setKind} />
            </>
          )}
          <TextareaField
            label="Description"
            error={faultOf("description")}
            name="description"
            defaultValue={action?.description}
            required
          />
          <SelectField
            label="Class of risk"
            error={faultOf("risk")}
            name="risk"
            options={risks}
            defaultValue={String(action?.risk ?? 3)}
          />
          <SelectField
            label="Approved by"
            error={faultOf("approver")}
            name="approver"
            options={approvers}
            defaultValue={action?.approver ?? "analyst"}
          />
          {kind === "http" && (
            <HttpFields
              stored={action}
              secrets={secrets}
              hint="Receives signed POST requests for dry run, execution, verification and roll-back."
              faultOf={faultOf}
            />
          )}
          {kind === "mcp" && (
            <ExecutionToolFields tools={tools} stored={action?.mcp ?? null} faultOf={faultOf} />
          )}
          {kind === "by_hand" && (
            <TextareaField
              label="Instructions"
              error={faultOf("instructions")}
              name="instructions"
              defaultValue={action?.instructions}
              required
            />
          )}
          {kind !== "mcp" && <ArgumentRows rows={rows} onChange={setRows} faultOf={faultOf} />}
          <TextField
            label="Target argument"
            hint="The argument that names what it acts on; it is typed to confirm."
            error={faultOf("target")}
            name="target"
            className="font-mono"
            autoComplete="off"
            defaultValue={action?.target}
            required
          />
          {kind !== "http" && (
            <ObjectLookFields lookUps={lookUps} stored={action?.look ?? null} faultOf={faultOf} />
          )}
          <SignalFields key={kind} kind={kind} stored={action} lookUps={lookUps} faultOf={faultOf} />
          {kind !== "mcp" && (
            <Checkbox
              label="Can be rolled back"
              checked={canRollBack}
              onCheckedChange={(isChecked) => setRollBack(isChecked === true)}
            />
          )}
          {kind !== "by_hand" && (
            <Checkbox
              label="The other side does each idempotency key once"
              checked={keepsKeys}
              onCheckedChange={(isChecked) => setKeepsKeys(isChecked === true)}
            />
          )}
        </>
      )}
    </FormSheet>
  );
}
