/** Code, a command or JSON, to read and to copy. */
"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

type CodeBlockProps = { code: string; label?: string; wrap?: boolean; className?: string };

export function CodeBlock({ code, label = "Code", wrap, className }: CodeBlockProps) {
  const [isCopied, setIsCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(code);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 1500);
  }
  return (
    <div className={cn("group relative rounded-md bg-sunken", className)}>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={label}
        className="scroll-region max-h-96 overflow-x-auto rounded-md py-2 pr-10 pl-3"
      >
        <pre className={cn("font-mono text-sm leading-5", wrap && "whitespace-pre-wrap")}>
          <code>{code}</code>
        </pre>
      </section>
      <IconButton
        size="sm"
        label={isCopied ? "Copied" : "Copy"}
        icon={isCopied ? <Check /> : <Copy />}
        onClick={copy}
        className="absolute top-1 right-1 bg-sunken"
      />
    </div>
  );
}
