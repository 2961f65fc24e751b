/** Asks who acts to prove again that it is them, before something dangerous goes on. */
"use client";
import { KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useId, useState } from "react";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { answerProofs } from "./ask-for-proof";
import { provePassword, signInWithPasskey } from "./requests";

export function ProofDialog() {
  const id = useId();
  const [answer, setAnswer] = useState<((isProven: boolean) => void) | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => answerProofs((onAnswer) => setAnswer(() => onAnswer)), []);

  function close(isProven: boolean) {
    answer?.(isProven);
    setAnswer(null);
    setRefusal(undefined);
  }

  async function prove(work: () => Promise<string | null>) {
    setBusy(true);
    const problem = await work();
    setBusy(false);
    if (problem === null) close(true);
    else setRefusal(problem);
  }

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
            <Button type="submit" form={id} variant="primary" busy={busy}>
              Confirm
            </Button>
          </>
        }
      >
        <form id={id} className="flex flex-col gap-3" onSubmit={submit}>
          <Field label="Password">
            {(control) => (
              <Input {...control} name="password" type="password" autoComplete="current-password" required />
            )}
          </Field>
          <Refusal>{refusal}</Refusal>
          <Button variant="ghost" disabled={busy} onClick={() => prove(signInWithPasskey)}>
            <KeyRound /> Use a passkey
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
