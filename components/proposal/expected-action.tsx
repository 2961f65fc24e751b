/** After a silence was graded wrong: what should it have said or run? One key for what it kept back, or one's own words. */
"use client";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { ExpectedAction } from "#lib/suggestions/model";
import { callOf, type StoredCandidate } from "#lib/suggestions/step";
import { useShortcut } from "../shortcuts/use-shortcut";
import { useStoredText } from "../ticket/stored-text";
import { Button } from "../ui/button";
import { Textarea } from "../ui/textarea";
import { Alternatives } from "./alternatives";

type ExpectedActionFormProps = {
  runId: number;
  /** What the agent run withheld. */
  withheld: readonly StoredCandidate[];
  expected: ExpectedAction | null;
  onChoose: (expected: ExpectedAction) => void;
  onLeave: () => void;
};

export function ExpectedActionForm({
  runId,
  withheld,
  expected,
  onChoose,
  onLeave,
}: ExpectedActionFormProps) {
  const [text, setText] = useStoredText(`expected.${runId}`);
  useShortcut("view.back", onLeave);
  const form = useRef<HTMLFieldSetElement>(null);
  // In a short window the line it opens below fills its place alone.
  useEffect(() => {
    form.current?.scrollIntoView({ block: "end" });
  }, []);
  const chosen = withheld.findIndex(({ id }) => id === expected?.candidate);

  function choose(place: number | undefined) {
    const step = place === undefined ? undefined : withheld[place];
    if (step) onChoose(asExpected(step));
  }
  function send() {
    if (!text.trim()) return;
    onChoose({ kind: "reply", text: text.trim() });
    setText("");
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    send();
  }

  return (
    <fieldset
      ref={form}
      className="order-2 flex w-full min-w-0 flex-col gap-2 border-t border-line pt-2 pb-1"
    >
      <legend className="sr-only">What should it have proposed?</legend>
      <p aria-hidden className="text-sm text-ink-faint">
        {withheld.length > 0
          ? "What should it have proposed? Choose a withheld draft or write your own."
          : "What should it have proposed? It had no draft; write what would have helped."}
      </p>
      <Alternatives
        label="Withheld drafts"
        alternatives={withheld}
        chosen={chosen < 0 ? undefined : chosen}
        onChoose={choose}
      />
      <div className="flex items-end gap-2 phone:not-short:flex-wrap">
        <Textarea
          aria-label="What it should have proposed"
          placeholder="Your own words (used for training, nothing is sent)"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          rows={1}
          maxLength={64_000}
          className="min-h-8 flex-1 phone:not-short:basis-full"
        />
        <Button size="sm" keys="mod+Enter" disabled={!text.trim()} onClick={send}>
          Save
        </Button>
        <Button size="sm" variant="ghost" onClick={onLeave}>
          Skip
        </Button>
      </div>
    </fieldset>
  );
}

function asExpected(step: StoredCandidate): ExpectedAction {
  const { id, text } = step;
  const call = callOf(step);
  return call ? { kind: "diagnostic", call, candidate: id } : { kind: "reply", text, candidate: id };
}
