/** One diagnostic to be added or changed: what it shows, the address that answers, and what it is asked with. */
"use client";
import { useState } from "react";
import type { ActionResult } from "#lib/platform/model";
import {
  type AddToolInput,
  type ChangeToolInput,
  type DiagnosticTool,
  longestLimit,
  type ToolWithSecret,
} from "#lib/tools/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Sheet, SheetContent } from "../ui/sheet";
import { Textarea } from "../ui/textarea";
import { useAction } from "../use-action";
import { ArgumentRows, argumentsOf, rowsOf } from "./argument-rows";

/** A wait nobody minds. */
const usualLimit = 10;

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
  const { run, busy, refusal, faultOf } = useAction(save, (made) => {
    onClose();
    if ("secret" in made) onAdded(made);
  });

  function save({
    bearer,
    ...input
  }: AddToolInput): Promise<ActionResult<ToolWithSecret | { name: string }>> {
    if (!tool) return add({ ...input, bearer: bearer || null });
    if (isBearerDropped) return change({ ...input, bearer: null });
    return change({ ...input, ...(bearer && { bearer }) });
  }

  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent
        title={tool ? tool.name : "Add a tool"}
        description="A diagnostic must be read-only: analysts are told that it changes nothing."
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form="tool" variant="primary" busy={busy}>
              {tool ? "Save" : "Add"}
            </Button>
          </>
        }
      >
        <form
          id="tool"
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            const text = (name: string) => String(form.get(name) ?? "").trim();
            run({
              name: tool?.name ?? text("name"),
              description: text("description"),
              arguments: argumentsOf(rows),
              url: text("url"),
              timeLimit: Number(text("timeLimit")),
              bearer: text("bearer"),
            });
          }}
        >
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
          <Field
            label="Address"
            hint="Receives a signed POST request and returns a JSON object."
            error={faultOf("url")}
          >
            {(control) => (
              <Input
                {...control}
                name="url"
                type="url"
                inputMode="url"
                autoComplete="off"
                placeholder="https://tools.example.com/volume"
                defaultValue={tool?.url}
                className="font-mono"
                required
              />
            )}
          </Field>
          <div className="grid grid-cols-[1fr_8rem] gap-3">
            <Field
              label="Bearer token"
              hint={
                tool?.hasBearer
                  ? "A token is stored. Leave empty to keep it. Changing the server removes it."
                  : "Only if the server requires one. It is stored encrypted and never shown again."
              }
              error={faultOf("bearer")}
            >
              {(control) => (
                <Input
                  {...control}
                  name="bearer"
                  type="password"
                  autoComplete="off"
                  disabled={isBearerDropped}
                />
              )}
            </Field>
            <Field label="Timeout (seconds)" error={faultOf("timeLimit")}>
              {(control) => (
                <Input
                  {...control}
                  name="timeLimit"
                  type="number"
                  min={1}
                  max={longestLimit}
                  defaultValue={tool?.timeLimit ?? usualLimit}
                  required
                />
              )}
            </Field>
          </div>
          {tool?.hasBearer && (
            <Checkbox
              label="Remove the stored token"
              checked={isBearerDropped}
              onCheckedChange={(isChecked) => setBearerDropped(isChecked === true)}
            />
          )}
          <ArgumentRows rows={rows} onChange={setRows} faultOf={faultOf} />
          <Refusal>{refusal}</Refusal>
        </form>
      </SheetContent>
    </Sheet>
  );
}
