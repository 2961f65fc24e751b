/** A hand-over brief in one line, what is open; it opens to what is known and was tried, each line leading to its event. */
"use client";
import { ChevronRight, CornerLeftUp } from "lucide-react";
import type { Brief } from "#lib/suggestions/step";
import { InlineText, PlainText } from "../ticket/plain-text";
import { useTicketView } from "../ticket/ticket-view";
import { IconButton } from "../ui/icon-button";
import { ScrollRegion } from "../ui/scroll-region";

export function BriefBody({ brief, text }: { brief: Brief | undefined; text: string }) {
  return (
    <>
      {text && <PlainText text={text} className="max-w-[78ch] text-md" />}
      {brief && (
        <details className="group flex min-h-6 min-w-0 shrink! flex-col">
          <summary className="flex h-6 min-w-0 list-none items-center gap-1 rounded-sm hover:text-ink [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-faint group-open:rotate-90" />
            <span className="sr-only">Brief: </span>
            <bdi className="truncate">
              <InlineText text={lineOf(brief)} />
            </bdi>
          </summary>
          <ScrollRegion label="Brief" className="max-h-[28vh] pl-4.5">
            <dl className="grid grid-cols-[3rem_1fr] gap-x-3 gap-y-1.5">
              <BriefPart title="About" lines={[brief.about]} />
              <BriefPart title="Known" lines={brief.known} />
              <BriefPart title="Tried" lines={brief.tried} />
              <BriefPart title="Open" lines={brief.open} />
              {brief.suggested.length > 0 && <BriefPart title="Next" lines={brief.suggested} />}
            </dl>
          </ScrollRegion>
        </details>
      )}
    </>
  );
}

/** What is open and suggested; of a case where nothing is, what it is about. */
function lineOf({ about, open, suggested }: Brief): string {
  const parts = [open[0] && `Open: ${open[0].text}`, suggested[0] && `Suggested: ${suggested[0].text}`];
  return parts.filter(Boolean).join(" ") || about.text;
}

function BriefPart({ title, lines }: { title: string; lines: Brief["known"] }) {
  const { showEvent } = useTicketView();
  return (
    <>
      <dt className="text-ink-faint">{title}</dt>
      <dd className="flex min-w-0 flex-col gap-1">
        {lines.length === 0 && <p className="text-ink-faint">Nothing.</p>}
        {lines.map(({ text, eventId }) => (
          <div key={text} className="flex max-w-[82ch] items-start gap-1">
            <PlainText text={text} className="min-w-0 flex-1" />
            {eventId !== undefined && (
              <IconButton
                size="sm"
                label="Show in the conversation"
                icon={<CornerLeftUp aria-hidden className="size-3.5" />}
                onClick={() => showEvent(eventId)}
                className="-my-0.5 text-ink-faint"
              />
            )}
          </div>
        ))}
      </dd>
    </>
  );
}
