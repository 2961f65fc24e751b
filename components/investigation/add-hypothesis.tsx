/** A hypothesis of one's own. */
"use client";
import { useRef } from "react";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { useAction } from "../use-action";

export function AddHypothesis({ ticketId }: { ticketId: number }) {
  const { actions } = useDesk();
  const form = useRef<HTMLFormElement>(null);
  const { run, busy, refusal, faultOf } = useAction(`add-hypothesis.${ticketId}`, actions.addHypothesis, () =>
    form.current?.reset(),
  );
  return (
    <form
      ref={form}
      className="mt-2 flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        run({ ticketId, text: String(new FormData(event.currentTarget).get("text") ?? "") });
      }}
    >
      <Input
        name="text"
        aria-label="Your hypothesis"
        placeholder="It may be that …"
        maxLength={300}
        required
      />
      <Button type="submit" busy={busy}>
        Add
      </Button>
      <Refusal>{refusal ?? faultOf("text")}</Refusal>
    </form>
  );
}
