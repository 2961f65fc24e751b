/** Shares the cost of a commit between callers that arrive at the same time. */
import type { Ctx } from "./context";
import { forArrivals, type Waiting, waiting } from "./tracing/carrier";

type Pending<Item, Made> = {
  items: Item[];
  arrival: Waiting;
  resolve: (made: Made[]) => void;
  reject: (error: unknown) => void;
};

/**
 * A function that records items with `record`, which makes one result an item, in order; those that wait in the same
 * line are recorded together, at most about `most` at a time. It resolves when they are committed; a webhook request is kept as
 * a whole or not at all, and a bad one fails alone. `nameOf` says what jobs for an item call it (`EnqueueOptions.of`).
 */
export function sharedCommit<Item, Made>(
  most: number,
  record: (ctx: Ctx, items: Item[], line: string) => Promise<Made[]>,
  nameOf?: (item: Item) => string,
): (ctx: Ctx, line: string, items: Item[]) => Promise<Made[]> {
  const lines = new Map<string, Pending<Item, Made>[]>();
  return (ctx, line, items) =>
    new Promise((resolve, reject) => {
      const arrival = waiting(nameOf ? items.map(nameOf) : []);
      const pending = { items, arrival, resolve, reject };
      const known = lines.get(line);
      if (known) known.push(pending);
      else {
        lines.set(line, [pending]);
        void work(ctx, line);
      }
    });

  async function work(ctx: Ctx, name: string): Promise<void> {
    for (let line = lines.get(name); line && line.length > 0; ) {
      const batch = [line.shift()].filter((pending) => pending !== undefined);
      let size = batch[0]?.items.length ?? 0;
      for (let next = line[0]; next && size + next.items.length <= most; next = line[0]) {
        batch.push(next);
        size += next.items.length;
        line.shift();
      }
      await commitBatch(ctx, name, batch);
    }
    lines.delete(name);
  }

  async function commitBatch(ctx: Ctx, name: string, batch: Pending<Item, Made>[]): Promise<void> {
    try {
      const items = batch.flatMap((pending) => pending.items);
      const arrivals = batch.map(({ arrival }) => arrival);
      const made = await forArrivals(arrivals, () => record(ctx, items, name));
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
