/** One LISTEN per process, fanned out: each browser follows the change feed and the live drafts without missing anything. */
import { rawSql } from "#db/client";
import { processWide } from "#db/process-wide";
import {
  type Change,
  type Cursor,
  changesSince,
  compareCursors,
  headCursor,
  isHeldBack,
  isReachable,
} from "./changes";
import { type Ctx, systemCtx } from "./context";
import { type Inbox, openInbox } from "./feed-inbox";
import { type LiveDraft, liveDrafts } from "./live-draft";
import { log } from "./log";
import { draftsOf, wakeChannel } from "./notifier";

/** `text` continues the draft at character `from`; `eventId` null: the draft is gone. */
export type DraftDelta = { ticketId: number; eventId: number | null; from: number; text: string };

export type FeedMessage =
  | { kind: "change"; change: Change }
  | { kind: "draft"; draft: DraftDelta }
  /** Something may have been missed: fetch everything again. `cursor` is where the stream goes on. */
  | { kind: "resync"; cursor: Cursor }
  | { kind: "heartbeat" };

/** Catches what a lost notification would have said, in milliseconds. */
const pollMs = 1_500;
/** While a running transaction holds changes back nobody notifies when it ends. */
const heldBackMs = 40;
/** A browser that hears nothing for some of these knows that it is cut off. */
export const heartbeatMs = 5_000;
/** Behind by more than this, starting anew is cheaper. */
const mostMissed = 2_000;

type Feed = {
  ctx: Ctx;
  inboxes: Set<Inbox<FeedMessage>>;
  /** Everything up to here has been handed out. */
  position: Cursor;
  drafts: Map<number, LiveDraft>;
  /** Pumps run one after the other; this is the last one. */
  pumping: Promise<void>;
};
const opened = processWide<Promise<Feed>>("feed");

/**
 * Follows the feed until `signal` aborts: each time everything there is, so that what one transaction changed comes
 * together. `after` resumes behind a cursor; without one, or with one that is no longer reachable, the first message is
 * `resync`. A follower too slow for its inbox gets `resync` as well.
 */
export async function* followFeed(after: Cursor | null, signal: AbortSignal): AsyncGenerator<FeedMessage[]> {
  opened.value ??= openFeed();
  const feed = await opened.value;
  const inbox = openInbox<FeedMessage>(signal);
  let { position: seen, drafts } = await join(feed, inbox);
  try {
    const missed = after ? await missedSince(feed.ctx, after) : null;
    seen = missed?.at(-1)?.cursor ?? seen;
    const first: FeedMessage[] = missed
      ? missed.map((change) => ({ kind: "change", change }))
      : [{ kind: "resync", cursor: seen }];
    if (first.length + drafts.length > 0) yield [...first, ...drafts];
    while (!signal.aborted) {
      const messages = await inbox.take(heartbeatMs);
      if (messages === "overflow") {
        ({ position: seen, drafts } = presently(feed));
        yield [{ kind: "resync", cursor: seen }, ...drafts];
        continue;
      }
      if (messages.length === 0 && !signal.aborted) yield [{ kind: "heartbeat" }];
      const fresh = messages.filter(
        (message) => message.kind !== "change" || compareCursors(message.change.cursor, seen) > 0,
      );
      if (fresh.length > 0) yield fresh;
    }
  } finally {
    feed.inboxes.delete(inbox);
  }
}

/** Adds a follower between two pumps, so that what it is told first and what is handed out next fit without a seam. */
async function join(feed: Feed, inbox: Inbox<FeedMessage>) {
  const joined = feed.pumping.then(async () => {
    if (feed.inboxes.size === 0) {
      feed.position = await headCursor(feed.ctx);
      feed.drafts = new Map((await liveDrafts(feed.ctx)).map((draft) => [draft.ticketId, draft]));
    }
    feed.inboxes.add(inbox);
    return presently(feed);
  });
  feed.pumping = joined.then(
    () => {},
    () => {},
  );
  return joined;
}

function presently(feed: Feed): { position: Cursor; drafts: FeedMessage[] } {
  const drafts = [...feed.drafts.values()].map((draft) => ({ ...draft, from: 0 }));
  return { position: feed.position, drafts: drafts.map((draft) => ({ kind: "draft", draft })) };
}

async function missedSince(ctx: Ctx, after: Cursor): Promise<Change[] | null> {
  if (!(await isReachable(ctx, after))) return null;
  const missed = await changesSince(ctx, after, mostMissed + 1);
  return missed.length > mostMissed ? null : missed;
}

async function openFeed(): Promise<Feed> {
  const ctx = systemCtx("feed");
  const feed: Feed = {
    ctx,
    inboxes: new Set(),
    position: await headCursor(ctx),
    drafts: new Map(),
    pumping: Promise.resolve(),
  };
  await rawSql().listen(
    wakeChannel,
    (payload) => void pump(feed, draftsOf(payload)),
    () => void pump(feed),
  );
  setInterval(() => void pump(feed, "all drafts"), pollMs).unref();
  return feed;
}

/** Hands out what is new. */
function pump(feed: Feed, drafts: number[] | "all drafts" = []): Promise<void> {
  feed.pumping = feed.pumping.then(async () => {
    try {
      if (feed.inboxes.size === 0) return;
      await pumpChanges(feed);
      if (drafts.length > 0) await pumpDrafts(feed, drafts);
    } catch (error) {
      // Most likely the database is away; the position has not moved and the poll tries again.
      log().warn({ error }, "The change feed could not be read");
    }
  });
  return feed.pumping;
}

async function pumpChanges(feed: Feed): Promise<void> {
  for (;;) {
    const changes = await changesSince(feed.ctx, feed.position);
    const last = changes.at(-1);
    if (!last) break;
    for (const inbox of feed.inboxes) inbox.put(changes.map((change) => ({ kind: "change", change })));
    feed.position = last.cursor;
  }
  if (await isHeldBack(feed.ctx, feed.position)) setTimeout(() => void pump(feed), heldBackMs).unref();
}

async function pumpDrafts(feed: Feed, which: number[] | "all drafts"): Promise<void> {
  const drafts = await liveDrafts(feed.ctx, which === "all drafts" ? undefined : which);
  const isAsked = (ticketId: number) => which === "all drafts" || which.includes(ticketId);
  const gone = new Set([...feed.drafts.keys()].filter(isAsked));
  const deltas: DraftDelta[] = [];
  for (const draft of drafts) {
    gone.delete(draft.ticketId);
    const before = feed.drafts.get(draft.ticketId);
    feed.drafts.set(draft.ticketId, draft);
    if (before?.eventId === draft.eventId && before.text === draft.text) continue;
    const from = sharedLength(before, draft);
    deltas.push({ ...draft, from, text: draft.text.slice(from) });
  }
  for (const ticketId of gone) {
    feed.drafts.delete(ticketId);
    deltas.push({ ticketId, eventId: null, from: 0, text: "" });
  }
  if (deltas.length === 0) return;
  for (const inbox of feed.inboxes) inbox.put(deltas.map((draft) => ({ kind: "draft", draft })));
}

/** How many characters of the new draft viewers already have. */
function sharedLength(before: LiveDraft | undefined, now: LiveDraft): number {
  if (before?.eventId !== now.eventId) return 0;
  const most = Math.min(before.text.length, now.text.length);
  let shared = 0;
  while (shared < most && before.text[shared] === now.text[shared]) shared += 1;
  return shared;
}
