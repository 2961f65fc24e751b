/** The field a question is typed in. What is typed is kept until it was asked, whatever the network does. */
"use client";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { longestQuestion } from "#lib/questions/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { forgetText, useStoredText } from "../ticket/stored-text";
import { Button } from "../ui/button";
import { Textarea } from "../ui/textarea";
import { useAction } from "../use-action";
import { useShowAsked } from "./question-query";

export const askFieldName = "Your question about this ticket";

export function AskForm({ ticketId }: { ticketId: number }) {
  const { actions, me } = useDesk();
  const place = `ask.${ticketId}`;
  const [text, setText] = useStoredText(place);
  const showAsked = useShowAsked(ticketId);
  const typed = useRef(text);
  useEffect(() => {
    typed.current = text;
  });
  const { run, busy, refusal, faultOf } = useAction(place, actions.askQuestion, ({ id }, asked) => {
    showAsked(id, asked.text);
    // What was typed meanwhile is the next question.
    if (typed.current.trim() === asked.text) forgetText(me.id, place);
  });
  function submit() {
    const question = text.trim();
    if (question.length >= 2) run({ ticketId, text: question });
  }
  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        aria-label={askFieldName}
        placeholder="Ask about this ticket"
        value={text}
        maxLength={longestQuestion}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        className="max-h-40 min-h-14"
      />
      <Refusal>{refusal ?? faultOf("text")}</Refusal>
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" busy={busy} disabled={text.trim().length < 2} keys="Enter">
          Ask
        </Button>
        <span className="text-sm text-ink-faint phone:hidden">Asking changes nothing on the ticket.</span>
      </div>
    </form>
  );
}
