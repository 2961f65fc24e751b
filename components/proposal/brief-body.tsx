/** A hand-over brief: what the case is about, what is known, tried and open; each line leads to the event it comes from. */
"use client";
import { CornerLeftUp } from "lucide-react";
import type { SuggestionPayload } from "#lib/suggestions/model";
import { PlainText } from "../ticket/plain-text";
import { useTicketView } from "../ticket/ticket-view";
import { IconButton } from "../ui/icon-button";
import { ScrollRegion } from "../ui/scroll-region";

type Brief = NonNullable<SuggestionPayload["brief"]>;

export function BriefBody({ brief, text }: { brief: Brief | undefined; text: string }) {
  return (
    <ScrollRegion label="Brief" className="flex max-h-[36vh] flex-col gap-2 phone:max-h-[24dvh]">
      {text && <PlainText text={text} className="max-w-[78ch] text-md" />}
      {brief && (
        <dl className="grid grid-cols-[3rem_1fr] gap-x-3 gap-y-1.5">
          <BriefPart title="About" lines={[brief.about]} />
          <BriefPart title="Known" lines={brief.known} />
          <BriefPart title="Tried" lines={brief.tried} />
          <BriefPart title="Open" lines={brief.open} />
        </dl>
      )}
    </ScrollRegion>
  );
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
                label="Show where this was said"
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
