/** Showing colleagues where one is and what one does there, and seeing it of them. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef } from "react";
import { type Activity, activities } from "#lib/tickets/rules";
import { useDesk } from "../inbox/desk-context";
import { useClockText } from "../ui/clock";
import { fetchJson } from "./fetch-json";
import { PresenceList, presentOn } from "./presence-list";
import { presenceKey } from "./query-keys";

const renewMs = 15_000;
/** A ticket that is only passed by while moving through the list is not announced. */
const arrivalMs = 600;

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

type Report = (activity: Activity, isOn: boolean) => void;
const ReportContext = createContext<Report>(() => {});

/** Tells colleagues that one looks at this ticket, and what the parts below report that one does on it. */
export function ShowPresence({ ticketId, children }: { ticketId: number; children: ReactNode }) {
  const reported = useRef<Activity[]>([]);
  const told = useRef<Activity>(undefined);
  const renew = useCallback(() => {
    if (document.visibilityState !== "visible") return;
    const doing = foremost(reported.current);
    told.current = doing;
    show(ticketId, doing);
  }, [ticketId]);
  const report = useCallback<Report>(
    (activity, isOn) => {
      const others = reported.current.filter((one) => one !== activity);
      reported.current = isOn ? [...others, activity] : others;
      // A field that closes as another opens is one change.
      setTimeout(() => {
        if (foremost(reported.current) !== (told.current ?? "looking")) renew();
      }, 0);
    },
    [renew],
  );
  useEffect(() => {
    const arrival = setTimeout(renew, arrivalMs);
    const renewal = setInterval(renew, renewMs);
    return () => {
      clearTimeout(arrival);
      clearInterval(renewal);
    };
  }, [renew]);
  return <ReportContext value={report}>{children}</ReportContext>;
}

/** Reports what one does on the ticket this stands on, for as long as it is so. */
export function useDoing(activity: Activity, isOn: boolean) {
  const report = useContext(ReportContext);
  useEffect(() => {
    if (!isOn) return;
    report(activity, true);
    return () => report(activity, false);
  }, [report, activity, isOn]);
}

/** Of several things at once what tells a colleague most. */
function foremost(reported: readonly Activity[]): Activity {
  return activities.findLast((one) => reported.includes(one)) ?? "looking";
}

/** A sign that is lost is renewed by the next one. */
function show(ticketId: number, doing: Activity) {
  const body = JSON.stringify({ ticketId, doing });
  fetch("/api/presence", { method: "POST", body, headers: { "content-type": "application/json" } }).catch(
    () => {},
  );
}
