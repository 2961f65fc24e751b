/** Signing in: address and password, then a code where one is set up; or a passkey. */
"use client";
import { KeyRound, LogIn } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { CodeForm } from "./code-form";
import { CurrentPassword } from "./current-password";
import { beginSignInElsewhere, type Elsewhere, signIn, signInWithPasskey } from "./requests";
import { leaveFor, useAttempt } from "./use-attempt";
import { wanted } from "./wanted";

type SignInFormProps = {
  hasPasskeys?: boolean;
  /** The identity provider one may sign in at. */
  elsewhere?: Elsewhere | null;
  /** Why one was sent back from there. */
  problem?: string;
};

export function SignInForm({ hasPasskeys = false, elsewhere = null, problem: sentBack }: SignInFormProps) {
  const { busy, refusal, attempt } = useAttempt<"password" | "passkey" | "elsewhere">(sentBack);
  const [asksCode, setAsksCode] = useState(false);
  if (asksCode) return <CodeForm onBack={() => setAsksCode(false)} />;

  const open = () => leaveFor(wanted(window.location.search));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void attempt(
      "password",
      () => signIn(String(form.get("email")), String(form.get("password"))),
      (next) => (next === "code" ? setAsksCode(true) : open()),
    );
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-3">
      <TextField label="Email" name="email" type="email" autoComplete="username" required autoFocus />
      <CurrentPassword />
      <Refusal>{refusal}</Refusal>
      <Button type="submit" variant="primary" size="lg" busy={busy === "password"} className="mt-1">
        Sign in
      </Button>
      {hasPasskeys && (
        <Button
          size="lg"
          busy={busy === "passkey"}
          onClick={() => attempt("passkey", signInWithPasskey, open)}
        >
          <KeyRound /> Sign in with a passkey
        </Button>
      )}
      {elsewhere && (
        <Button
          size="lg"
          busy={busy === "elsewhere"}
          onClick={() =>
            attempt(
              "elsewhere",
              () => beginSignInElsewhere(elsewhere.protocol, wanted(window.location.search)),
              leaveFor,
            )
          }
        >
          <LogIn /> Sign in with {elsewhere.name}
        </Button>
      )}
    </form>
  );
}
