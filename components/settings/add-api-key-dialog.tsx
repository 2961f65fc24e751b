/** Making an API key: what it is for, what it may do, how long it lasts. */
"use client";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { type Permission, permissions } from "#lib/platform/rules";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { FormDialog } from "./form-dialog";

type Made = { name: string; key: string };
export type CreateApiKey = ServerAction<
  {
    name: string;
    scopes: Permission[];
    days: number | null;
  },
  Made
>;

const scopes = Object.keys(permissions) as Permission[];
const spans = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "never", label: "never" },
] as const;
type Span = (typeof spans)[number]["value"];

type AddApiKeyDialogProps = { create: CreateApiKey; onCreated: (made: Made) => void };

export function AddApiKeyDialog({ create, onCreated }: AddApiKeyDialogProps) {
  const [chosen, setChosen] = useState<readonly Permission[]>(["desk.read"]);
  const [span, setSpan] = useState<Span>("90");
  const choose = (scope: Permission, isChosen: boolean) =>
    setChosen(scopes.filter((each) => (each === scope ? isChosen : chosen.includes(each))));
  return (
    <FormDialog
      title="Add an API key"
      trigger={<Button variant="primary">Add a key</Button>}
      submit="Add"
      action={create}
      onDone={onCreated}
      read={(text) => ({
        name: text("name"),
        scopes: [...chosen],
        days: span === "never" ? null : Number(span),
      })}
    >
      {(faultOf) => (
        <>
          <TextField
            label="Name"
            hint="What the key is used for."
            error={faultOf("name")}
            name="name"
            autoComplete="off"
            required
          />
          <fieldset>
            <legend className="mb-1 text-sm font-medium text-ink-muted">Scopes</legend>
            <div className="grid grid-cols-2 gap-1 phone:grid-cols-1">
              {scopes.map((scope) => (
                <Checkbox
                  key={scope}
                  label={scope}
                  checked={chosen.includes(scope)}
                  onCheckedChange={(isChosen) => choose(scope, isChosen === true)}
                />
              ))}
            </div>
            <Refusal>{faultOf("scopes")}</Refusal>
          </fieldset>
          <SelectField label="Expires after" options={spans} value={span} onValueChange={setSpan} />
        </>
      )}
    </FormDialog>
  );
}
