/** The second step of signing in: the code of the authenticator app, or a recovery code. */
"use client";
import { useState } from "react";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { signInWithCode } from "./requests";
import { leaveFor, useAttempt } from "./use-attempt";
import { wanted } from "./wanted";

export function CodeForm({ onBack }: { onBack: () => void }) {
  const [isRecovery, setIsRecovery] = useState(false);
  const { busy, refusal, attempt } = useAttempt<"code">();
  return (
    <form
      method="post"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const code = String(new FormData(event.currentTarget).get("code")).trim();
        void attempt(
          "code",
          () => signInWithCode(code, isRecovery),
          () => leaveFor(wanted(window.location.search)),
        );
      }}
    >
      <TextField
        key={String(isRecovery)}
        label={isRecovery ? "Recovery code" : "Code"}
        hint={isRecovery ? "Each of them opens the desk once." : "Six digits, from your authenticator app."}
        name="code"
        autoComplete="one-time-code"
        inputMode={isRecovery ? "text" : "numeric"}
        className="font-mono"
        required
        autoFocus
      />
      <Refusal>{refusal}</Refusal>
      <Button type="submit" variant="primary" size="lg" busy={busy !== undefined} className="mt-1">
        Sign in
      </Button>
      <Button variant="ghost" onClick={() => setIsRecovery(!isRecovery)}>
        {isRecovery ? "Use the authenticator app" : "Use a recovery code"}
      </Button>
      <Button variant="ghost" onClick={onBack}>
        Back
      </Button>
    </form>
  );
}
