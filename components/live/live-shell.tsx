/** The desk's frame with its live parts: connection state and how many tickets wait for a decision. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback } from "react";
import { BadgeCounts } from "#lib/inbox/model";
import { type Given, tellGiven } from "../inbox/tell-given";
import { useCalledNotice } from "../oncall/called-notice";
import { useHandedNotice } from "../oncall/handed-notice";
import { useWaitingPages } from "../oncall/oncall-query";
import type { Account } from "../shell/account-menu";
import { DeskShell } from "../shell/desk-shell";
import { tellRung } from "../sla/tell-rung";
import { Announcer } from "./announcer";
import { fetchJson } from "./fetch-json";
import { LiveProvider, type Rung, useLive } from "./live-provider";
import { queryKeys } from "./query-keys";

type LiveShellProps = {
  account: Account;
  personId: string;
  /** The build this page is of. */
  build: string;
  onSignOut: () => void;
  children: ReactNode;
};

export function LiveShell({ personId, build, ...props }: LiveShellProps) {
  const router = useRouter();
  const open = useCallback((ticketId: number) => router.push(`/tickets/${ticketId}`), [router]);
  const onRung = useCallback((rung: Rung) => tellRung(rung, personId, open), [personId, open]);
  const onGiven = useCallback((given: Given) => tellGiven(given, personId, open), [personId, open]);
  return (
    <LiveProvider build={build} onRung={onRung} onGiven={onGiven}>
      <ConnectedShell {...props} />
      <Announcer />
    </LiveProvider>
  );
}

/** The counters behind the badges; kept current by the stream. */
export function useCounters() {
  return useQuery({
    queryKey: queryKeys.counters,
    queryFn: ({ signal }) => fetchJson(BadgeCounts, "/api/counters", {}, signal),
  }).data;
}

function ConnectedShell({ account, onSignOut, children }: Omit<LiveShellProps, "personId" | "build">) {
  const { connection, isOutdated } = useLive();
  const shown = connection === "connected" && isOutdated ? "updated" : connection;
  const counters = useCounters();
  const called = useWaitingPages();
  const notices = [...useCalledNotice(), ...useHandedNotice()];
  return (
    <DeskShell
      account={account}
      onSignOut={onSignOut}
      counts={{ "/inbox": counters?.proposed ?? 0, "/oncall": called?.length ?? 0 }}
      connection={shown}
      notices={notices}
    >
      {children}
    </DeskShell>
  );
}
