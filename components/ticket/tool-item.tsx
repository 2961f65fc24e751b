/** A diagnostic, folded to one line; opened, it shows what was asked and what came back. One that is looked up waits open. */
"use client";
import { ChevronRight, ClipboardPen, LoaderCircle, Terminal, Undo2 } from "lucide-react";
import { useState } from "react";
import { roleMay } from "#lib/platform/rules";
import type { EventOf } from "#lib/tickets/event";
import { isUnasked } from "#lib/tickets/rules";
import { useDesk } from "../inbox/desk-context";
import { JudgeCall } from "../investigation/judge-call";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { PlainText } from "./plain-text";
import { RecordResult, resultPlace } from "./record-result";
import { useStoredText } from "./stored-text";
import { ToolName } from "./tool-name";
import { ValueList } from "./value-list";
import { valueWords } from "./value-words";
import { WithdrawCall } from "./withdraw-call";

type ToolItemProps = {
  /** A result whose call is not known stands for both. */
  call: EventOf<"tool_call" | "tool_result">;
  result: EventOf<"tool_result"> | null;
  isWithdrawn: boolean;
};

export function ToolItem({ call, result, isWithdrawn }: ToolItemProps) {
  const { me } = useDesk();
  const asked = call.kind === "tool_call" ? call : null;
  const given = asked?.data.arguments ?? {};
  const found = result?.data.result;
  const isOwn = isUnasked(call);
  const isAwaited = !isWithdrawn && !result && asked?.data.byHand === true;
  // A form somebody writes in stays open, also when a colleague was first or took the call back.
  const [isInForm, setIsInForm] = useState(false);
  const isWriting = useStoredText(resultPlace(call.id))[0] !== "" || isInForm;
  const mayWrite = roleMay(me.role, "ticket.write");
  const Icon = isWithdrawn ? Undo2 : result ? Terminal : isAwaited ? ClipboardPen : LoaderCircle;
  return (
    <details
      open={isAwaited || isWriting}
      className="group rounded-md px-3 text-ink-muted open:bg-sunken open:pb-3"
    >
      <summary className="flex min-h-8 list-none items-center gap-3 rounded-sm [&::-webkit-details-marker]:hidden">
        <span className="flex w-6 shrink-0 justify-center">
          <Icon
            aria-hidden
            className={cn(
              "size-4",
              isAwaited ? "text-caution-ink" : "text-ink-faint",
              Icon === LoaderCircle && "animate-spin",
            )}
          />
        </span>
        <span className="min-w-0 flex-1 truncate">
          <ToolName name={call.data.tool} className={isWithdrawn ? "text-ink-faint" : "text-ink"} />
          <span className="ml-2 text-sm">
            {isWithdrawn
              ? result
                ? "discarded"
                : "withdrawn"
              : result
                ? summaryOf(result)
                : isAwaited
                  ? "waiting for its result"
                  : "is running"}
          </span>
        </span>
        {isOwn && (
          <Badge tone="accent" className="phone:hidden">
            By the agent
          </Badge>
        )}
        <RelativeTime clock="of day" time={call.at} className="shrink-0 text-sm text-ink-faint" />
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
        />
      </summary>
      <div className="grid gap-3 pt-1 pl-9">
        <div>
          <p className="mb-1 text-sm text-ink-faint">
            {isOwn ? "Looked up by the agent, without being asked" : `Asked by ${call.actorName}`}
          </p>
          {Object.keys(given).length > 0 ? (
            <ValueList values={given} />
          ) : (
            <p className="text-sm">No arguments.</p>
          )}
        </div>
        {result && (
          <div>
            <p className="mb-1 text-sm text-ink-faint">Answer</p>
            {found ? <ValueList values={found} /> : <PlainText text={result.body || "Nothing was found."} />}
          </div>
        )}
        {asked && (isAwaited || isWriting) && mayWrite && (
          <RecordResult
            call={asked}
            overtaken={isAwaited ? undefined : isWithdrawn ? "withdrawn" : "recorded"}
            onFocusChange={setIsInForm}
          />
        )}
        {isOwn && result && !isWithdrawn && <JudgeCall call={call} />}
        {asked && !isWithdrawn && mayWrite && <WithdrawCall call={asked} hasRun={result !== null} />}
      </div>
    </details>
  );
}

function summaryOf({ data, body }: EventOf<"tool_result">): string {
  const values = Object.entries(data.result ?? {});
  if (values.length === 0) return body || "found nothing";
  return values.map(([name, value]) => `${name} ${valueWords(value)}`).join(" · ");
}
