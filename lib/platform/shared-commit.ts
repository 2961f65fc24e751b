/** Shares the cost of a commit between callers that arrive at the same time. */
import type { Ctx } from "./context";

type Pending<Item, Made> = {
  items: Item[];
  resolve: (made: Made[]) => void;
  reject: (error: unknown) => void;
};

/**
 * A function that records items with `record`, which makes one result an item, in order; those that wait in the same
 * line are recorded together, at most about `most` at a time. It resolves when they are committed; a webhook request is kept as
 * a whole or not at all, and a bad one fails alone.
 */
export function sharedCommit<Item, Made>(
  most: number,
  record: (ctx: Ctx, items: Item[], line: string) => Promise<Made[]>,
): (ctx: Ctx, line: string, items: Item[]) => Promise<Made[]> {
  const waiting = new Map<string, Pending<Item, Made>[]>();
  return (ctx, line, items) =>
    new Promise((resolve, reject) => {
      const pending = { items, resolve, reject };
      const known = waiting.get(line);
      if (known) known.push(pending);
      else {
        waiting.set(line, [pending]);
        void work(ctx, line);
      }
    });

  async function work(ctx: Ctx, name: string): Promise<void> {
    for (let line = waiting.get(name); line && line.length > 0; ) {
      const batch = [line.shift()].filter((pending) => pending !== undefined);
      let size = batch[0]?.items.length ?? 0;
      for (let next = line[0]; next && size + next.items.length <= most; next = line[0]) {
        batch.push(next);
        size += next.items.length;
        line.shift();
      }
      await commitBatch(ctx, name, batch);
    }
    waiting.delete(name);
  }

  async function commitBatch(ctx: Ctx, name: string, batch: Pending<Item, Made>[]): Promise<void> {
    try {
      const made = await record(
        ctx,
        batch.flatMap(({ items }) => items),
        name,
      );
      let start = 0;
      for (const { items, resolve } of batch) {
        resolve(made.slice(start, start + items.length));
        start += items.length;
      }
    } catch (error) {
      const [only, ...others] = batch;
      if (only && others.length === 0) return only.reject(error);
      // Nothing of the batch was kept: each webhook request is tried by itself, so that only the bad one fails.
      for (const pending of batch) await commitBatch(ctx, name, [pending]);
    }
  }
}
