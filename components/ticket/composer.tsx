/** Where the analyst writes: a reply to the customer or a note for the team. What is typed is kept until it is sent. */
"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { roleMay } from "#lib/platform/rules";
import { hasCustomer } from "#lib/tickets/rules";
import { useDesk } from "../inbox/desk-context";
import { useDoing } from "../live/presence";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Textarea } from "../ui/textarea";
import { focusTicket } from "./focus-ticket";
import { Meanwhile } from "./meanwhile";
import { useConversation } from "./ticket-query";
import { useTicketView } from "./ticket-view";
import { type MessageKind, useSend } from "./use-send";
import { useUnseen, useWriting } from "./use-writing";

const modes = ["reply", "note"] as const satisfies readonly MessageKind[];
const words = {
  reply: { tab: "Reply", send: "Send", placeholder: "Write to the customer" },
  note: { tab: "Note", send: "Add note", placeholder: "Write to the team; the customer never sees it" },
} as const satisfies Record<MessageKind, object>;

type ComposerProps = {
  ticketId: number;
  /** A proposal stands above it. */
  hasProposal: boolean;
  /** It stays one line until it is asked for. */
  isQuiet: boolean;
  /** Somebody writes on the card above: what they see of their text is not taken for a field they do not use. */
  isAside: boolean;
  onNext: () => void;
};

export function Composer({ ticketId, hasProposal, isQuiet, isAside, onNext }: ComposerProps) {
  const { me } = useDesk();
  const [mode, setMode] = useState<MessageKind>("reply");
  const [isAsked, setIsAsked] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  const { text, basis, write, forget } = useWriting(ticketId, `${mode}.${ticketId}`);
  const isReply = mode === "reply";
  const { unseen, isAsking, passes } = useUnseen(ticketId, isReply && text ? basis.seenId : undefined);
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const send = useSend(ticketId);
  const isOpen = isAsked || (!isAside && (!isQuiet || text !== ""));
  const mayWrite = roleMay(me.role, "ticket.write");
  const about = useConversation(ticketId).data?.ticket;
  const isRead = !about || hasCustomer(about);
  useDoing(isReply ? "replying" : "noting", isFocused && text !== "");

  function open(next: MessageKind) {
    setMode(next);
    setIsAsked(true);
    requestAnimationFrame(() => field.current?.focus());
  }
  function submit() {
    if (text.trim() === "") return false;
    if (isReply && !passes()) return false;
    forget();
    setIsAsked(false);
    focusTicket();
    void send[mode](text, basis);
    return true;
  }
  const { repliesWanted } = useTicketView();
  const wantedBefore = useRef(repliesWanted);
  useEffect(() => {
    if (wantedBefore.current === repliesWanted) return;
    wantedBefore.current = repliesWanted;
    setMode("reply");
    setIsAsked(true);
    requestAnimationFrame(() => field.current?.focus());
  }, [repliesWanted]);
  useShortcut("ticket.reply", () => open("reply"), { enabled: mayWrite });
  useShortcut("ticket.note", () => open("note"), { enabled: mayWrite });
  useShortcut("composer.send", () => void submit(), { enabled: mayWrite && isOpen, within: box });
  useShortcut("composer.sendAndNext", () => submit() && onNext(), {
    enabled: mayWrite && isOpen,
    within: box,
  });

  if (!mayWrite) return null;
  return (
    <div
      data-writing={isOpen ? "" : undefined}
      ref={box}
      className={cn(
        "mx-3 mb-3 flex flex-col rounded-lg border border-line transition-colors focus-within:border-line-strong phone:mx-2 phone:mb-2 short:mb-1",
        isOpen ? "min-h-24 short:min-h-18" : "shrink-0",
        mode === "note" && isOpen && "bg-caution-soft",
      )}
    >
      {isOpen && (
        <Textarea
          ref={field}
          bare
          value={text}
          onChange={(event) => write(event.target.value)}
          // Whoever is in the field keeps it, also when a proposal comes before the first letter.
          onFocus={() => {
            setIsAsked(true);
            setIsFocused(true);
          }}
          onBlur={() => setIsFocused(false)}
          aria-label={words[mode].placeholder}
          placeholder={
            isReply && !isRead ? "Nobody to write to: a reply is only recorded here" : words[mode].placeholder
          }
          className="max-h-[36vh] min-h-0 px-3 py-2 text-md short:py-1"
        />
      )}
      {isOpen && (
        <div className="shrink-0 px-1.5 empty:hidden">
          <Meanwhile unseen={unseen} isAsking={isAsking} />
        </div>
      )}
      <div className="flex shrink-0 items-center gap-2 px-1.5 py-1.5 short:py-0.5">
        <div role="tablist" aria-label="What to write" className="flex items-center gap-1">
          {modes.map((each) => (
            <ModeTab key={each} isCurrent={isOpen && each === mode} onChoose={() => open(each)}>
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
              {isAsking ? "Send anyway" : words[mode].send}
            </Button>
          </>
        ) : (
          <span className="text-sm text-ink-faint phone:hidden">
            {text ? "Kept in this browser" : hasProposal && !isAside && "or accept the proposal above"}
          </span>
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
