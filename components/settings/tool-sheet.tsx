/** One diagnostic to be added or changed: what it shows, the address that answers, and what it is asked with. */
"use client";
import { useState } from "react";
import type { ActionResult, ServerAction } from "#lib/platform/model";
import type { AddToolInput, ChangeToolInput, DiagnosticTool, ToolWithSecret } from "#lib/tools/model";
import { TextField } from "../ui/text-field";
import { TextareaField } from "../ui/textarea-field";
import { ArgumentRows, argumentsOf, rowsOf } from "./argument-rows";
import { FormSheet } from "./form-sheet";
import { HttpFields } from "./http-fields";
import { tokenIn } from "./token-fields";

export type SaveTool = {
  add: ServerAction<AddToolInput, ToolWithSecret>;
  change: ServerAction<ChangeToolInput & { seen: DiagnosticTool }, { name: string }>;
};

type ToolSheetProps = SaveTool & {
  /** Null: a new one. */
  tool: DiagnosticTool | null;
  /** The names of the secrets there are. */
  secrets: readonly string[];
  onClose: () => void;
  onAdded: (made: ToolWithSecret) => void;
};

export function ToolSheet({ tool, secrets, add, change, onClose, onAdded }: ToolSheetProps) {
  const [rows, setRows] = useState(rowsOf(tool?.arguments ?? []));

  return (
    <FormSheet
      title={tool ? tool.name : "Add a tool"}
      description="A diagnostic must be read-only: analysts are told that it changes nothing."
      submit={tool ? "Save" : "Add"}
      action={(input: AddToolInput, key): Promise<ActionResult<ToolWithSecret | { name: string }>> =>
        tool ? change({ ...input, seen: tool }, key) : add(input, key)
      }
      onDone={(made) => "secret" in made && onAdded(made)}
      onClose={onClose}
      read={(text) => ({
        name: tool?.name ?? text("name"),
        description: text("description"),
        arguments: argumentsOf(rows),
        url: text("url"),
        timeLimit: Number(text("timeLimit")),
        ...tokenIn(text, !tool),
      })}
    >
      {(faultOf) => (
        <>
          {!tool && (
            <TextField
              label="Name"
              hint="The name used in closed tickets, for example describe_volume. It cannot be changed later."
              error={faultOf("name")}
              name="name"
              className="font-mono"
              autoComplete="off"
              required
            />
          )}
          <TextareaField
            label="Description"
            error={faultOf("description")}
            name="description"
            defaultValue={tool?.description}
            required
          />
          <HttpFields
            stored={tool}
            secrets={secrets}
            hint="Receives a signed POST request and returns a JSON object."
            placeholder="https://tools.example.com/volume"
            faultOf={faultOf}
          />
          <ArgumentRows rows={rows} onChange={setRows} faultOf={faultOf} />
        </>
      )}
    </FormSheet>
  );
}
