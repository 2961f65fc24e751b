/** Evidence of proposals: text of other tickets is kept by reference only, and read from there. */
import { inArray } from "drizzle-orm";
import { ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { said } from "#lib/tickets/message/parts";
import { type Evidence, type ProposalContent, withSteps } from "./step";

const excerptLength = 240;

/** Sources as they are kept: what another ticket says stays on that ticket. */
export function byReference(evidence: readonly Evidence[]): Evidence[] {
  return evidence.map((one) => (one.kind === "ticket" ? { ...one, title: `#${one.ref}`, excerpt: "" } : one));
}

/** The other steps of a card, with their sources by reference. */
export function stepsByReference<Proposal extends ProposalContent>(proposal: Proposal): Proposal {
  return withSteps(proposal, (step) =>
    step.evidence ? { ...step, evidence: byReference(step.evidence) } : step,
  );
}

/** Reads the words of many sources at once; a ticket that is gone, or not for whoever asks, stays a number. */
export async function readEvidence(
  ctx: Ctx,
  evidence: readonly Evidence[],
): Promise<(kept: readonly Evidence[]) => Evidence[]> {
  const cited = evidence.filter(({ kind }) => kind === "ticket");
  if (cited.length === 0) return (kept) => [...kept];
  const [subjects, turns] = await Promise.all([
    ctx.db
      .select({ id: ticket.id, subject: ticket.subject })
      .from(ticket)
      .where(inArray(ticket.id, [...new Set(cited.map(({ ref }) => ref))])),
    ctx.db
      .select({ id: ticketEvent.id, body: ticketEvent.body })
      .from(ticketEvent)
      .where(inArray(ticketEvent.id, [...new Set(cited.flatMap(placeOf))])),
  ]);
  const titles = new Map(subjects.map(({ id, subject }) => [id, subject]));
  const bodies = new Map(turns.map(({ id, body }) => [id, said(body)]));
  return (kept) =>
    kept.map((one) => {
      const title = one.kind === "ticket" ? titles.get(one.ref) : undefined;
      if (title === undefined) return one;
      const [place] = placeOf(one);
      return { ...one, title, excerpt: (bodies.get(place ?? -1) ?? "").slice(0, excerptLength) };
    });
}

function placeOf({ eventId, turnId }: Evidence): number[] {
  const place = eventId ?? turnId;
  return place === undefined ? [] : [place];
}
