/** Leaves a page only for one that can be loaded: where nothing answers, a browser puts an error page of its own in the desk's place. */
"use client";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";
import { notify } from "../ui/toast";
import type { Connection } from "./connection-words";

/** How long an answer is waited for before a page counts as out of reach, in milliseconds. */
const patienceMs = 3_000;

type Leave = {
  /** Opens a page of the desk, or says that it cannot be opened now. */
  leave: (href: string) => void;
  /** The same for links: to be called before they take a click themselves. */
  onLinkClick: (event: MouseEvent) => void;
};

export function useLeave(connection: Connection): Leave {
  const router = useRouter();
  const isLost = connection === "reconnecting" || connection === "offline";
  async function leave(href: string) {
    if (!isLost || (await answers())) return router.push(href);
    notify({
      id: "out-of-reach",
      title: "Vigil cannot be reached",
      detail: "The page was not opened. This one stays; try again in a moment.",
      tone: "critical",
    });
  }
  return {
    leave: (href) => void leave(href),
    onLinkClick(event) {
      const href = isLost && pageOf(event);
      if (!href) return;
      event.preventDefault();
      event.stopPropagation();
      void leave(href);
    },
  };
}

/** The page of the desk that a click would open in this one's place; null for any other click. */
function pageOf({ target, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): string | null {
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey || !(target instanceof Element)) return null;
  // Rows of the list open their tickets in the page.
  const link = target.closest("a");
  if (!link?.href || link.target || link.download || link.closest("[data-row]")) return null;
  const { origin, pathname, search } = new URL(link.href);
  const isHere = pathname === location.pathname && search === location.search;
  return origin === location.origin && !isHere && !pathname.startsWith("/api/") ? pathname + search : null;
}

async function answers(): Promise<boolean> {
  const signal = AbortSignal.timeout(patienceMs);
  const response = await fetch("/api/health/live", { signal, cache: "no-store" }).catch(() => null);
  return response?.ok === true;
}
