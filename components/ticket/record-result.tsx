/** Writing down what a diagnostic said that somebody looked up; what is typed is kept until it is recorded. */
"use client";
import { type KeyboardEvent, useRef, useState } from "react";
import type { EventOf } from "#lib/tickets/event";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { useDoing } from "../live/presence";
import { Refusal } from "../refusal";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Kbd } from "../ui/kbd";
import { Textarea } from "../ui/textarea";
import { useAction } from "../use-action";
import { focusTicket } from "./focus-ticket";
import { useStoredText } from "./stored-text";
import { useSend } from "./use-send";

type RecordResultProps = {
  call: EventOf<"tool_call">;
  /** What became of the call while somebody wrote down what it said. */
  overtaken: "recorded" | "withdrawn" | undefined;
  onFocusChange: (isFocused: boolean) => void;
};

/** Where what is typed is kept until it is recorded. */
export function resultPlace(eventId: number): string {
  return `result.${eventId}`;
}

const overtakenWords = {
  recorded: "A colleague recorded a result meanwhile. Yours can be kept as a note.",
  withdrawn: "This look-up was undone meanwhile. You can keep your result as a note.",
} as const;

export function RecordResult({ call, overtaken, onFocusChange }: RecordResultProps) {
  const { actions } = useDesk();
  const { note } = useSend(call.ticketId);
  const [text, setText] = useStoredText(resultPlace(call.id));
  const form = useRef<HTMLFormElement>(null);
  const [isFocused, setIsFocused] = useState(false);
  useDoing("recording", isFocused);
  const { run, busy, refusal, faultOf } = useAction(`record-result.${call.id}`, actions.recordResult, () => {
    leave();
    announce("Result recorded.");
  });
  useShortcut("ticket.recordResult", () => {
    form.current?.closest("details")?.setAttribute("open", "");
    form.current?.querySelector("textarea")?.focus();
  });

  function focus(isIn: boolean) {
    setIsFocused(isIn);
    onFocusChange(isIn);
  }
  function leave() {
    setText("");
    focusTicket();
  }
  function submit() {
    if (text.trim() === "" || busy) return;
    if (!overtaken) return run({ eventId: call.id, text });
    void note(`${call.data.tool}: ${text}`);
    leave();
  }
  function sendByKey(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    submit();
  }

  return (
    <form
      ref={form}
      className="flex max-w-[78ch] flex-col gap-2"
      onFocus={() => focus(true)}
      onBlur={() => focus(false)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label={
          <span className="flex items-center gap-2">
            What {call.data.tool} said <Kbd keys={keysOf("ticket.recordResult") ?? ""} />
          </span>
        }
        hint="JSON, one “name: value” per line, or plain text."
        error={faultOf("text")}
      >
        {(control) => (
          <Textarea
            {...control}
            value={text}
            readOnly={busy}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={sendByKey}
            className="max-h-[36vh] font-mono text-sm"
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" keys={keysOf("composer.send")} busy={busy} disabled={text.trim() === ""}>
          {overtaken ? "Add as note" : "Record the result"}
        </Button>
        {overtaken && (
          <p role="status" className="text-caution-ink">
            {overtakenWords[overtaken]}
          </p>
        )}
        <Refusal>{refusal}</Refusal>
      </div>
    </form>
  );
}
