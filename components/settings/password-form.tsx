/** Changing one's own password; other sessions end. A temporary one is changed before anything else can be done. */
"use client";
import { useState } from "react";
import { Refusal } from "../refusal";
import { changePassword } from "../sign-in/requests";
import { wanted } from "../sign-in/wanted";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

type State = { busy: boolean; refusal?: string; isDone?: boolean };

export function PasswordForm({ isTemporary = false }: { isTemporary?: boolean }) {
  const [{ busy, refusal, isDone }, setState] = useState<State>({ busy: false });

  async function submit(form: HTMLFormElement) {
    const data = new FormData(form);
    setState({ busy: true });
    const problem = await changePassword(String(data.get("current")), String(data.get("next")));
    if (problem === null && isTemporary) return window.location.assign(wanted(window.location.search));
    setState(problem === null ? { busy: false, isDone: true } : { busy: false, refusal: problem });
    if (problem === null) form.reset();
  }

  return (
    <form
      className="flex max-w-xs flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <TextField
        label={isTemporary ? "Temporary password" : "Current password"}
        name="current"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        label="New password"
        hint="At least 10 characters."
        name="next"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
      />
      <Refusal>{refusal}</Refusal>
      {isDone && <p role="status">The password is changed. Your other sessions have ended.</p>}
      <div>
        <Button type="submit" busy={busy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
