/** What decisions say of a model: how many of its newest cards were taken. One that is not known yet gets the benefit of a few. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";

export type ModelRecord = { taken: number; judged: number };

/** Newest decisions that count: a model behind the same name gets better, or worse. */
const lookedBackOn = 100;
/** What a model begins with: as if four of seven of its cards had been taken. */
const begins: ModelRecord = { taken: 4, judged: 7 };

/** The decisions on cards that `model` wrote or chose; an edit that changes what is said does not count as taken. */
export async function modelRecord(ctx: Ctx, model: string): Promise<ModelRecord> {
  const [row] = await ctx.db.execute<ModelRecord>(sql`
    select count(*)::int as judged,
      count(*) filter (where verdict = 'accept' or (verdict = 'edit' and not is_substantive))::int as taken
    from (
      select verdict, is_substantive from label
      where engine = 'llm' and model = ${model} and retracted_at is null
      order by id desc limit ${lookedBackOn}
    ) as newest`);
  return row ?? { taken: 0, judged: 0 };
}

/** The share of a model's cards that is taken, as far as is known. */
export function trustIn({ taken, judged }: ModelRecord): number {
  return (taken + begins.taken) / (judged + begins.judged);
}
