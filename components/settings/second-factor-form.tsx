/** Which roles have to sign in with more than a password. */
"use client";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { type Role, roleNames, roles } from "#lib/platform/rules";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Section } from "../ui/section";
import { useAction } from "../use-action";

type SecondFactorFormProps = {
  required: Role[];
  save: ServerAction<{ roles: Role[]; seen: Role[] }>;
};

export function SecondFactorForm({ required, save }: SecondFactorFormProps) {
  const [chosen, setChosen] = useState(required);
  const [isSaved, setSaved] = useState(false);
  const [seen, setSeen] = useState(required);
  const { run, busy, refusal } = useAction(null, save, (_, { roles }) => {
    setSeen(roles);
    setSaved(true);
  });
  return (
    <Section
      title="Second factor"
      description="Roles that have to sign in with an authenticator app or a passkey. Whoever has none sets it up before anything else opens."
    >
      <div className="flex flex-col items-start gap-1">
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={roleNames[role]}
            checked={chosen.includes(role)}
            onCheckedChange={(isChosen) => {
              setSaved(false);
              setChosen(isChosen === true ? [...chosen, role] : chosen.filter((other) => other !== role));
            }}
          />
        ))}
        <Refusal>{refusal}</Refusal>
        {isSaved && <p role="status">Saved.</p>}
        <Button className="mt-2" busy={busy} onClick={() => run({ roles: chosen, seen })}>
          Save
        </Button>
      </div>
    </Section>
  );
}
