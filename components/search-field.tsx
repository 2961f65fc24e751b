/** A search box that waits for a pause in typing; `/` reaches it. */
"use client";
import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { keysOf } from "./shortcuts/registry";
import { useShortcut } from "./shortcuts/use-shortcut";
import { cn } from "./ui/cn";
import { Kbd } from "./ui/kbd";

type SearchFieldProps = {
  label: string;
  placeholder: string;
  /** What is searched for now. */
  value: string;
  /** Called with the trimmed words after a pause. */
  onSearch: (words: string) => void;
  /** Enter: the words are asked for at once, and the focus may go to what is found. */
  onLeave?: () => void;
  className?: string;
};

/** In ms. */
const pause = 220;

export function SearchField({ label, placeholder, value, onSearch, onLeave, className }: SearchFieldProps) {
  const [words, setWords] = useState(value);
  const asked = useRef(value);
  const input = useRef<HTMLInputElement>(null);
  useShortcut("search.focus", () => input.current?.select());

  // Cleared or changed from elsewhere, for instance by going back.
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setWords(value);
  }, [value]);
  useEffect(() => {
    const trimmed = words.trim();
    if (trimmed === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = trimmed;
      onSearch(trimmed);
    }, pause);
    return () => clearTimeout(timer);
  }, [words, onSearch]);

  function leave() {
    asked.current = words.trim();
    onSearch(asked.current);
    input.current?.blur();
    onLeave?.();
  }

  return (
    <div className={cn("relative min-w-0 flex-1", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-ink-faint"
      />
      <input
        ref={input}
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && leave()}
        aria-label={label}
        placeholder={placeholder}
        maxLength={200}
        className="h-7 w-full rounded-md bg-sunken pr-7 pl-8 text-base placeholder:text-ink-faint hover:bg-hover focus:bg-canvas coarse:h-11 coarse:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      {words ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            setWords("");
            input.current?.focus();
          }}
          className="absolute top-1/2 right-1.5 inline-flex size-5 -translate-y-1/2 items-center justify-center rounded-sm text-ink-faint hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : (
        <Kbd
          keys={keysOf("search.focus") ?? "/"}
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-faint coarse:hidden"
        />
      )}
    </div>
  );
}
