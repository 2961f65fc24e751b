/** Making an account for somebody. */
"use client";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { type Role, roles } from "#lib/platform/rules";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { FormDialog } from "./form-dialog";

type Made = { name: string; temporaryPassword: string };
export type CreatePerson = ServerAction<
  {
    name: string;
    email: string;
    role: Role;
  },
  Made
>;

const duties: Record<Role, string> = {
  viewer: "Viewer: read only",
  analyst: "Analyst: answers tickets, decides on proposals",
  lead: "Lead: also manages policy, knowledge, queues, export, audit",
  admin: "Administrator: also manages people, keys, connectors, model",
};

type AddPersonDialogProps = { create: CreatePerson; onCreated: (made: Made) => void };

export function AddPersonDialog({ create, onCreated }: AddPersonDialogProps) {
  const [role, setRole] = useState<Role>("analyst");
  return (
    <FormDialog
      title="Add a person"
      submit="Add"
      action={create}
      onDone={onCreated}
      read={(text) => ({ name: text("name"), email: text("email"), role })}
    >
      {(faultOf) => (
        <>
          <TextField label="Name" error={faultOf("name")} name="name" autoComplete="off" required />
          <TextField
            label="Email"
            error={faultOf("email")}
            name="email"
            type="email"
            autoComplete="off"
            required
          />
          <SelectField
            label="Role"
            options={roles.map((value) => ({ value, label: duties[value] }))}
            value={role}
            onValueChange={setRole}
          />
        </>
      )}
    </FormDialog>
  );
}
