/** Making an account for somebody. */
"use client";
import { useState } from "react";
import type { ActionResult } from "#lib/platform/model";
import { type Role, roles } from "#lib/team/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { useAction } from "../use-action";

type Made = { name: string; temporaryPassword: string };
export type CreatePerson = (input: {
  name: string;
  email: string;
  role: Role;
}) => Promise<ActionResult<Made>>;

const duties: Record<Role, string> = {
  viewer: "viewer: reads everything, changes nothing",
  analyst: "analyst: answers tickets, decides on proposals",
  lead: "lead: also policy, knowledge, queues, export, audit",
  admin: "admin: also people, keys, connectors, the model",
};

export function AddPersonDialog({
  create,
  onCreated,
}: {
  create: CreatePerson;
  onCreated: (made: Made) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [role, setRole] = useState<Role>("analyst");
  const { run, busy, refusal, faultOf, forget } = useAction(create, (made) => {
    setIsOpen(false);
    onCreated(made);
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => {
        forget();
        setIsOpen(next);
      }}
    >
      <DialogTrigger asChild>
        <Button variant="primary">Add a person</Button>
      </DialogTrigger>
      <DialogContent
        size="sm"
        title="Add a person"
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form="add-person" variant="primary" busy={busy}>
              Add
            </Button>
          </>
        }
      >
        <form
          id="add-person"
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            run({ name: String(form.get("name")), email: String(form.get("email")), role });
          }}
        >
          <Field label="Name" error={faultOf("name")}>
            {(control) => <Input {...control} name="name" autoComplete="off" required />}
          </Field>
          <Field label="Email" error={faultOf("email")}>
            {(control) => <Input {...control} name="email" type="email" autoComplete="off" required />}
          </Field>
          <Field label="Role">
            {(control) => (
              <Select
                {...control}
                options={roles.map((value) => ({ value, label: duties[value] }))}
                value={role}
                onValueChange={setRole}
              />
            )}
          </Field>
          <Refusal>{refusal}</Refusal>
        </form>
      </DialogContent>
    </Dialog>
  );
}
