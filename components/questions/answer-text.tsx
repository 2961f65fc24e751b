/** The statements of an answer, each with the numbers of what it rests on; a number opens it. */
"use client";
import type { Citation, Statement } from "#lib/questions/model";
import { useTicketView } from "../ticket/ticket-view";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { showAskedCall } from "./asked-calls";

export function AnswerText({ statements }: { statements: readonly Statement[] }) {
  const sources = [
    ...new Map(statements.flatMap(({ citations }) => citations).map((one) => [keyOf(one), one])).values(),
  ];
  const numberOf = (one: Citation) => sources.findIndex((other) => keyOf(other) === keyOf(one)) + 1;
  return (
    <div className="flex flex-col gap-1.5">
      {statements.map((statement, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer is stored as it is and never reordered
        <StatementText key={place} statement={statement} numberOf={numberOf} />
      ))}
    </div>
  );
}

type StatementProps = { statement: Statement; numberOf: (one: Citation) => number };

function StatementText({ statement, numberOf }: StatementProps) {
  const { role, text, at, citations } = statement;
  const open = useOpenCitation();
  if (role === "lead") return <p className="text-ink-muted">{text}</p>;
  return (
    <p className="whitespace-pre-line wrap-anywhere">
      {role === "unsupported" && (
        <>
          <Badge tone="caution">No source</Badge>{" "}
        </>
      )}
      <bdi className={role === "unsupported" ? "text-ink-muted" : ""}>{text}</bdi>
      {at && (
        <span className="text-sm text-ink-faint">
          {" "}
          <RelativeTime clock="with day" time={at} />
        </span>
      )}
      {citations.map((one) => (
        <button
          key={keyOf(one)}
          type="button"
          aria-label={`Source ${numberOf(one)}: ${titleOf(one)}`}
          title={titleOf(one)}
          onClick={() => open(one)}
          className="ml-1 inline-flex h-5 min-w-5 items-center justify-center rounded-full border border-line px-1 align-text-bottom text-sm text-ink-muted tabular-nums transition-colors hover:bg-hover hover:text-ink coarse:h-9 coarse:min-w-9"
        >
          {numberOf(one)}
        </button>
      ))}
    </p>
  );
}

function useOpenCitation(): (one: Citation) => void {
  const { showEvidence, setSheetOpen } = useTicketView();
  return (one) => {
    if (one.kind === "look_up") return showAskedCall(one.ref);
    // An event stands in the conversation, which the sheet of a phone covers.
    if (one.kind === "event") setSheetOpen(false);
    showEvidence(one.kind === "ticket" ? { ...one, title: titleOf(one) } : one);
  };
}

function keyOf(one: Citation): string {
  return `${one.kind}-${one.ref}-${"turnId" in one ? (one.turnId ?? "") : ""}`;
}

function titleOf(one: Citation): string {
  switch (one.kind) {
    case "ticket":
      return `Ticket #${one.ref}`;
    case "event":
      return `On this ticket, ${one.title}`;
    case "article":
    case "look_up":
      return one.title;
  }
}
