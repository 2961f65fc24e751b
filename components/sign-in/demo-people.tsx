/** The demo's way in: become one of the team with one click. */
"use client";
import { type Role, roleNames } from "#lib/platform/rules";
import type { Person } from "#lib/team/model";
import { Refusal } from "../refusal";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { signInAs } from "./requests";
import { leaveFor, useAttempt } from "./use-attempt";
import { wanted } from "./wanted";

const duties: Record<Role, string> = {
  viewer: "read only",
  analyst: "answers tickets",
  lead: "manages policy and knowledge",
  admin: "manages the installation",
};

export function DemoPeople({ people }: { people: Person[] }) {
  const { busy: chosen, refusal, attempt } = useAttempt<string>();
  const become = (id: string) =>
    attempt(
      id,
      () => signInAs(id),
      () => leaveFor(wanted(window.location.search)),
    );

  return (
    <ul className="flex flex-col gap-1.5">
      {people.map(({ id, name, role }, place) => (
        <li key={id}>
          <Button
            size="lg"
            variant={place === 0 ? "primary" : "secondary"}
            busy={chosen === id}
            disabled={chosen !== undefined}
            onClick={() => become(id)}
            autoFocus={place === 0}
            className="h-auto w-full justify-start gap-2.5 px-2.5 py-2 text-left whitespace-normal"
          >
            <Avatar name={name} decorative />
            <span className="min-w-0">
              <span className="block">Continue as {name}</span>
              <span className="block text-base font-normal opacity-80">
                {roleNames[role]}, {duties[role]}
              </span>
            </span>
          </Button>
        </li>
      ))}
      <Refusal>{refusal}</Refusal>
    </ul>
  );
}
