/** A replay of a desk that has its procedures written down: the first tickets of a kind go better for it, and it says how it knows. */
import { beforeAll, describe, expect, test } from "vitest";
import { article } from "#db/schema/knowledge";
import type { ReplayReport } from "./model";
import { syntheticDialogues } from "./synthetic-dialogues";
import { onEmptyDatabase, replayed, timeless } from "./testing/replayed";

const dialogues = syntheticDialogues(24);

const articles = [
  {
    kind: "article" as const,
    title: "Charged twice: money back for an order",
    body: `Customers were charged twice for an order and want their money back.

## Steps
1. Ask: "Could you give me the order number, please?"
2. Look it up with \`find_order(Order)\`.
3. Say: "Thank you, {Customer}. Order {Order} was charged twice; one charge is being returned."`,
  },
  {
    kind: "runbook" as const,
    title: "A technician is to come by",
    body: `Customers need a technician to come by at their place.

## Steps
1. Ask: "Which day suits you?"
2. Book it with \`book_visit(Day)\`.
3. Tell the customer: "A technician comes on {Day}. Your confirmation is {Confirmation}."`,
  },
];

let without: ReplayReport;
let withArticles: ReplayReport;
let published: { kind: string; status: string; source: string }[];

beforeAll(async () => {
  without = await onEmptyDatabase((ctx) => replayed(ctx, dialogues));
  await onEmptyDatabase(async (ctx) => {
    withArticles = await replayed(ctx, dialogues, { articles });
    published = await ctx.db
      .select({ kind: article.kind, status: article.status, source: article.source })
      .from(article)
      .orderBy(article.id);
  });
}, 600_000);

/** Figures of the points before any ticket of their kind was closed, and with one to four. */
const cold = ({ curve_by_closed_of_kind }: ReplayReport) => curve_by_closed_of_kind.slice(0, 2);

describe("with articles", () => {
  test("they are published before the first ticket", () => {
    expect(published).toEqual([
      { kind: "article", status: "active", source: "replay" },
      { kind: "runbook", status: "active", source: "replay" },
    ]);
    expect([without.articles, withArticles.articles]).toEqual([0, 2]);
  });

  test("the first tickets of a kind are answered better, the others no worse", () => {
    const [firstBefore, fewBefore] = cold(without);
    const [first, few] = cold(withArticles);
    expect(first?.from).toBe(0);
    expect(first?.token_f1).toBeGreaterThan((firstBefore?.token_f1 ?? 1) + 0.05);
    expect(few?.match).toBeGreaterThanOrEqual(fewBefore?.match ?? 1);
    expect(withArticles.all.token_f1).toBeGreaterThan(without.all.token_f1 ?? 1);
    expect(withArticles.all.foreign_number_rate).toBe(0);
  });

  test("the report says how many first replies were built from no past one", () => {
    const note = withArticles.notes.find((line) => line.startsWith("2 articles"));
    expect(note).toMatch(/[1-9]\d* of \d+ first replies .* their match is an estimate/);
    expect(without.notes.join()).not.toContain("estimate");
  });

  test("broken off and taken up again it gives the same figures", { timeout: 900_000 }, async () => {
    await onEmptyDatabase(async (ctx) => {
      const stop = (done: number, total: number) => {
        if (done > total / 2) throw new Error("Broken off.");
      };
      await expect(replayed(ctx, dialogues, { articles, onProgress: stop })).rejects.toThrow("Broken off.");
      expect(timeless(await replayed(ctx, dialogues, { articles }))).toEqual(timeless(withArticles));
    });
  });
});
