/**
 * Lies over the page while a dialog is open, and takes what is clicked beside it. Radix does both by what every element
 * inherits from the body – a variable of its lock of scrolling, and `pointer-events` –, so that all of the page is styled anew
 * with each opening and closing, which a key then waits for. The desk's page never scrolls, and below the veil nothing is hit.
 */
"use client";
import { useEffect } from "react";
import { cn } from "./cn";

let veils = 0;

export function Veil({ className }: { className?: string }) {
  useEffect(() => {
    veils++;
    const page = pageBelow();
    // Set on it, it is not inherited: what the dialog does to the body ends here.
    if (page) page.style.pointerEvents = "auto";
    return () => {
      veils--;
      // The dialog takes back what it did in the same turn.
      setTimeout(() => {
        if (page && veils === 0) page.style.pointerEvents = "";
      }, 0);
    };
  }, []);
  return <div className={cn("pointer-events-auto fixed inset-0 z-40", className)} />;
}

/** The part of the body that holds the page, beside dialogs and notices. */
function pageBelow(): HTMLElement | undefined {
  const main = document.querySelector("main");
  return [...document.body.children].find(
    (part): part is HTMLElement => part instanceof HTMLElement && part.contains(main),
  );
}
