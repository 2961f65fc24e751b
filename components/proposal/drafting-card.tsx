/** A proposal while it is written: its words as they come, a caret, the frame of the finished card. */
"use client";
import { LoaderCircle } from "lucide-react";
import { useEffect, useRef } from "react";
import type { LiveDraft } from "../live/draft-store";
import { InlineText } from "../ticket/plain-text";
import { Button } from "../ui/button";
import { CardFrame } from "./card-frame";
import { draftBodyStyle } from "./draft-body";

export function DraftingCard({ draft }: { draft: LiveDraft }) {
  const body = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest words stay in sight while the text grows
  useEffect(() => {
    if (body.current) body.current.scrollTop = body.current.scrollHeight;
  }, [draft.text]);
  return (
    <CardFrame
      label="Proposal being written"
      isBusy
      head={
        <>
          <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-accent-ink" />
          <span className="font-medium">Drafting</span>
          <p className="basis-full text-ink-muted">From past cases, articles and this conversation.</p>
        </>
      }
      foot={
        <>
          <div className="flex gap-2" aria-hidden>
            <Button variant="primary" keys="a" disabled className="phone:flex-1">
              Send
            </Button>
            <Button keys="e" disabled className="phone:flex-1">
              Edit
            </Button>
            <Button keys="d" disabled className="phone:flex-1">
              Reject
            </Button>
          </div>
          <p className="text-sm text-ink-faint short:sr-only">Nothing is sent before you decide.</p>
        </>
      }
    >
      <div ref={body} className={draftBodyStyle}>
        <InlineText text={draft.text} />
        <span
          aria-hidden
          className="ml-px inline-block h-[1.1em] w-0.5 translate-y-[0.2em] animate-caret bg-accent"
        />
      </div>
      <div className="h-6 text-sm leading-6 text-ink-faint">Sources are shown when the draft is checked.</div>
    </CardFrame>
  );
}
