/** What wakes somebody: each cause as a page. Where no rule says whom to call, nothing happens. */

import { eq } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { shortened } from "#lib/platform/shorten/rules";
import type { Severity } from "#lib/signals/model";
import { firingWords } from "#lib/signals/rules";
import { asOnCall } from "./actor";
import { page, withdrawPage } from "./commands";
import type { PageInput } from "./inputs";
import type { Urgency } from "./paging/model";
import { type BriefParts, briefLines, byPriority, emptyBrief } from "./rules";
import { readSetup } from "./setup";

const bySeverity = {
  critical: "critical",
  warning: "high",
  info: "normal",
} as const satisfies Record<Severity, Urgency>;

type Alarming = {
  id: number;
  ticketId: number | null;
  title: string;
  severity: Severity | null;
  service: string | null;
  members: number;
  firing: number;
};

/** An incident that opened, or became graver. */
export async function pageIncident(ctx: Ctx, found: Alarming): Promise<void> {
  const { id, ticketId, title, severity, service } = found;
  await pageAbout(ctx, {
    cause: "incident",
    key: `incident:${id}`,
    urgency: severity ? bySeverity[severity] : "normal",
    title,
    ticketId,
    incidentId: id,
    brief: {
      open: [firingWords(found)],
      known: [
        [severity && `severity ${severity}`, service && `service ${service}`].filter(Boolean).join(", "),
      ],
    },
  });
}

type HandOver = {
  /** Names the hand-over, so that it calls once. */
  key: string;
  why: string;
  brief: Partial<BriefParts>;
  /** Who goes on with it; told where no rule says whom to call. */
  fallsTo: string | null;
};

/** A case that a human must go on with. */
export async function pageHandOver(
  ctx: Ctx,
  ticketId: number,
  { key, why, brief, fallsTo }: HandOver,
): Promise<void> {
  await pageAbout(ctx, { cause: "handover", key: handOverKey(key), title: why, ticketId, brief, fallsTo });
}

/** A hand-over was taken back: nobody has to come for it. */
export async function withdrawHandOver(ctx: Ctx, key: string): Promise<void> {
  await withdrawPage(asOnCall(ctx), { key: handOverKey(key), reason: "The hand-over was taken back." });
}

const handOverKey = (key: string) => `handover:${key}`;

/** An action that was asked for, and that nobody decided on in time. */
export async function pageUndecided(
  ctx: Ctx,
  { id: runId, ticketId, action }: { id: number; ticketId: number; action: string },
): Promise<void> {
  const title = `${action}: nobody decided in time.`;
  const brief = { open: [title] };
  await pageAbout(ctx, { cause: "approval", key: `run:${runId}`, title, ticketId, runId, brief });
}

/** Something a team wants to hear of at once. `key` names the matter, so that it calls once while its page stands. */
export async function pageWatched(
  ctx: Ctx,
  {
    key,
    ticketId,
    urgency,
    words,
  }: { key: string; ticketId: number | null; urgency: Urgency; words: string },
): Promise<void> {
  const about = { cause: "watch", key: `watch:${key}`, urgency, title: words, ticketId } as const;
  await pageAbout(ctx, { ...about, brief: { known: [words] } });
}

/** A clock that ran out or soon will, or a promise that was broken or is due soon. */
export async function pageDue(
  ctx: Ctx,
  { ticketId, at, words, isSoon }: { ticketId: number; at: Date; words: string; isSoon: boolean },
): Promise<void> {
  const brief = { open: [words] };
  const cause = isSoon ? "due_soon" : "breach";
  await pageAbout(ctx, {
    cause,
    key: `${cause}:${ticketId}:${at.getTime()}`,
    title: words,
    ticketId,
    brief,
  });
}

type About = Pick<PageInput, "cause" | "key" | "title" | "ticketId" | "incidentId" | "runId" | "fallsTo"> & {
  /** As grave as its ticket unless told. */
  urgency?: Urgency;
  brief: Partial<BriefParts>;
};

/** Vigil itself calls, whoever caused it. */
export async function pageAbout(ctx: Ctx, { brief, ...about }: About): Promise<void> {
  const { rules } = await readSetup(ctx);
  if (!about.fallsTo && !rules.some(({ cause }) => cause === about.cause)) return;
  const { ticketId = null } = about;
  const [found] = ticketId === null ? [] : await ctx.db.select().from(ticket).where(eq(ticket.id, ticketId));
  await page(asOnCall(ctx), {
    ...about,
    title: shortened(titleOf(about, found?.subject ?? ""), 300),
    urgency: about.urgency ?? byPriority[found?.priority ?? "normal"],
    queueId: found?.queueId ?? null,
    brief: briefLines({ ...emptyBrief(), ...brief }),
  });
}

/** Who is woken reads what it is about before why; an incident is named by itself. */
function titleOf({ cause, title }: Pick<About, "cause" | "title">, subject: string): string {
  const about = cause === "incident" ? "" : shortened(subject, 120);
  return [about, title.trim()].filter(Boolean).join(": ") || "A case needs somebody";
}
