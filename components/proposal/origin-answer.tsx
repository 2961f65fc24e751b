/** The answer to the question whether a person wrote a message, each with its key; it can be withdrawn. */
"use client";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { useAction } from "../use-action";
import { useOfferUndo } from "./undo";

const doneWords = { automatic: "Marked as automatic mail", person: "Marked as written by a person" } as const;

export function OriginAnswer({ ticketId, eventId }: { ticketId: number; eventId: number }) {
  const { actions } = useDesk();
  const offerUndo = useOfferUndo();
  const { run, busy, refusal } = useAction(`origin-answer.${eventId}`, actions.setOrigin, (_, { origin }) => {
    if (!origin) return;
    offerUndo({
      ticketId,
      words: doneWords[origin],
      undo: (key) => actions.setOrigin({ eventId, origin: null }, key),
    });
  });
  const say = (origin: "automatic" | "person") => () => {
    if (!busy) run({ eventId, origin });
  };
  useShortcut("proposal.automatic", say("automatic"));
  useShortcut("proposal.person", say("person"));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button data-decides keys={keysOf("proposal.automatic")} busy={busy} onClick={say("automatic")}>
        Automatic mail
      </Button>
      <Button data-decides keys={keysOf("proposal.person")} busy={busy} onClick={say("person")}>
        A person
      </Button>
      <Refusal>{refusal}</Refusal>
    </div>
  );
}
