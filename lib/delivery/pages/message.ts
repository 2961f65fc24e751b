/** What a page says outside the house: its title, its brief, and a link that carries no authority of its own. */

import type { Urgency } from "#lib/oncall/paging/model";
import { env } from "#lib/platform/env";
import { redactForGood } from "#lib/privacy/redact";

export type Message = {
  /** Stable over all attempts, so that who gets it twice knows. */
  id: string;
  title: string;
  lines: string[];
  urgency: Urgency;
  /** Null where nobody said what address the desk has. */
  url: string | null;
};

/** The message of a page; personal data is hidden before it leaves. */
export function messageOf(
  notice: { id: number; pageId: number },
  page: { title: string; urgency: Urgency },
  brief: readonly string[],
): Message {
  return {
    id: `page_${notice.pageId}_${notice.id}`,
    title: redactForGood(page.title),
    lines: brief.map((line) => redactForGood(line)),
    urgency: page.urgency,
    url: addressOf(`/oncall/pages/${notice.pageId}`),
  };
}

/** The message that shows whether a channel works. */
export function trialMessage(noticeId: number): Message {
  return {
    id: `trial_${noticeId}`,
    title: "Test from Vigil",
    lines: ["This channel works. Pages for you arrive here."],
    urgency: "normal",
    url: addressOf("/oncall/notifications"),
  };
}

function addressOf(path: string): string | null {
  const { VIGIL_URL } = env();
  return VIGIL_URL ? new URL(path, VIGIL_URL).href : null;
}
