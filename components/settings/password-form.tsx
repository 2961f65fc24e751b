/** Changing one's own password; other sessions end. A temporary one is changed before anything else can be done. */
"use client";
import { Fragment, useState } from "react";
import { SaveForm } from "../save-form";
import { CurrentPassword } from "../sign-in/current-password";
import { changePassword } from "../sign-in/requests";
import { leaveFor, useAttempt } from "../sign-in/use-attempt";
import { wanted } from "../sign-in/wanted";
import { TextField } from "../ui/text-field";

export function PasswordForm({ isTemporary = false }: { isTemporary?: boolean }) {
  const { busy, refusal, attempt } = useAttempt<"change">();
  const [changes, setChanges] = useState(0);
  return (
    <SaveForm
      className="max-w-xs"
      busy={busy !== undefined}
      refusal={refusal}
      submit="Change password"
      onSave={(form) =>
        attempt(
          "change",
          () => changePassword(String(form.get("current")), String(form.get("next"))),
          () => (isTemporary ? leaveFor(wanted(window.location.search)) : setChanges(changes + 1)),
        )
      }
    >
      {/* Once a password is changed the fields are empty again. */}
      <Fragment key={changes}>
        <CurrentPassword label={isTemporary ? "Temporary password" : "Current password"} name="current" />
        <TextField
          label="New password"
          hint="At least 10 characters."
          name="next"
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
        />
      </Fragment>
      {changes > 0 && !busy && !refusal && (
        <p role="status">The password is changed. Your other sessions have ended.</p>
      )}
    </SaveForm>
  );
}
