/** The change feed against a real database: listeners that are woken, lost connections, slow followers, live drafts. */
import { sql } from "drizzle-orm";
import { afterAll, expect, vi } from "vitest";
import { closeDatabase, rawSql } from "#db/client";
import { change } from "#db/schema/platform";
import {
  changesSince,
  compareCursors,
  headCursor,
  isReachable,
  pruneChanges,
  publishChange,
} from "./changes";
import { agentCtx, withTransaction } from "./context";
import { type FeedMessage, followFeed } from "./feed";
import { openInbox } from "./feed-inbox";
import { clearDraft, writeDraft } from "./live-draft";
import { announceDraft, draftsOf, pauseMs, wakeChannel } from "./notifier";
import { test } from "./testing/database";
import { nextTicket, waiting } from "./testing/next-ticket";

afterAll(closeDatabase);

test("listeners are woken after the commit, once for many changes, and not by a rollback", async ({
  ctx,
}) => {
  const heard: { at: number; drafts: number[] }[] = [];
  const listening = await rawSql().listen(wakeChannel, (payload) =>
    heard.push({ at: performance.now(), drafts: draftsOf(payload) }),
  );
  // A process tells in order: once the last word is heard, so is all before it.
  const quiet = async () => {
    const last = nextTicket();
    announceDraft(last);
    await vi.waitFor(() => expect(heard.flatMap(({ drafts }) => drafts)).toContain(last), waiting);
    heard.length = 0;
  };
  await quiet();
  let committedAt = 0;
  await withTransaction(ctx, async (tx) => {
    for (let index = 0; index < 50; index++) await publishChange(tx, "ticket", 1);
    await sleep(60);
    expect(heard).toEqual([]);
    committedAt = performance.now();
  });
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), waiting);
  expect(heard[0]?.at).toBeGreaterThan(committedAt);
  await quiet();

  const rolledBack = withTransaction(ctx, async (tx) => {
    await publishChange(tx, "ticket", 1);
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  await sleep(60);
  expect(heard).toEqual([]);

  const began = performance.now();
  await Promise.all(Array.from({ length: 200 }, () => publishChange(ctx, "ticket", 1)));
  await sleep(100);
  expect(heard.length).toBeLessThanOrEqual((performance.now() - began) / pauseMs + 1);
  await listening.unlisten();
});

test("a follower hears of a commit at once, and again nothing twice after a lost connection", async ({
  ctx,
}) => {
  const marker = nextTicket();
  const first = follow(null);
  expect(await first.next()).toMatchObject({ kind: "resync" });
  await publishChange(ctx, "ticket", marker, { step: 1 });
  const one = await first.change(marker);
  expect(one).toMatchObject({ ticketId: marker, topic: "ticket", data: { step: 1 } });
  await first.close();

  await publishChange(ctx, "ticket", marker, { step: 2 });
  const second = follow(one.cursor);
  await publishChange(ctx, "ticket", marker, { step: 3 });
  expect((await second.change(marker)).data).toEqual({ step: 2 });
  const three = await second.change(marker);
  expect(three.data).toEqual({ step: 3 });
  expect(compareCursors(one.cursor, three.cursor)).toBeLessThan(0);
  await publishChange(ctx, "ticket", marker, { step: 4 });
  expect((await second.change(marker)).data).toEqual({ step: 4 });
  await second.close();
});

test("what one transaction changed comes together", async ({ ctx }) => {
  const marker = nextTicket();
  const follower = follow(null);
  await follower.together();
  await withTransaction(ctx, async (tx) => {
    await publishChange(tx, "ticket", marker);
    await publishChange(tx, "decision", marker);
  });
  const isOurs = (message: FeedMessage) => message.kind === "change" && message.change.ticketId === marker;
  let ours: FeedMessage[] = [];
  while (ours.length === 0) ours = (await follower.together()).filter(isOurs);
  expect(ours).toHaveLength(2);
  await follower.close();
});

test("many writers and a follower that keeps reconnecting: every change arrives once, in order", async ({
  ctx,
}) => {
  const marker = nextTicket();
  let follower = follow(null);
  let cursor = "";
  const opening = await follower.next();
  if (opening.kind === "resync") cursor = opening.cursor;
  const writing = Promise.all(
    [0, 1, 2, 3].map(async (writer) => {
      for (let index = 0; index < 25; index++)
        await withTransaction(ctx, async (tx) => {
          await publishChange(tx, "event", marker, { writer, index });
          await sleep(Math.random() * 8);
        });
    }),
  );
  const got: { writer: number; index: number }[] = [];
  while (got.length < 100) {
    const next = await follower.change(marker);
    got.push(next.data as { writer: number; index: number });
    cursor = next.cursor;
    if (got.length % 15 === 0) {
      await follower.close();
      follower = follow(cursor);
    }
  }
  await writing;
  await follower.close();
  for (const writer of [0, 1, 2, 3])
    expect(got.filter((entry) => entry.writer === writer).map((entry) => entry.index)).toEqual(
      Array.from({ length: 25 }, (_, index) => index),
    );
});

test("a cursor whose changes were pruned asks for a fresh start", async ({ ctx }) => {
  const start = await headCursor(ctx);
  await publishChange(ctx, "ticket", 1);
  await vi.waitFor(async () => expect(await changesSince(ctx, start)).not.toEqual([]), waiting);
  const [old] = await changesSince(ctx, start);
  if (!old) throw new Error("no change");
  expect(await isReachable(ctx, old.cursor)).toBe(true);
  await ctx.db.update(change).set({ at: sql`now() - interval '2 days'` });
  await publishChange(ctx, "ticket", 2);
  expect(await pruneChanges(ctx)).toBeGreaterThan(0);
  expect(await isReachable(ctx, old.cursor)).toBe(false);
  const follower = follow(old.cursor);
  expect(await follower.next()).toMatchObject({ kind: "resync" });
  await follower.close();
  expect(await isReachable(ctx, "999999999999999999")).toBe(false);
});

test("a live draft arrives as deltas, in full to a newcomer, and goes when it is stored", async ({ db }) => {
  const ctx = agentCtx(db);
  const ticketId = nextTicket();
  const early = follow(null);
  await early.next();
  await writeDraft(ctx, { ticketId, eventId: 7, text: "Your quota" });
  expect(await early.draft(ticketId)).toEqual({ ticketId, eventId: 7, from: 0, text: "Your quota" });
  await writeDraft(ctx, { ticketId, eventId: 7, text: "Your quota is now 40" });
  expect(await early.draft(ticketId)).toEqual({ ticketId, eventId: 7, from: 10, text: " is now 40" });

  const late = follow(null);
  expect(await late.draft(ticketId)).toMatchObject({ from: 0, text: "Your quota is now 40" });
  await withTransaction(ctx, (tx) => clearDraft(tx, ticketId));
  expect(await early.draft(ticketId)).toEqual({ ticketId, eventId: null, from: 0, text: "" });
  expect(await late.draft(ticketId)).toMatchObject({ eventId: null });
  await Promise.all([early.close(), late.close()]);
});

test("a follower too slow for its inbox is told to start anew", async () => {
  const inbox = openInbox<number>(new AbortController().signal, 3);
  inbox.put([1, 2]);
  expect(await inbox.take(1)).toEqual([1, 2]);
  inbox.put([3, 4]);
  inbox.put([5, 6]);
  expect(await inbox.take(1)).toBe("overflow");
  inbox.put([7]);
  expect(await inbox.take(1)).toEqual([7]);
  expect(await inbox.take(1)).toEqual([]);
});

function follow(after: string | null) {
  const abort = new AbortController();
  const messages = followFeed(after, abort.signal);
  const together = async (): Promise<FeedMessage[]> => {
    const result = await messages.next();
    if (result.done) throw new Error("the feed ended");
    return result.value;
  };
  let waiting: FeedMessage[] = [];
  const next = async (): Promise<FeedMessage> => {
    if (waiting.length === 0) waiting = await together();
    const [message = await next(), ...others] = waiting;
    waiting = others;
    return message;
  };
  return {
    together,
    next,
    async change(ticketId: number) {
      for (;;) {
        const message = await next();
        if (message.kind === "change" && message.change.ticketId === ticketId) return message.change;
      }
    },
    async draft(ticketId: number) {
      for (;;) {
        const message = await next();
        if (message.kind === "draft" && message.draft.ticketId === ticketId) return message.draft;
      }
    },
    async close() {
      abort.abort();
      await messages.return(undefined);
    },
  };
}

function sleep(milliseconds: number) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
