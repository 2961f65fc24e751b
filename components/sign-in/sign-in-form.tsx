/** Signing in with address and password. */
"use client";
import { type FormEvent, useState } from "react";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { signIn } from "./requests";

export function SignInForm() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const problem = await signIn(String(form.get("email")), String(form.get("password")));
    // A whole page load, so that nothing of an earlier session stays in memory.
    if (problem === null) return window.location.assign("/inbox");
    setBusy(false);
    setRefusal(problem);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Field label="Email">
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required autoFocus />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="current-password" required />
        )}
      </Field>
      <Refusal>{refusal}</Refusal>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1">
        Sign in
      </Button>
    </form>
  );
}
