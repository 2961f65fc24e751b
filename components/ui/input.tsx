/** One line of text. Put it in a `Field` for its label, hint and error. */
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Shared by every control one types or chooses in. */
export const controlStyle =
  "w-full rounded-md border border-line-strong bg-canvas text-base text-ink transition-colors placeholder:text-ink-faint hover:border-ink-faint disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-critical coarse:text-lg";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(controlStyle, "h-7 px-2 coarse:h-11 coarse:px-3", className)} {...rest} />;
}
