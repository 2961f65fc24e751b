/** One diagnostic to be added or changed: what it shows, the address that answers, and what it is asked with. */
"use client";
import { useState } from "react";
import type { ActionResult } from "#lib/platform/model";
import type { AddToolInput, ChangeToolInput, DiagnosticTool, ToolWithSecret } from "#lib/tools/model";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";
import { ArgumentRows, argumentsOf, rowsOf } from "./argument-rows";
import { FormSheet } from "./form-sheet";
import { HttpFields } from "./http-fields";

export type SaveTool = {
  add: (input: AddToolInput) => Promise<ActionResult<ToolWithSecret>>;
  change: (input: ChangeToolInput) => Promise<ActionResult<{ name: string }>>;
};

type ToolSheetProps = SaveTool & {
  /** Null: a new one. */
  tool: DiagnosticTool | null;
  onClose: () => void;
  onAdded: (made: ToolWithSecret) => void;
};

export function ToolSheet({ tool, add, change, onClose, onAdded }: ToolSheetProps) {
  const [rows, setRows] = useState(rowsOf(tool?.arguments ?? []));
  const [isBearerDropped, setBearerDropped] = useState(false);
  function save({
    bearer,
    ...input
  }: AddToolInput): Promise<ActionResult<ToolWithSecret | { name: string }>> {
    if (!tool) return add({ ...input, bearer: bearer || null });
    if (isBearerDropped) return change({ ...input, bearer: null });
    return change({ ...input, ...(bearer && { bearer }) });
  }

  return (
    <FormSheet
      title={tool ? tool.name : "Add a tool"}
      description="A diagnostic must be read-only: analysts are told that it changes nothing."
      submit={tool ? "Save" : "Add"}
      action={save}
      onDone={(made) => "secret" in made && onAdded(made)}
      onClose={onClose}
      read={(text) => ({
        name: tool?.name ?? text("name"),
        description: text("description"),
        arguments: argumentsOf(rows),
        url: text("url"),
        timeLimit: Number(text("timeLimit")),
        bearer: text("bearer"),
      })}
    >
      {(faultOf) => (
        <>
          {!tool && (
            <Field
              label="Name"
              hint="The name used in closed tickets, for example describe_volume. It cannot be changed later."
              error={faultOf("name")}
            >
              {(control) => (
                <Input {...control} name="name" className="font-mono" autoComplete="off" required />
              )}
            </Field>
          )}
          <Field label="Description" error={faultOf("description")}>
            {(control) => (
              <Textarea {...control} name="description" defaultValue={tool?.description} required />
            )}
          </Field>
          <HttpFields
            stored={tool}
            hint="Receives a signed POST request and returns a JSON object."
            placeholder="https://tools.example.com/volume"
            isBearerDropped={isBearerDropped}
            faultOf={faultOf}
          />
          {tool?.hasBearer && (
            <Checkbox
              label="Remove the stored token"
              checked={isBearerDropped}
              onCheckedChange={(isChecked) => setBearerDropped(isChecked === true)}
            />
          )}
          <ArgumentRows rows={rows} onChange={setRows} faultOf={faultOf} />
        </>
      )}
    </FormSheet>
  );
}
