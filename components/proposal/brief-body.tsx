/** A hand-over brief in one line, what is open; it opens to at most eight, each leading to its event. What was ruled out, and what could not be checked, is as the case stands now. */
"use client";
import { ChevronRight, CornerLeftUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { notCheckedOf, ruledOutOf } from "#lib/investigation/rules";
import { handOverLine, shownBrief } from "#lib/suggestions/rules";
import type { Brief, BriefLine } from "#lib/suggestions/step";
import { useInvestigation } from "../investigation/investigation-query";
import { InlineText, PlainText } from "../ticket/plain-text";
import { useTicketView } from "../ticket/ticket-view";
import { cn } from "../ui/cn";
import { IconButton } from "../ui/icon-button";
import { ScrollRegion } from "../ui/scroll-region";

type BriefBodyProps = {
  brief: Brief | undefined;
  text: string;
  /** Who goes on; where the window is short it stands in the brief's own row, so that it is seen without scrolling. */
  goesTo: ReactNode;
};

export function BriefBody({ brief, text, goesTo }: BriefBodyProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex min-h-6 min-w-0 shrink! flex-col gap-2 *:shrink-0">
      {text && <PlainText text={text} className="max-w-[78ch] text-md short:order-last" />}
      <div
        className={cn(
          "flex min-h-6 min-w-0 shrink! flex-col gap-2",
          !isOpen && "short:flex-row short:items-center short:justify-between",
        )}
      >
        {brief && (
          <details
            onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
            className="group flex min-h-6 min-w-0 shrink! flex-col"
          >
            <summary className="flex h-6 min-w-0 list-none items-center gap-1 rounded-sm hover:text-ink [&::-webkit-details-marker]:hidden">
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-faint group-open:rotate-90" />
              <span className="sr-only">Brief: </span>
              <bdi className="truncate">
                <InlineText text={handOverLine(brief) || brief.about.text} />
              </bdi>
            </summary>
            <ScrollRegion label="Brief" className="max-h-[28vh] pl-4.5">
              {/* What was ruled out or not checked is asked for once somebody reads it. */}
              {isOpen && <BriefParts brief={brief} />}
            </ScrollRegion>
          </details>
        )}
        {goesTo && <div className={cn("min-w-0 shrink-0", !isOpen && "short:max-w-1/2")}>{goesTo}</div>}
      </div>
    </div>
  );
}

function BriefParts({ brief }: { brief: Brief }) {
  const { ticketId } = useTicketView();
  const { data } = useInvestigation(ticketId);
  const hypotheses = data?.assessment?.hypotheses ?? [];
  const { about, known, ruledOut, notChecked, tried, open, suggested } = shownBrief(brief, {
    ruledOut: ruledOutOf(hypotheses),
    notChecked: notCheckedOf(hypotheses),
  });
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5">
      <BriefPart title="About" lines={[about]} />
      <BriefPart title="Known" lines={known} />
      {ruledOut.length > 0 && <BriefPart title="Ruled out" lines={ruledOut} />}
      {notChecked.length > 0 && <BriefPart title="Not checked" lines={notChecked} />}
      <BriefPart title="Tried" lines={tried} />
      <BriefPart title="Open" lines={open} />
      {suggested.length > 0 && <BriefPart title="Next" lines={suggested} />}
    </dl>
  );
}

function BriefPart({ title, lines }: { title: string; lines: readonly BriefLine[] }) {
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
