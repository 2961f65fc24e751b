/** What is said of the connection: a word where there is little room, a line, and all of it. */
import { Radio, RefreshCw, WifiOff } from "lucide-react";
import { lateWords } from "../live/under-way";
import type { DeskNotice } from "./desk-notice";

export type Connection = "connecting" | "connected" | "reconnecting" | "offline" | "updated";

type Words = { short: string; line: string; long: string };

const words: Record<Connection, Words> = {
  connecting: {
    short: "Connecting",
    line: "Connecting",
    long: "Connecting. Changes appear as soon as the connection stands.",
  },
  connected: { short: "Live", line: "Live", long: "Live: changes appear as they happen." },
  reconnecting: {
    short: "Reconnecting",
    line: "Reconnecting. Nothing is lost.",
    long: "Reconnecting. Data may be a few seconds old; nothing is lost.",
  },
  offline: {
    short: "Offline",
    line: "Offline. What you type stays here.",
    long: "Offline. What you type is kept in this browser until the connection is back.",
  },
  // The server runs another build than the one this page is of.
  updated: {
    short: "Updated: reload",
    line: "Vigil was updated.",
    long: "Vigil was updated since this page was loaded. Reload it when it suits you: texts on tickets and articles are kept.",
  },
};

const looks = {
  connecting: { tone: "quiet", icon: Radio },
  connected: { tone: "quiet", icon: Radio },
  reconnecting: { tone: "caution", icon: WifiOff },
  offline: { tone: "caution", icon: WifiOff },
  updated: { tone: "accent", icon: RefreshCw },
} as const;

export type ConnectionNotice = DeskNotice & { short: string; long: string };

/** The state of the connection, as it is told; `late`: how many changes have been waited for long. */
export function connectionNotice(connection: Connection, late: number): ConnectionNotice {
  if (late > 0) {
    const long = lateWords(late);
    return { key: "late", tone: "caution", icon: WifiOff, text: long, short: `${late} not confirmed`, long };
  }
  const { short, line, long } = words[connection];
  const notice = { key: connection, ...looks[connection], text: line, short, long };
  if (connection !== "updated") return notice;
  return { ...notice, way: { label: "Reload", go: () => location.reload() } };
}
