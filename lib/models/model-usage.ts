/** Counts model calls and tokens in this process, and adds them to the day's row now and then. */
import { sql } from "drizzle-orm";
import { modelUsage } from "#db/schema/models";
import type { Ctx } from "#lib/platform/context";

/** `held`: calls that were not made, as the day's tokens were used up. */
type Usage = { calls: number; failures: number; inputTokens: number; outputTokens: number; held: number };
type Tokens = { inputTokens?: number; outputTokens?: number };

const counted = new Map<string, Usage>();

/** Counts a call that was answered. */
export function noteCall(model: string, { inputTokens = 0, outputTokens = 0 }: Tokens): void {
  add(model, { calls: 1, failures: 0, inputTokens, outputTokens, held: 0 });
}

/** Counts a call that was not. */
export function noteFailedCall(model: string): void {
  add(model, { calls: 1, failures: 1, inputTokens: 0, outputTokens: 0, held: 0 });
}

/** Counts a call that was not made: the day's tokens are used up. */
export function noteHeld(model: string): void {
  add(model, { calls: 0, failures: 0, inputTokens: 0, outputTokens: 0, held: 1 });
}

/** Tokens counted in this process and not written down yet. */
export function uncounted(): number {
  return [...counted.values()].reduce((sum, one) => sum + one.inputTokens + one.outputTokens, 0);
}

/** Writes down what was counted since the last time; what cannot be written is kept. */
export async function saveUsage(ctx: Ctx): Promise<void> {
  const rows = [...counted].map(([model, usage]) => ({
    model,
    day: ctx.now().toISOString().slice(0, 10),
    ...usage,
  }));
  counted.clear();
  if (rows.length === 0) return;
  const plus = (name: string) => sql.raw(`model_usage.${name} + excluded.${name}`);
  try {
    await ctx.db
      .insert(modelUsage)
      .values(rows)
      .onConflictDoUpdate({
        target: [modelUsage.day, modelUsage.model],
        set: {
          calls: plus("calls"),
          failures: plus("failures"),
          inputTokens: plus("input_tokens"),
          outputTokens: plus("output_tokens"),
          held: plus("held"),
        },
      });
  } catch (error) {
    for (const { model, day: _, ...usage } of rows) add(model, usage);
    throw error;
  }
}

function add(model: string, usage: Usage): void {
  const known = counted.get(model) ?? { calls: 0, failures: 0, inputTokens: 0, outputTokens: 0, held: 0 };
  counted.set(model, {
    calls: known.calls + usage.calls,
    failures: known.failures + usage.failures,
    inputTokens: known.inputTokens + usage.inputTokens,
    outputTokens: known.outputTokens + usage.outputTokens,
    held: known.held + usage.held,
  });
}
