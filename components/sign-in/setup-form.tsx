/** Making the first administrator, who is signed in right away. */
"use client";
import { useState } from "react";
import type { ActionResult } from "#lib/platform/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { useAction } from "../use-action";
import { signIn } from "./requests";

type Administrator = { name: string; email: string; password: string };
type SetupFormProps = { create: (input: Administrator) => Promise<ActionResult<unknown>> };

export function SetupForm({ create }: SetupFormProps) {
  const [isLeaving, setIsLeaving] = useState(false);
  const { run, busy, refusal, faultOf } = useAction(create, async (_person, { email, password }) => {
    setIsLeaving(true);
    const step = await signIn(email, password);
    window.location.assign("next" in step ? "/inbox" : "/login");
  });
  return (
    <form
      method="post"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const text = (name: string) => String(form.get(name));
        run({ name: text("name"), email: text("email"), password: text("password") });
      }}
    >
      <Field label="Your name" error={faultOf("name")}>
        {(control) => <Input {...control} name="name" autoComplete="name" required autoFocus />}
      </Field>
      <Field label="Email" error={faultOf("email")}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label="Password" hint="At least 10 characters." error={faultOf("password")}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={10}
            required
          />
        )}
      </Field>
      <Refusal>{refusal}</Refusal>
      <Button type="submit" variant="primary" size="lg" busy={busy || isLeaving} className="mt-1">
        Create account
      </Button>
    </form>
  );
}
