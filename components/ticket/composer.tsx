/** Where the analyst writes: a reply to the customer or a note for the team. What is typed is kept until it is sent. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { roleMay } from "#lib/team/model";
import type { TicketDetail, TimelineEvent } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { queryKeys } from "../live/query-keys";
import { useOfferUndo } from "../proposal/undo";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Textarea } from "../ui/textarea";
import { notify } from "../ui/toast";
import { focusTicket } from "./focus-ticket";
import { keepText, useStoredText } from "./stored-text";

const modes = ["reply", "note"] as const;
type Mode = (typeof modes)[number];
const words = {
  reply: { tab: "Reply", send: "Send", placeholder: "Write to the customer" },
  note: { tab: "Note", send: "Add note", placeholder: "Write to the team; the customer never sees it" },
} as const satisfies Record<Mode, object>;

type ComposerProps = {
  ticketId: number;
  /** A proposal waits: the composer stays one line until it is asked for. */
  isQuiet: boolean;
  onTyping: () => void;
  onNext: () => void;
};

export function Composer({ ticketId, isQuiet, onTyping, onNext }: ComposerProps) {
  const { me } = useDesk();
  const [mode, setMode] = useState<Mode>("reply");
  const [isAsked, setIsAsked] = useState(false);
  const [text, setText] = useStoredText(`${mode}.${ticketId}`);
  const field = useRef<HTMLTextAreaElement>(null);
  const send = useSend(ticketId);
  const isOpen = !isQuiet || isAsked || text !== "";
  const mayWrite = roleMay(me.role, "ticket.write");

  function write(next: Mode) {
    setMode(next);
    setIsAsked(true);
    requestAnimationFrame(() => field.current?.focus());
  }
  function submit() {
    if (text.trim() === "") return false;
    setText("");
    setIsAsked(false);
    focusTicket();
    void send[mode](text);
    return true;
  }
  useShortcut("ticket.reply", () => write("reply"), { enabled: mayWrite });
  useShortcut("ticket.note", () => write("note"), { enabled: mayWrite });
  useShortcut("composer.send", () => void submit(), { enabled: mayWrite && isOpen });
  useShortcut("composer.sendAndNext", () => submit() && onNext(), { enabled: mayWrite && isOpen });

  if (!mayWrite) return null;
  return (
    <div
      data-writing={isOpen ? "" : undefined}
      className={cn(
        "mx-3 mb-3 flex flex-col rounded-lg border border-line transition-colors focus-within:border-line-strong phone:mx-2 phone:mb-2 short:mb-1",
        isOpen ? "min-h-24 short:min-h-20" : "shrink-0",
        mode === "note" && isOpen && "bg-caution-soft",
      )}
    >
      {isOpen && (
        <Textarea
          ref={field}
          bare
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onTyping();
          }}
          aria-label={words[mode].placeholder}
          placeholder={words[mode].placeholder}
          className="max-h-[36vh] min-h-0 px-3 py-2 text-md short:py-1"
        />
      )}
      <div className="flex shrink-0 items-center gap-2 px-1.5 py-1.5 short:py-0.5">
        <div role="tablist" aria-label="What to write" className="flex items-center gap-1">
          {modes.map((each) => (
            <ModeTab key={each} isCurrent={isOpen && each === mode} onChoose={() => write(each)}>
              {words[each].tab}
            </ModeTab>
          ))}
        </div>
        {isOpen ? (
          <>
            <span className="min-w-0 flex-1 truncate text-right text-sm text-ink-faint">
              {text && "Kept in this browser"}
            </span>
            <Button
              variant={text.trim() ? "primary" : "secondary"}
              keys={keysOf("composer.send")}
              onClick={() => void submit()}
              disabled={text.trim() === ""}
            >
              {words[mode].send}
            </Button>
          </>
        ) : (
          <span className="text-sm text-ink-faint phone:hidden">or accept the proposal above</span>
        )}
      </div>
    </div>
  );
}

function ModeTab(props: { isCurrent: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={props.isCurrent}
      onClick={props.onChoose}
      className={cn(
        "h-6 rounded-sm px-2 text-ink-muted transition-colors hover:text-ink coarse:h-9",
        props.isCurrent && "bg-hover font-medium text-ink",
      )}
    >
      {props.children}
    </button>
  );
}

/** Shows the message at once, and gives the words back with a sentence when it was refused. */
function useSend(ticketId: number) {
  const { actions, me } = useDesk();
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const key = queryKeys.conversation(ticketId);

  function show(mode: Mode, text: string) {
    const pending = pendingEvent({ ticketId, mode, text, actorId: me.id, actorName: me.name });
    queryClient.setQueryData<TicketDetail>(
      key,
      (data) => data && { ...data, events: [...data.events, pending] },
    );
  }
  function giveBack(mode: Mode, text: string, reason = "Vigil cannot be reached.") {
    keepText(me.id, `${mode}.${ticketId}`, text);
    const detail = `${reason} Your text is back in the box.`;
    notify({ title: "It was not sent", detail, tone: "critical" });
  }
  const refresh = () => void queryClient.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });

  return {
    async note(text: string) {
      show("note", text);
      const result = await actions.addNote({ ticketId, text }).catch(() => null);
      refresh();
      if (!result?.ok) return giveBack("note", text, result?.error.message);
      announce("Note added.");
    },
    async reply(text: string) {
      show("reply", text);
      const result = await actions.reply({ ticketId, text }).catch(() => null);
      refresh();
      if (!result?.ok) return giveBack("reply", text, result?.error.message);
      const { eventId } = result.data;
      offerUndo({
        ticketId,
        words: `Reply to #${ticketId} is on its way`,
        undo: async () => {
          const undone = await actions.withdrawReply({ eventId });
          if (undone.ok) keepText(me.id, `reply.${ticketId}`, text);
          return undone;
        },
      });
    },
  };
}

type Pending = { ticketId: number; mode: Mode; text: string; actorId: string; actorName: string };

/** The message as it will stand in the timeline; its negative id says that the server has not numbered it yet. */
function pendingEvent({ ticketId, mode, text, actorId, actorName }: Pending): TimelineEvent {
  return {
    id: -Date.now(),
    ticketId,
    kind: mode === "reply" ? "analyst_reply" : "note",
    at: new Date(),
    actorKind: "analyst",
    actorId,
    actorName,
    isPublic: mode === "reply",
    body: text,
    data: {},
  };
}
