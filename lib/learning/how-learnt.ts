/** How one answer was learnt: the first closed tickets of a kind, each with what the agent made of the question then. */
import { sql } from "drizzle-orm";
import { authorise, type Ctx } from "#lib/platform/context";
import { FirstRun, kindLearnt } from "./model";

/** Agent runs shown of a kind, and the newest closed tickets they are taken from. */
const runsShown = 7;
const ticketsSearched = 5_000;
/** A kind that was asked less often shows no way yet. */
const leastAsked = 4;

/**
 * The kind whose answer was learnt most visibly – from abstaining to a proposal – with its first runs; where every
 * question is looked up before it is answered, the kind whose look-up was. Null while no kind has come that far.
 */
export async function howLearnt(ctx: Ctx): Promise<FirstRun[] | null> {
  authorise(ctx, "desk.read");
  const rows = await ctx.db.execute(sql`
    with closed as (
      select id, category, subject from ticket
      where status = 'closed' and category is not null
      order by closed_at desc limit ${ticketsSearched}
    ),
    numbered as (
      select *, row_number() over (partition by category order by id) as place,
        count(*) over (partition by category) as asked
      from closed
    )
    select numbered.id as "ticketId", category, subject, run.at, run.outcome, proposal.kind, proposal.status,
      coalesce((run.gate->>'probability')::float, 0) as probability
    from numbered
    join lateral (
      select * from agent_run where ticket_id = numbered.id order by id limit 1
    ) as run on true
    left join suggestion as proposal on proposal.agent_run_id = run.id and proposal.kind <> 'triage'
    where place <= ${runsShown} and asked >= ${leastAsked}
    order by category, numbered.id`);
  const kinds = new Map<string, FirstRun[]>();
  for (const row of rows) {
    const run = FirstRun.parse(row);
    const known = kinds.get(run.category);
    if (known) known.push(run);
    else kinds.set(run.category, [run]);
  }
  const risen = [...kinds.values()].filter((runs) => rise(runs) > 0);
  const answers = risen.filter((runs) => kindLearnt(runs) === "reply");
  return (answers.length > 0 ? answers : risen).sort((left, right) => rise(right) - rise(left))[0] ?? null;
}

/** How far it came after three closed tickets, from a first question that nothing was proposed to to a last that was answered; 0 for any other kind. */
function rise(runs: readonly FirstRun[]): number {
  const [first] = runs;
  const later = runs.slice(1).filter(({ outcome }) => outcome === "proposed");
  if (!first || first.outcome === "proposed" || later.length < 2) return 0;
  if (runs.at(-1)?.outcome !== "proposed") return 0;
  const after = runs.slice(3).map(({ outcome, probability }) => (outcome === "proposed" ? probability : 0));
  return after.length > 0 ? after.reduce((sum, one) => sum + one, 0) / after.length - first.probability : 0;
}
