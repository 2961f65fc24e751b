/** Takes questions and answers out of the database, with whatever other answers took from the same tickets. */
import { inArray, sql } from "drizzle-orm";
import { ticketQuestion, ticketSummary } from "#db/schema/questions";
import type { Ctx } from "#lib/platform/context";

/** Erases the questions asked on tickets that go, and every statement elsewhere that cites one of them. */
export async function eraseQuestionsOf(tx: Ctx, ticketIds: readonly number[]): Promise<void> {
  if (ticketIds.length === 0) return;
  await tx.db.delete(ticketQuestion).where(inArray(ticketQuestion.ticketId, [...ticketIds]));
  await tx.db.delete(ticketSummary).where(inArray(ticketSummary.ticketId, [...ticketIds]));
  const ids = sql`(select json_array_elements_text(${JSON.stringify(ticketIds)}::text::json)::bigint)`;
  const cites = sql`exists (
    select from jsonb_array_elements(statement -> 'citations') as citation
    where citation ->> 'kind' = 'ticket' and (citation ->> 'ref')::bigint in ${ids})`;
  await tx.db.execute(sql`
    update ticket_question set statements = coalesce((
      select jsonb_agg(statement order by place)
      from jsonb_array_elements(statements) with ordinality as listed(statement, place) where not ${cites}
    ), '[]'::jsonb)
    where exists (select from jsonb_array_elements(statements) as statement where ${cites})`);
}
