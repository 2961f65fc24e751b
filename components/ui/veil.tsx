/**
 * Lies over the page while a dialog is open. Radix' own overlay locks the page's scrolling by a variable on the body, which
 * every element inherits: all of the page is styled anew with each opening and closing. The desk's page never scrolls.
 */
import { cn } from "./cn";

export function Veil({ className }: { className?: string }) {
  return <div className={cn("pointer-events-auto fixed inset-0 z-40", className)} />;
}
