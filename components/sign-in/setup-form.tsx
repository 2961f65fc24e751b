/** Making the first administrator, who is signed in right away. */
"use client";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useAction } from "../use-action";
import { signIn } from "./requests";

type Administrator = { code: string; name: string; email: string; password: string };
/** `code` = the set-up code, where the link that was opened holds it. */
type SetupFormProps = { code: string | undefined; create: ServerAction<Administrator> };

export function SetupForm({ code, create }: SetupFormProps) {
  const [isLeaving, setIsLeaving] = useState(false);
  const { run, busy, refusal, faultOf } = useAction(
    "setup-form",
    create,
    async (_person, { email, password }) => {
      setIsLeaving(true);
      const step = await signIn(email, password);
      window.location.assign("data" in step ? "/inbox" : "/login");
    },
  );
  return (
    <form
      method="post"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const text = (name: string) => String(form.get(name));
        run({ code: text("code"), name: text("name"), email: text("email"), password: text("password") });
      }}
    >
      <TextField
        label="Set-up code"
        hint={
          <>
            It is printed in the terminal that Vigil was started in.{" "}
            <code className="font-mono whitespace-nowrap">npm run vigil -- setup</code> prints it again.
          </>
        }
        error={faultOf("code")}
        name="code"
        defaultValue={code}
        autoComplete="off"
        required
        autoFocus={!code}
      />
      <TextField
        label="Your name"
        error={faultOf("name")}
        name="name"
        autoComplete="name"
        required
        autoFocus={Boolean(code)}
      />
      <TextField
        label="Email"
        error={faultOf("email")}
        name="email"
        type="email"
        autoComplete="username"
        required
      />
      <TextField
        label="Password"
        hint="At least 10 characters."
        error={faultOf("password")}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
      />
      <Refusal>{refusal}</Refusal>
      <Button type="submit" variant="primary" size="lg" busy={busy || isLeaving} className="mt-1">
        Create account
      </Button>
    </form>
  );
}
