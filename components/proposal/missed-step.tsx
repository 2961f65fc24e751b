/** After a silence was graded wrong: what should it have said or run? One key for what it kept back, or one's own words. */
"use client";
import type { KeyboardEvent } from "react";
import type { Alternative, Wanted } from "#lib/suggestions/model";
import { useShortcut } from "../shortcuts/use-shortcut";
import { useStoredText } from "../ticket/stored-text";
import { Button } from "../ui/button";
import { Textarea } from "../ui/textarea";
import { Alternatives } from "./alternatives";

type MissedStepProps = {
  lookId: number;
  /** What the look kept to itself. */
  kept: readonly Alternative[];
  wanted: Wanted | null;
  onChoose: (wanted: Wanted) => void;
  onLeave: () => void;
};

export function MissedStep({ lookId, kept, wanted, onChoose, onLeave }: MissedStepProps) {
  const [text, setText] = useStoredText(`wanted.${lookId}`);
  useShortcut("view.back", onLeave);
  const chosen = kept.findIndex((step) => wanted !== null && isSame(step, wanted));

  function choose(place: number | undefined) {
    const step = place === undefined ? undefined : kept[place];
    if (step) onChoose(asWanted(step));
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
    <fieldset className="order-2 flex w-full min-w-0 flex-col gap-2 border-t border-line pt-2 pb-1">
      <legend className="sr-only">What should it have proposed?</legend>
      <p aria-hidden className="text-sm text-ink-faint">
        {kept.length > 0
          ? "What should it have proposed? Choose a withheld draft or write your own."
          : "What should it have proposed? It had no draft; write what would have helped."}
      </p>
      <Alternatives
        label="Withheld drafts"
        alternatives={kept}
        chosen={chosen < 0 ? undefined : chosen}
        onChoose={choose}
      />
      <div className="flex items-end gap-2 phone:flex-wrap">
        <Textarea
          aria-label="What it should have proposed"
          placeholder="Your own words (used for training, nothing is sent)"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          rows={1}
          maxLength={64_000}
          className="min-h-8 flex-1 phone:basis-full"
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

function asWanted({ text, call }: Alternative): Wanted {
  return call ? { kind: "diagnostic", call } : { kind: "reply", text };
}

function isSame(step: Alternative, wanted: Wanted): boolean {
  return wanted.kind === "diagnostic" ? step.call?.tool === wanted.call.tool : step.text === wanted.text;
}
