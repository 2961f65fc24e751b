/** What decisions say of a model: how many of the newest cards in its own words were taken. One that is not known yet gets the benefit of a few. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";

export type ModelRecord = { taken: number; judged: number };

/** Newest decisions that count: a model behind the same name gets better, or worse. */
const lookedBackOn = 100;
/** What a model begins with: as if four of seven of its cards had been taken. */
const begins: ModelRecord = { taken: 4, judged: 7 };

/** The decisions on what `model` thought of itself; to choose what the apprentice has is no merit, and an edit that changes what is said does not count as taken. */
export async function modelRecord(ctx: Ctx, model: string): Promise<ModelRecord> {
  const [row] = await ctx.db.execute<ModelRecord>(sql`
    select count(*)::int as judged,
      count(*) filter (where verdict = 'accept' or (verdict = 'edit' and not is_substantive))::int as taken
    from (
      select label.verdict, label.is_substantive
      from label
      join suggestion on suggestion.id = label.suggestion_id
      join agent_run as run on run.id = suggestion.agent_run_id
      where label.engine = 'llm' and label.model = ${model} and label.retracted_at is null
        and label.alternative is null and run.draft ->> 'id' = 'model'
      order by label.id desc limit ${lookedBackOn}
    ) as newest`);
  return row ?? { taken: 0, judged: 0 };
}

/** The share of a model's cards that is taken, as far as is known. */
export function trustIn({ taken, judged }: ModelRecord): number {
  return (taken + begins.taken) / (judged + begins.judged);
}
