/** Everybody with an account: role, last sign-in, and what an administrator can do about it. */
"use client";
import { Ellipsis, KeyRound, Smartphone, UserCheck, UserX } from "lucide-react";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { type Role, roleNames, roles } from "#lib/platform/rules";
import type { StaffMember } from "#lib/team/model";
import { Refusal } from "../refusal";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { IconButton } from "../ui/icon-button";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { Select } from "../ui/select";
import { blockOnPhone, ListHead, Table, Td } from "../ui/table";
import { useAction } from "../use-action";
import { AddPersonDialog, type CreatePerson } from "./add-person-dialog";
import { type Secret, SecretDialog } from "./secret-dialog";

type PeopleTableProps = {
  people: StaffMember[];
  ownId: string;
  create: CreatePerson;
  changeRole: ServerAction<{ userId: string; role: Role; seen: Role }>;
  disable: ServerAction<{ userId: string; isDisabled: boolean }>;
  resetFactors: ServerAction<{ userId: string }>;
  resetPassword: ServerAction<
    {
      userId: string;
    },
    { name: string; temporaryPassword: string }
  >;
};

const { cell } = blockOnPhone;
const roleOptions = roles.map((role) => ({ value: role, label: roleNames[role] }));

export function PeopleTable(props: PeopleTableProps) {
  const { people, ownId, create, changeRole, disable, resetPassword, resetFactors } = props;
  const [secret, setSecret] = useState<Secret | null>(null);
  const role = useAction(null, changeRole);
  const access = useAction(null, disable);
  const password = useAction("people-table.password", resetPassword, (made) => setSecret(passwordOf(made)));
  const factors = useAction("people-table.factors", resetFactors);
  const busy = role.busy || access.busy || password.busy || factors.busy;
  return (
    <>
      <PageHeader
        title="People"
        description="A role change takes effect at once; the person has to sign in again. Disable people who leave, so that their history is kept."
        actions={<AddPersonDialog create={create} onCreated={(made) => setSecret(passwordOf(made))} />}
      />
      <Refusal>{role.refusal ?? access.refusal ?? password.refusal ?? factors.refusal}</Refusal>
      <Table label="People" className={blockOnPhone.table}>
        <ListHead columns={["Name", "Role", "Signed in"]} className={blockOnPhone.head} />
        <tbody className={blockOnPhone.body}>
          {people.map((person) => (
            <tr key={person.id} className={blockOnPhone.row}>
              <Td className={cn(cell, "phone:order-1")}>
                <div className="flex items-center gap-2.5">
                  <Avatar name={person.name} decorative />
                  <div className="min-w-0">
                    <p className="flex items-center gap-1.5 truncate font-medium">
                      {person.name}
                      {person.id === ownId && <span className="font-normal text-ink-faint">you</span>}
                      {person.disabledAt && <Badge tone="caution">Disabled</Badge>}
                    </p>
                    <p className="truncate text-sm text-ink-muted">{person.email}</p>
                  </div>
                </div>
              </Td>
              <Td className={cn(cell, "align-middle phone:order-3 phone:mt-1 phone:pl-8.5")}>
                <Select
                  aria-label={`Role of ${person.name}`}
                  className="w-36 coarse:w-44"
                  options={roleOptions}
                  value={person.role}
                  disabled={person.disabledAt !== null}
                  onValueChange={(next) => role.run({ userId: person.id, role: next, seen: person.role })}
                />
              </Td>
              <Td
                className={cn(
                  cell,
                  "align-middle whitespace-nowrap text-ink-muted phone:order-4 phone:text-right",
                )}
              >
                {person.lastSignInAt ? <RelativeTime time={person.lastSignInAt} /> : "Not signed in"}
              </Td>
              <Td className={cn(cell, "text-right align-middle phone:order-2")}>
                <DropdownMenu>
                  <DropdownMenuTrigger asChild>
                    <IconButton label={`More for ${person.name}`} icon={<Ellipsis />} disabled={busy} />
                  </DropdownMenuTrigger>
                  <DropdownMenuContent align="end">
                    <DropdownMenuItem
                      icon={<KeyRound />}
                      onSelect={() => password.run({ userId: person.id })}
                    >
                      New temporary password
                    </DropdownMenuItem>
                    <DropdownMenuItem
                      icon={<Smartphone />}
                      onSelect={() => factors.run({ userId: person.id })}
                    >
                      Take away second factors
                    </DropdownMenuItem>
                    <DropdownMenuItem
                      icon={person.disabledAt ? <UserCheck /> : <UserX />}
                      isDangerous={!person.disabledAt}
                      onSelect={() => access.run({ userId: person.id, isDisabled: !person.disabledAt })}
                    >
                      {person.disabledAt ? "Enable the account" : "Disable the account"}
                    </DropdownMenuItem>
                  </DropdownMenuContent>
                </DropdownMenu>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}

function passwordOf({ name, temporaryPassword }: { name: string; temporaryPassword: string }): Secret {
  return {
    title: `Temporary password of ${name}`,
    description: "Give it to the person directly. It must be changed at the first sign-in.",
    value: temporaryPassword,
  };
}
