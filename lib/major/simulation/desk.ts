/** Who works while a simulation plays: a lead who decides on what is proposed, an analyst who files tickets by and by. */
import { eq } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { closeMajor, confirmMajor, dismissMajor } from "../commands";
import type { Outage } from "./writing";

const minute = 60_000;

/** A ticket that an analyst files under its service at a time, in milliseconds. */
type Filing = { at: number; ticketId: number; service: string };

/**
 * A lead who looks ten minutes after a proposal, confirms what is one, dismisses what is none, and closes half an hour after
 * the end; and whoever files tickets.
 */
export function deskOf(lead: Ctx) {
  const plans: { at: number; act: () => Promise<unknown> }[] = [];
  const filings: Filing[] = [];
  return {
    hear: (incidentId: number, at: number, outage: Outage | null) => {
      const decidedAt = at + 10 * minute;
      if (!outage) return void plans.push({ at: decidedAt, act: () => dismissMajor(lead, { incidentId }) });
      plans.push({ at: decidedAt, act: () => confirmMajor(lead, { incidentId }) });
      plans.push({
        at: Math.max(decidedAt + minute, outage.end + 30 * minute),
        act: () => closeMajor(lead, { incidentId }),
      });
    },
    file: (filing: Filing) => void filings.push(filing),
    /** Does all that is due `until` then; `setClock` is told when. */
    act: async (until: number, setClock: (at: number) => void) => {
      for (const { ticketId, service } of takeDue(filings, until))
        await lead.db.update(ticket).set({ service }).where(eq(ticket.id, ticketId));
      for (const { at, act } of takeDue(plans, until)) {
        setClock(at);
        // One that its alerts ended before the person came is over already.
        await act().catch(() => {});
      }
    },
  };
}

/** Takes what is due out, the earliest first. */
function takeDue<T extends { at: number }>(waiting: T[], until: number): T[] {
  waiting.sort((a, b) => a.at - b.at);
  const later = waiting.findIndex(({ at }) => at > until);
  return waiting.splice(0, later < 0 ? waiting.length : later);
}
