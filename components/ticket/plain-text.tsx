/** Text from outside, shown as the characters it is: line breaks kept, http(s) addresses as links, code as code, direction isolated. */
import { Fragment } from "react";
import { cn } from "../ui/cn";
import { type TextPart, textParts } from "./text-parts";

export function PlainText({ text, className }: { text: string; className?: string }) {
  return (
    <div dir="auto" className={cn("whitespace-pre-wrap wrap-anywhere [unicode-bidi:isolate]", className)}>
      {textParts(text).map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        <Fragment key={place}>
          {part.href ? (
            <a
              href={part.href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="text-accent-ink underline decoration-1 underline-offset-2"
            >
              {part.text}
            </a>
          ) : (
            <Piece part={part} />
          )}
        </Fragment>
      ))}
    </div>
  );
}

/** The same within a line or a button: code as code, addresses as they are written. */
export function InlineText({ text }: { text: string }) {
  return textParts(text).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
    <Piece key={place} part={part} />
  ));
}

function Piece({ part: { text, code } }: { part: TextPart }) {
  if (!code) return text;
  return (
    <code
      className={cn(
        "rounded-sm bg-hover font-mono text-[0.9em]",
        code.isBlock ? "my-1 block overflow-x-auto px-2 py-1 whitespace-pre-wrap" : "px-1",
      )}
    >
      {code.text}
    </code>
  );
}
