/** Text from outside, shown as the characters it is: line breaks kept, http(s) addresses as links, direction isolated. */
import { Fragment } from "react";
import { cn } from "../ui/cn";
import { textParts } from "./text-parts";

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
            part.text
          )}
        </Fragment>
      ))}
    </div>
  );
}
