/** Writing down what a diagnostic said that somebody looked up; what is typed is kept until it is recorded. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useRef } from "react";
import type { TimelineEvent } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { queryKeys } from "../live/query-keys";
import { Refusal } from "../refusal";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Kbd } from "../ui/kbd";
import { Textarea } from "../ui/textarea";
import { useAction } from "../use-action";
import { useStoredText } from "./stored-text";

export function RecordResult({ call }: { call: TimelineEvent }) {
  const { actions } = useDesk();
  const queryClient = useQueryClient();
  const [text, setText] = useStoredText(`result.${call.id}`);
  const form = useRef<HTMLFormElement>(null);
  const { run, busy, refusal, faultOf } = useAction(actions.recordResult, () => {
    setText("");
    announce("Result recorded.");
    return queryClient.invalidateQueries({ queryKey: queryKeys.ticket(call.ticketId) });
  });
  useShortcut("ticket.recordResult", () => {
    form.current?.closest("details")?.setAttribute("open", "");
    form.current?.querySelector("textarea")?.focus();
  });

  function submit() {
    if (text.trim() !== "" && !busy) run({ eventId: call.id, text });
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
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label={
          <span className="flex items-center gap-2">
            What {call.data.tool ?? "it"} said <Kbd keys={keysOf("ticket.recordResult") ?? ""} />
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
          Record the result
        </Button>
        <Refusal>{refusal}</Refusal>
      </div>
    </form>
  );
}
