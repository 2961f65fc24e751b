/** What came of a simulation, as it stands in the database: where each ticket was put, what each proposal is of, which were wrong. */
import { eq, ne } from "drizzle-orm";
import { incident, incidentTicket } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";
import type { Proposal } from "./judging";
import type { Letter } from "./writing";

async function ticketsOf(ctx: Ctx, incidentId: number): Promise<number[]> {
  const rows = await ctx.db
    .select({ ticketId: incidentTicket.ticketId })
    .from(incidentTicket)
    .where(eq(incidentTicket.incidentId, incidentId));
  return rows.map(({ ticketId }) => ticketId);
}

/** The truth most tickets of an incident are of. */
export async function majorityOf(
  ctx: Ctx,
  incidentId: number,
  truthOf: ReadonlyMap<number, Letter>,
): Promise<string> {
  const counts = new Map<string, number>();
  for (const id of await ticketsOf(ctx, incidentId)) {
    const truth = truthOf.get(id)?.truth ?? "";
    counts.set(truth, (counts.get(truth) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

/** Proposals after `warm`, a time in milliseconds, that are of no outage, or of one that was proposed before; with their tickets. */
export async function mistakesOf(
  ctx: Ctx,
  proposals: readonly Proposal[],
  truthOf: ReadonlyMap<number, Letter>,
  warm: number,
) {
  const wrong = proposals.filter(
    ({ truth, at }, place) =>
      at >= warm &&
      (!truth.startsWith("outage") || proposals.findIndex((one) => one.truth === truth) !== place),
  );
  return Promise.all(
    wrong.slice(0, 40).map(async ({ incidentId, truth, at }) => ({
      truth,
      at: new Date(at).toISOString(),
      tickets: (await ticketsOf(ctx, incidentId)).map((id) => {
        const letter = truthOf.get(id);
        return `${letter?.truth} | ${letter?.writer.company} | ${letter?.body.replace(/\s+/g, " ").slice(0, 110)}`;
      }),
    })),
  );
}

/** The incident each ticket was put to, if a major one; that of alerts alone is no place of a ticket. */
export async function placesOf(ctx: Ctx, ticketIds: number[]): Promise<Map<number, string>> {
  const rows = await ctx.db
    .select({
      ticketId: incidentTicket.ticketId,
      incidentId: incidentTicket.incidentId,
      major: incident.major,
    })
    .from(incidentTicket)
    .innerJoin(incident, eq(incident.id, incidentTicket.incidentId))
    .where(ne(incidentTicket.state, "declined"));
  const known = new Set(ticketIds);
  return new Map(
    rows.filter(({ ticketId }) => known.has(ticketId)).map((row) => [row.ticketId, String(row.incidentId)]),
  );
}
