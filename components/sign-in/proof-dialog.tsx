/** Asks who acts to prove again that it is them, before something dangerous goes on. */
"use client";
import { KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useId, useState } from "react";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { answerProofs } from "./ask-for-proof";
import { CurrentPassword } from "./current-password";
import { type Answer, provePassword, signInWithPasskey } from "./requests";
import { useAttempt } from "./use-attempt";

export function ProofDialog() {
  const id = useId();
  const [answer, setAnswer] = useState<((isProven: boolean) => void) | null>(null);
  const { busy, refusal, attempt, forget } = useAttempt<"proof">();
  useEffect(() => answerProofs((onAnswer) => setAnswer(() => onAnswer)), []);

  function close(isProven: boolean) {
    answer?.(isProven);
    setAnswer(null);
    forget();
  }

  const prove = (ask: () => Promise<Answer>) => attempt("proof", ask, () => close(true));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    const password = String(new FormData(event.currentTarget).get("password"));
    void prove(() => provePassword(password));
  }

  return (
    <Dialog open={answer !== null} onOpenChange={(isOpen) => !isOpen && close(false)}>
      <DialogContent
        size="sm"
        title="Confirm that it is you"
        description="This needs your password or a passkey again, which then counts for ten minutes. If you sign in elsewhere, sign out and in."
        footer={
          <>
            <Button onClick={() => close(false)}>Cancel</Button>
            <Button type="submit" form={id} variant="primary" busy={busy !== undefined}>
              Confirm
            </Button>
          </>
        }
      >
        <form id={id} className="flex flex-col gap-3" onSubmit={submit}>
          <CurrentPassword />
          <Refusal>{refusal}</Refusal>
          <Button variant="ghost" disabled={busy !== undefined} onClick={() => prove(signInWithPasskey)}>
            <KeyRound /> Use a passkey
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
