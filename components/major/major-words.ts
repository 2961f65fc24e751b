/** The words of major incidents: stages of a status post, states of a message, why one is suspected. */

import type { Notice, NoticeRound, NoticeState, StatusStage, Suspicion } from "#lib/major/model";
import { countWords } from "#lib/platform/count/rules";
import type { Tone } from "../ui/badge";

export const stageWords = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
} as const satisfies Record<StatusStage, string>;

export const noticeWords = {
  open: "Waits for approval",
  sent: "Sent",
  refused: "Not sent",
  outdated: "Outdated",
} as const satisfies Record<NoticeState, string>;

export const noticeTones = {
  open: "accent",
  sent: "positive",
  refused: "neutral",
  outdated: "neutral",
} as const satisfies Record<NoticeState, Tone>;

const roundWords = {
  first: "First message",
  closing: "Closing message",
} as const satisfies Record<NoticeRound, string>;

/** What a message to a customer is: one who has not written is told before they do. */
export function noticeName({ round, ticketId }: Pick<Notice, "round" | "ticketId">): string {
  return round === "first" && ticketId === null ? "Proactive notice" : roundWords[round];
}

/** What messages of the same words are, all together. */
export function groupName(notice: Notice): string {
  return `${noticeName(notice)}, ${languageName(notice.language)}`;
}

/** Why Vigil thinks so, as a sentence. */
export function suspicionWords({ customers, minutes, expected, words }: Suspicion): string {
  const shared = words.map((word) => word.replace(/^code:/, "")).slice(0, 5);
  const said = shared.length > 0 ? ` They share: ${shared.join(", ")}.` : "";
  return `Noticed when ${countWords(customers, "customer")} had written the same within ${countWords(minutes, "minute")}, where ${rate(expected)} would be usual.${said}`;
}

function rate(expected: number): string {
  return expected < 0.1 ? "fewer than 0.1" : expected.toFixed(1);
}

const names = new Intl.DisplayNames("en", { type: "language" });

/** "German" for `de`. */
export function languageName(language: string | null): string {
  return language === null ? "Unknown language" : (names.of(language) ?? language);
}
