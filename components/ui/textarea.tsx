/** Text of several lines that grows with what is typed, up to its `max-h-*` class. */
"use client";
import { type ComponentProps, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { cn } from "./cn";
import { controlStyle } from "./input";

type TextareaProps = ComponentProps<"textarea"> & {
  /** Without border and padding, for an editor that has its own frame. */
  bare?: boolean;
};

export function Textarea({ className, bare, ref, ...rest }: TextareaProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const startAtEnd = useKeptCaret(own, rest.value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what the height depends on
  useLayoutEffect(() => growByHand(own.current), [rest.value]);
  return (
    <textarea
      rows={2}
      {...rest}
      ref={(element) => {
        own.current = element;
        if (typeof ref === "function") return ref(element);
        if (ref) ref.current = element;
      }}
      onFocus={(event) => {
        startAtEnd(event.currentTarget);
        rest.onFocus?.(event);
      }}
      onInput={(event) => {
        growByHand(event.currentTarget);
        rest.onInput?.(event);
      }}
      className={cn(
        bare ? "w-full bg-transparent outline-none placeholder:text-ink-faint coarse:text-lg" : controlStyle,
        "field-sizing-content scroll-region resize-none",
        !bare && "px-2 py-1 coarse:px-3 coarse:py-2",
        className,
      )}
    />
  );
}

/**
 * A text that changes from elsewhere, below the caret of whoever types in it, leaves the caret where it was. Answers
 * what to do when the field is entered: a text somebody began is gone on with at its end.
 */
function useKeptCaret(field: RefObject<HTMLTextAreaElement | null>, value: unknown) {
  const last = useRef<{ typed: string; start: number; end: number }>(undefined);
  useEffect(() => {
    function remember() {
      const { current } = field;
      if (!current || document.activeElement !== current) return;
      last.current = { typed: current.value, start: current.selectionStart, end: current.selectionEnd };
    }
    const stop = new AbortController();
    // Before anybody acts on what was typed: their change of the text is then known as the field's own.
    const early = { capture: true, signal: stop.signal };
    document.addEventListener("input", remember, early);
    document.addEventListener("selectionchange", remember, early);
    return () => stop.abort();
  }, [field]);
  useLayoutEffect(() => {
    const { current } = field;
    if (!current || !last.current || document.activeElement !== current) return;
    const { typed, start, end } = last.current;
    if (value === typed) return;
    if (typeof value === "string" && value.startsWith(typed)) current.setSelectionRange(start, end);
  }, [field, value]);
  // Focused as it is mounted, before the ref knows it.
  return (entered: HTMLTextAreaElement) => {
    if (last.current || entered.selectionEnd > 0) return;
    entered.setSelectionRange(entered.value.length, entered.value.length);
  };
}

/** For browsers without `field-sizing: content`. */
function growByHand(element: HTMLTextAreaElement | null) {
  if (!element || CSS.supports("field-sizing", "content")) return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight}px`;
}
