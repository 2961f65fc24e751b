/** Closed cases as examples of what a tool's results turned out to mean. */
import { sql } from "drizzle-orm";
import { peopleOf } from "#lib/apprentice/people";
import { flatten } from "#lib/apprentice/slot-values";
import type { Ctx } from "#lib/platform/context";
import { fresh } from "#lib/platform/fresh";
import { type Causes, learnCauses, namesIn, namesOfCause } from "./causes";
import type { Example } from "./groups";
import type { QuietWords } from "./quiet";

/** Results read of one tool, the newest. */
const examplesRead = 400;
/** How long what was learnt of a tool is taken as it is, in milliseconds. */
const freshFor = 60_000;

const learnt = fresh(freshFor, async (ctx, tool: string) => learnCauses(await closedExamples(ctx, tool)));

/** What each tool's results turned out to mean on closed tickets, and the words by which tools say that there is nothing. */
export async function causesOf(
  ctx: Ctx,
  tools: readonly string[],
): Promise<{ causesOf: (tool: string) => Causes; quiet: QuietWords }> {
  const known = new Map<string, Causes>();
  for (const tool of new Set(tools)) known.set(tool, await learnt(ctx, tool));
  return { causesOf: (tool) => known.get(tool) ?? nothing, quiet: quietIn([...known.values()]) };
}

/** The words by which some tools say that there is nothing: those of causes that are nothing, and those several tools use. */
export function quietIn(all: readonly Causes[]): QuietWords {
  const named = all.flatMap((causes) => [...namesIn(causes)]);
  const calm = all.flatMap(({ causes, telling }) =>
    causes.filter(({ isCalm }) => isCalm).flatMap((cause) => namesOfCause(telling, cause)),
  );
  return new Set([...calm, ...named.filter((name, at) => named.indexOf(name) !== at)]);
}

/** Results of a tool on closed tickets, the newest first, each with what was said after it. */
export async function closedExamples(ctx: Ctx, tool: string): Promise<Example[]> {
  return (await examplesOf(ctx, tool)).map(toExample);
}

const nothing = learnCauses([]);

type Row = {
  ticketId: number;
  result: Record<string, unknown>;
  arguments: Record<string, unknown> | null;
  reply: string;
  writer: string;
  customer: string | null;
  company: string | null;
};

/** Results that stand, each with the first reply after it. */
function examplesOf(ctx: Ctx, tool: string): Promise<Row[]> {
  return ctx.db.execute<Row>(sql`
    select found.ticket_id::float8 as "ticketId", found.data -> 'result' as result, call.arguments,
      reply.body as reply, reply.actor_name as writer, customer.name as customer, customer.company
    from ticket_event as found
    join ticket on ticket.id = found.ticket_id and ticket.status in ('solved', 'closed')
    left join customer on customer.id = ticket.contact_id
    cross join lateral (
      select body, actor_name from ticket_event
      where ticket_id = found.ticket_id and kind = 'analyst_reply' and id > found.id order by id limit 1
    ) as reply
    left join lateral (
      select data -> 'arguments' as arguments from ticket_event
      where ticket_id = found.ticket_id and kind = 'tool_call' and id < found.id and data ->> 'tool' = ${tool}
      order by id desc limit 1
    ) as call on true
    where found.kind = 'tool_result' and found.data ->> 'tool' = ${tool}
      and jsonb_typeof(found.data -> 'result') = 'object'
      and not exists (
        select from ticket_event as gone
        where gone.ticket_id = found.ticket_id and gone.data ->> 'withdraws' = found.id::text
      )
    order by found.id desc limit ${examplesRead}`);
}

function toExample(row: Row): Example {
  const { ticketId, result, reply } = row;
  const customer = row.customer === null ? null : { id: "", name: row.customer, company: row.company };
  const values = valuesOf(row.arguments ?? {}, result);
  for (const [slot, value] of peopleOf({ customer, assigneeName: row.writer })) values.set(slot, value);
  return { ticketId, result, reply, values };
}

/** What a sentence may take from a call and its result, by slot. */
export function valuesOf(
  given: Readonly<Record<string, unknown>>,
  result: Readonly<Record<string, unknown>>,
): Map<string, string> {
  const asked = flatten(given).map(([path, value]): [string, string] => [`?${path}`, value]);
  return new Map([...flatten(result), ...asked]);
}
