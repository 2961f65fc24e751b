/** A card while somebody works on it: which step it shows, what is typed, and what each key does. */
"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Recipient, RejectReason, Suggestion } from "#lib/suggestions/model";
import { callOf } from "#lib/suggestions/step";
import type { Ticket } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { useDoing } from "../live/presence";
import { useDryRun } from "../remediation/dry-run";
import { useAttention } from "../shortcuts/provider";
import { focusTicket } from "../ticket/focus-ticket";
import { forgetText } from "../ticket/stored-text";
import { useSend } from "../ticket/use-send";
import { useUnseen, useWriting } from "../ticket/use-writing";
import type { Choice } from "./decided-words";
import { editedSteps, editPlace, isOutward } from "./edit-place";
import { type Addressee, ownWord, stepShown, takeWord, withheldStep } from "./step-shown";
import type { Decide } from "./use-decide";

export type CardProps = {
  suggestion: Suggestion;
  /** Whom a reply goes to. */
  customer: Addressee;
  ticket: Ticket | undefined;
  /** The newest event when the card came on the screen. */
  shownId: number | undefined;
  /** Somebody writes on the card: it stays until they are done. */
  onHold: (isHeld: boolean) => void;
  onDecide: Decide;
};

/** What the card is open for. */
type Mode = "read" | "edit" | "reject" | "hand over";

const editableKinds: readonly string[] = ["reply", "follow_up", "escalation", "remediation"];

/** `card` is the element: whoever edits again is led to its field. */
export function useCard(card: RefObject<HTMLElement | null>, props: CardProps) {
  const { suggestion, customer, ticket, shownId, onHold, onDecide } = props;
  const { me } = useDesk();
  const attention = useAttention();
  const { id, ticketId } = suggestion;
  const [mode, setMode] = useState<Mode>("read");
  const [chosen, setChosen] = useState<number>();
  const shown = stepShown(suggestion, chosen);
  const { kind, text: offered } = shown;
  const { text: stored, basis, begin, write } = useWriting(ticketId, editPlace(id, chosen));
  const send = useSend(ticketId);
  // Emptied, the editor stays empty: the draft does not come back under the caret.
  const [isEmptied, setIsEmptied] = useState(false);
  const text = stored || (mode === "edit" && isEmptied ? "" : offered);
  const isEdited = text.trim() !== offered.trim();
  const bearing = { customer, isAssigned: Boolean(ticket?.assigneeId) };
  const [recipient, setRecipient] = useState<Recipient>();
  const handsOver = kind === "escalation" && bearing.isAssigned;
  const call = callOf(shown);
  const action = call?.action && call;
  const dry = useDryRun();
  const isEditable = editableKinds.includes(kind) && !action;
  const isOpen = suggestion.status === "open";
  const seenId = mode === "edit" || isEdited ? basis.seenId : shownId;
  const { unseen, isAsking, passes } = useUnseen(ticketId, seenId);
  const withheld = withheldStep(shown);
  useDoing("editing", mode === "edit");
  const release = useRef(onHold);
  useEffect(() => {
    release.current = onHold;
  });
  useEffect(() => () => release.current(false), []);

  function open(next: Exclude<Mode, "read">) {
    if (mode === "edit") return card.current?.querySelector("textarea")?.focus();
    if (next === "edit") begin();
    setIsEmptied(false);
    setMode(next);
    onHold(true);
  }
  function change(next: string) {
    setIsEmptied(next === "");
    write(next);
  }
  function leave() {
    setMode("read");
    onHold(false);
    focusTicket();
  }
  function done() {
    for (const [place] of editedSteps(suggestion)) forgetText(me.id, place);
    leave();
  }
  function decide(choice: Choice) {
    done();
    void onDecide(suggestion, choice, basis);
  }
  function accept() {
    if (action) {
      const { tool, arguments: given } = action;
      return dry.mutate({ ticketId, suggestionId: id, action: tool, arguments: given });
    }
    if (text.trim() === "" && isEditable) return;
    if (isOutward(kind) && !passes()) return;
    if (!isOpen) {
      done();
      return void send[isOutward(kind) ? "reply" : "note"](text, basis);
    }
    decide({
      verdict: isEdited ? "edit" : "accept",
      ...(chosen !== undefined && { alternative: chosen }),
      ...(isEdited && { finalText: text }),
      ...(handsOver && recipient && { recipient }),
    });
  }
  return {
    mode,
    open,
    leave,
    step: { shown, chosen, withheld, isOpen, isEditable, action, dry, bearing, handsOver },
    writing: { offered, text, change, isEdited, unseen, isAsking },
    /** What the main key does here, as its button says it. */
    takeWord: isOpen ? takeWord(shown, bearing, isEdited) : ownWord(kind),
    recipient,
    chooseRecipient: setRecipient,
    choose(place: number | undefined) {
      attention.settle();
      setChosen(place);
    },
    accept,
    reject: (reason: RejectReason, note: string) =>
      decide({ verdict: "reject", reason, ...(note && { note }) }),
    report: () => decide({ verdict: "reject", reason: "unsafe", isSuspicious: true }),
    handOver: () => decide({ verdict: "hand_over", ...(recipient && { recipient }) }),
    /** Takes the draft that was withheld from the card. */
    takeWithheld: () => withheld && decide({ verdict: "accept", alternative: withheld.place }),
  };
}
