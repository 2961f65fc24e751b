/** Showing colleagues where one is, and seeing where they are. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useDesk } from "../inbox/desk-context";
import { useClockText } from "../ui/clock";
import { fetchJson } from "./fetch-json";
import { PresenceList, presentOn } from "./presence-list";
import { presenceKey } from "./query-keys";

const renewMs = 15_000;
/** How long after the last key somebody still counts as typing. */
const typingMs = 4_000;

/** Colleagues on a ticket now, without oneself. */
export function useColleagues(ticketId: number) {
  const { me } = useDesk();
  const { data = [] } = useQuery({
    queryKey: presenceKey,
    queryFn: ({ signal }) => fetchJson(PresenceList, "/api/presence", {}, signal),
  });
  // Re-rendered when somebody's sign lapses.
  const ids = useClockText((now) =>
    presentOn(data, ticketId, me.id, now)
      .map(({ userId }) => userId)
      .join(" "),
  );
  return data.filter(({ userId, ...one }) => one.ticketId === ticketId && ids.split(" ").includes(userId));
}

/** Tells colleagues that one looks at this ticket; returns what to call at every key typed. */
export function useShowPresence(ticketId: number): () => void {
  const typedAt = useRef(0);
  const wasTyping = useRef(false);
  useEffect(() => {
    function renew() {
      if (document.visibilityState !== "visible") return;
      const isTyping = Date.now() - typedAt.current < typingMs;
      wasTyping.current = isTyping;
      show(ticketId, isTyping);
    }
    // A ticket that is only passed by while moving through the list is not announced.
    const arrival = setTimeout(renew, 600);
    const renewal = setInterval(renew, renewMs);
    const stopped = setInterval(() => {
      if (wasTyping.current && Date.now() - typedAt.current >= typingMs) renew();
    }, 1_000);
    return () => {
      clearTimeout(arrival);
      clearInterval(renewal);
      clearInterval(stopped);
    };
  }, [ticketId]);
  return () => {
    typedAt.current = Date.now();
    if (wasTyping.current) return;
    wasTyping.current = true;
    show(ticketId, true);
  };
}

/** A sign that is lost is renewed by the next one. */
function show(ticketId: number, isTyping: boolean) {
  const body = JSON.stringify({ ticketId, isTyping });
  fetch("/api/presence", { method: "POST", body, headers: { "content-type": "application/json" } }).catch(
    () => {},
  );
}
