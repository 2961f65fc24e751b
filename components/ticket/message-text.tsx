/** What a message says; what it quotes, its signature and footers are folded where they stand. */
"use client";
import type { MessageReading } from "#lib/tickets/model";
import { PlainText } from "./plain-text";

export function MessageText({ body, asides }: { body: string; asides: MessageReading["asides"] }) {
  return messageParts(body, asides).map(({ start, text, isAside }) =>
    isAside ? (
      <details key={start} className="my-1 text-sm text-ink-faint">
        <summary className="w-fit cursor-pointer rounded-sm hover:text-ink-muted">
          Quoted text, signature
        </summary>
        <PlainText text={text} className="mt-1 max-w-[78ch] border-l-2 border-line pl-3 text-base" />
      </details>
    ) : (
      <PlainText key={start} text={text} className="max-w-[78ch] text-md" />
    ),
  );
}

/** The body in order, in stretches that are said and stretches that stand aside; blank ones are left out. */
function messageParts(body: string, asides: MessageReading["asides"]) {
  const parts: { start: number; text: string; isAside: boolean }[] = [];
  let from = 0;
  for (const { start, end } of [...asides, { start: body.length, end: body.length }]) {
    parts.push({ start: from, text: body.slice(from, start).trim(), isAside: false });
    parts.push({ start, text: body.slice(start, end).trim(), isAside: true });
    from = end;
  }
  return parts.filter(({ text }) => text !== "");
}
