/** What somebody with the whole database in hand, and no key, may do to the audit trail. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { reportMissing } from "#lib/audit/missing-rows";
import { recordAudit } from "../audit";
import { chainAudit } from "../audit-chain";
import type { Ctx } from "../context";

/** What a row of the trail says, besides its place in the chain. */
export const columns = sql.raw(
  "at, actor_kind, actor_id, actor_name, action, entity, entity_id, before, after, seal",
);

/** Chains all rows from `sequence` on as somebody would who knows how, but has no key. */
const chainAnew = (sequence: number) => async (ctx: Ctx) => {
  const rows = await ctx.db.execute<{ id: string; hash: string; sequence: string }>(
    sql`select id, sequence, hash from audit where sequence >= ${sequence - 1} order by sequence`,
  );
  let [{ hash: previous } = { hash: "" }, ...rest] = rows;
  for (const row of rest) {
    const hash = createHash("sha256").update(`${previous}${row.id}`).digest("hex");
    await ctx.db.execute(
      sql`update audit set previous_hash = ${previous}, hash = ${hash} where id = ${row.id}`,
    );
    previous = hash;
  }
};

const run =
  (...statements: ReturnType<typeof sql>[]) =>
  async (ctx: Ctx) => {
    for (const statement of statements) await ctx.db.execute(statement);
  };

type Manipulation = [string, (ctx: Ctx) => Promise<unknown>, number | null, string];

/**
 * What is done, where the fault is found (null: it has no place), and in which words. Behind `base` rows that are not looked
 * at six are chained, two are not yet.
 */
export const manipulations = (base: number): Manipulation[] => [
  [
    "a changed text",
    run(sql`update audit set actor_name = 'Somebody else' where sequence = ${base + 3}`),
    base + 3,
    "was changed",
  ],
  [
    "a changed value",
    run(sql`update audit set after = '{"text": "no"}' where sequence = ${base + 4}`),
    base + 4,
    "was changed",
  ],
  [
    "a moved clock",
    run(sql`update audit set at = at + interval '1 microsecond' where sequence = ${base + 2}`),
    base + 2,
    "was changed",
  ],
  ["a deleted row", run(sql`delete from audit where sequence = ${base + 5}`), base + 5, "missing"],
  ["a deleted beginning", run(sql`delete from audit where sequence = ${base + 1}`), base + 1, "missing"],
  [
    "a hash of one's own",
    run(sql`update audit set hash = repeat('a', 64) where sequence = ${base + 3}`),
    base + 3,
    "was changed",
  ],
  [
    "a link to elsewhere",
    run(sql`update audit set previous_hash = repeat('b', 64) where sequence = ${base + 4}`),
    base + 4,
    "row before",
  ],
  [
    "an end cut off",
    run(sql`delete from audit where sequence is null or sequence > ${base + 4}`),
    base + 5,
    "cut off",
  ],
  ["a trail emptied", run(sql`delete from audit`), base + 1, "cut off"],
  [
    "a deleted row, and the rest chained anew",
    async (ctx) => {
      await run(
        sql`delete from audit where sequence = ${base + 4}`,
        // By way of numbers nobody has: rows come in any order, and no two may have one number for a moment.
        sql`update audit set sequence = 1 - sequence where sequence > ${base + 4}`,
        sql`update audit set sequence = -sequence where sequence < 0`,
      )(ctx);
      await chainAnew(base + 4)(ctx);
    },
    base + 4,
    "without the installation's key",
  ],
  [
    "an end cut off and left to be chained anew by Vigil",
    async (ctx) => {
      await run(sql`delete from audit where sequence > ${base + 4}`)(ctx);
      await write(ctx, 5);
      await chainAudit(ctx);
    },
    base + 6,
    "chain was made anew",
  ],
  [
    "a row of one's own, back-dated",
    run(
      sql`insert into audit (${columns}) select at - interval '1 day', actor_kind, actor_id, actor_name, 'x', entity, entity_id, before, after, seal from audit where sequence = ${base + 2}`,
    ),
    null,
    "not written by this installation",
  ],
  [
    "a row of one's own that Vigil has chained",
    async (ctx) => {
      await run(
        sql`insert into audit (${columns}) select at, actor_kind, actor_id, actor_name, action, entity, '99', before, after, null from audit where sequence = ${base + 2}`,
      )(ctx);
      await chainAudit(ctx);
    },
    base + 9,
    "not written by this installation",
  ],
  [
    "a row written a second time",
    run(sql`insert into audit (${columns}) select ${columns} from audit where sequence = ${base + 2}`),
    null,
    "copy",
  ],
  [
    "a change before the row was chained",
    run(sql`update audit set after = '{}' where sequence is null`),
    null,
    "changed before",
  ],
  [
    "a row taken away before it was chained",
    async (ctx) => {
      await run(sql`delete from audit where id = (select min(id) from audit where sequence is null)`)(ctx);
      await reportMissing(ctx);
      await chainAudit(ctx);
    },
    base + 8,
    "taken away before",
  ],
];

/** Adds rows that are not chained yet. */
export async function write(ctx: Ctx, count: number) {
  for (let index = 0; index < count; index++)
    await recordAudit(ctx, {
      action: "ticket.note",
      entity: "ticket",
      entityId: index,
      before: null,
      after: {
        text: 'O\u2019Brien "quoted" 日本語 \ud800',
        amount: 12345678901234567000,
        small: 1e-7,
        nested: { b: 1, a: [null, 1.5], at: new Date(0), none: undefined },
      },
    });
}
