/** Signing in: address and password, then a code where one is set up; or a passkey. */
"use client";
import { KeyRound, LogIn } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { CodeForm } from "./code-form";
import { beginSignInElsewhere, type Elsewhere, signIn, signInWithPasskey } from "./requests";
import { wanted } from "./wanted";

type SignInFormProps = {
  hasPasskeys?: boolean;
  /** The identity provider one may sign in at. */
  elsewhere?: Elsewhere | null;
  /** Why one was sent back from there. */
  problem?: string;
};

export function SignInForm({ hasPasskeys = false, elsewhere = null, problem: sentBack }: SignInFormProps) {
  const [busy, setBusy] = useState<"password" | "passkey" | "elsewhere">();
  const [refusal, setRefusal] = useState(sentBack);
  const [asksCode, setAsksCode] = useState(false);
  if (asksCode) return <CodeForm onBack={() => setAsksCode(false)} />;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy("password");
    const step = await signIn(String(form.get("email")), String(form.get("password")));
    // A whole page load, so that nothing of an earlier session stays in memory.
    if ("next" in step && step.next === "desk") return window.location.assign(wanted(window.location.search));
    setBusy(undefined);
    if ("next" in step) setAsksCode(true);
    else setRefusal(step.refusal);
  }

  async function signInByPasskey() {
    setBusy("passkey");
    const problem = await signInWithPasskey();
    if (problem === null) return window.location.assign(wanted(window.location.search));
    setBusy(undefined);
    setRefusal(problem);
  }

  async function goElsewhere({ protocol }: Elsewhere) {
    setBusy("elsewhere");
    const begun = await beginSignInElsewhere(protocol, wanted(window.location.search));
    if ("url" in begun) return window.location.assign(begun.url);
    setBusy(undefined);
    setRefusal(begun.refusal);
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-3">
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
      <Button type="submit" variant="primary" size="lg" busy={busy === "password"} className="mt-1">
        Sign in
      </Button>
      {hasPasskeys && (
        <Button size="lg" busy={busy === "passkey"} onClick={signInByPasskey}>
          <KeyRound /> Sign in with a passkey
        </Button>
      )}
      {elsewhere && (
        <Button size="lg" busy={busy === "elsewhere"} onClick={() => goElsewhere(elsewhere)}>
          <LogIn /> Sign in with {elsewhere.name}
        </Button>
      )}
    </form>
  );
}
