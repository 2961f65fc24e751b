/** Calls the people of a chain's step, or goes on to the next one when it has nobody. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { oncallChain, oncallChannel, oncallContact, pageCall, pageNotice } from "#db/schema/oncall";
import type { Ctx } from "#lib/platform/context";
import { enqueue, enqueueAll } from "#lib/platform/jobs/enqueue";
import type { IsReachable } from "../calculator";
import { levelWords, stepAt } from "../rules";
import type { ContactRule } from "./model";
import { callable, peopleOf, somebody } from "./people";
import { namesOf, note, noteChange, type PageRow, setPage, withdrawNotices } from "./rows";

export type ChainRow = typeof oncallChain.$inferSelect;
const minute = 60_000;

/**
 * Calls the people of a step, counted through all rounds; a step with nobody is passed over at once. Behind the last one
 * the page stands with its last resort. What earlier steps had still to send is withdrawn.
 */
export async function callStep(tx: Ctx, row: PageRow, from: number): Promise<PageRow> {
  const chain = await chainOf(tx, row);
  await withdrawNotices(tx, row.id);
  const isCallable = await callable(tx, row);
  for (let number = from; ; number++) {
    const step = chain && stepAt(chain, number);
    if (!chain || !step) return callLastResort(tx, row, number, chain?.lastResort ?? null, isCallable);
    const people = await peopleOf(tx, step.targets, isCallable);
    if (people.length === 0) {
      await note(tx, row.id, "nobody", `Nobody can be called on ${levelWords(chain, number)}.`);
      continue;
    }
    const escalatesAt = new Date(tx.now().getTime() + step.wait * minute);
    const after = await setPage(tx, row, { step: number, escalatesAt, status: "open", ownerId: null });
    await callPeople(tx, after, people);
    const id = `page:${row.id}:${number}:${after.version}`;
    await enqueue(tx, "oncall.escalate", { pageId: row.id, step: number }, { id, at: escalatesAt });
    return after;
  }
}

/** The chain a page goes by; undefined where one person was told. */
export async function chainOf(tx: Ctx, { chainId }: PageRow): Promise<ChainRow | undefined> {
  if (chainId === null) return undefined;
  const [chain] = await tx.db.select().from(oncallChain).where(eq(oncallChain.id, chainId));
  return chain;
}

async function callLastResort(
  tx: Ctx,
  row: PageRow,
  number: number,
  named: string | null,
  isCallable: IsReachable,
): Promise<PageRow> {
  const owner = await somebody(tx, named, isCallable);
  const after = await setPage(tx, row, {
    step: number,
    escalatesAt: null,
    status: "unanswered",
    ownerId: owner,
  });
  const [name = "nobody"] = owner ? await namesOf(tx, [owner]) : [];
  await noteChange(tx, after, "unanswered", `Nobody acknowledged. It stands with ${name}.`);
  if (owner) await callPeople(tx, after, [owner]);
  return after;
}

/** Calls people on the step a page is on: at the desk, and by what their own rules say. */
export async function callPeople(tx: Ctx, row: PageRow, userIds: readonly string[]): Promise<void> {
  const at = tx.now();
  const calls = userIds.map((userId) => ({ pageId: row.id, userId, step: row.step, at, seenAt: null }));
  await tx.db.execute(
    insertRows(
      pageCall,
      calls,
      sql`on conflict (page_id, user_id) do update set step = excluded.step, at = excluded.at, seen_at = null`,
    ),
  );
  await note(tx, row.id, "called", `Calling ${(await namesOf(tx, userIds)).join(" and ")}.`);
  for (const userId of userIds) await planNotices(tx, row, userId);
}

/** Puts into the queue what a person's own rules send for this page; who has none is told at the desk only. */
async function planNotices(tx: Ctx, row: PageRow, userId: string): Promise<void> {
  const channels = await tx.db
    .select({ id: oncallChannel.id })
    .from(oncallChannel)
    .where(and(eq(oncallChannel.userId, userId), isNull(oncallChannel.removedAt)));
  const [contact] = await tx.db.select().from(oncallContact).where(eq(oncallContact.userId, userId));
  const usable = (rule: ContactRule) => channels.some(({ id }) => id === rule.channelId);
  const planned = new Map((contact?.rules ?? []).filter(usable).map((rule) => [rule.channelId, rule]));
  const rows = [...planned.values()].map(({ channelId, after }) => ({
    pageId: row.id,
    channelId,
    userId,
    step: row.step,
    dueAt: new Date(tx.now().getTime() + after * minute),
  }));
  if (rows.length === 0) return;
  const made = await tx.db
    .insert(pageNotice)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: pageNotice.id, dueAt: pageNotice.dueAt });
  await enqueueAll(
    tx,
    made.map(({ id, dueAt }) => ({
      name: "oncall.notify" as const,
      input: { noticeId: id },
      options: { id: `notice:${id}:0`, at: dueAt },
    })),
  );
}
