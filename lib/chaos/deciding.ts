/** An analyst who decides what the agent proposes, while everything around is killed; what was decided is held to as well. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Pool } from "#db/client";
import { bencher } from "#lib/bench/demo-messages";
import type { Dice } from "#lib/demo/story/dice";
import { actorCtx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { decide } from "#lib/suggestions/commands";

const rejection = { verdict: "reject", reason: "incomplete" } as const;

export type Deciding = {
  /** Proposals whose decision was confirmed. */
  decided: number[];
  stop(): Promise<void>;
};

/** Decides an open proposal every `pauseMs`, accepting two in three. */
export function startDeciding({ db }: Pool, dice: Dice, pauseMs = 100): Deciding {
  const ctx = actorCtx({ kind: "user", id: bencher, name: "Chaos", role: "admin" }, db);
  const stopping = new AbortController();
  const decided: number[] = [];
  const decideOne = async () => {
    const [open] = await db.execute<{ id: number }>(sql`
      select id::float8 as id from suggestion where status = 'open' and kind = 'reply' order by id desc limit 1`);
    if (!open) return;
    const verdict = dice.between(1, 3) > 1 ? ({ verdict: "accept" } as const) : rejection;
    // The same decision again, should the answer to the first be lost.
    const mutationId = `chaos-decision-${open.id}`;
    await decide(ctx, { suggestionId: open.id, mutationId, ...verdict });
    decided.push(open.id);
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      // A proposal that was overtaken, or a database that is away: the next one, or the same again.
      await decideOne().catch((error: unknown) => {
        if (error instanceof AppError && error.code === "invalid") throw error;
      });
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    decided,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
