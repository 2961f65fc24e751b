/** Writes the demo once: the team and its articles, four weeks that are really played, and what is open today. */
import { and, eq, min } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { article } from "#db/schema/knowledge";
import { ticket } from "#db/schema/tickets";
import { saveArticle } from "#lib/knowledge/commands";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { recordEvent } from "#lib/tickets/commands";
import { lockTicket } from "#lib/tickets/lock";
import { recomputeTickets } from "#lib/tickets/recompute";
import { setFollowUp } from "#lib/tickets/timeline";
import { prepareActions } from "./actions";
import { demoSource, historyOf } from "./history";
import { prepareOncall } from "./oncall";
import { playPast } from "./past";
import { startPlay } from "./play";
import { promiseService } from "./service-levels";
import type { ClosedStoryTicket, OpenStoryTicket } from "./story/model";
import { pastDays } from "./story/past";
import { story } from "./story/story";
import { seedTeam } from "./team";
import { prepareWatch } from "./watch";

const cast = {
  customers: new Map([...story.customers, ...story.newcomers].map((one) => [one.key, one])),
  people: new Map(story.people.map((one) => [one.key, one])),
};

/** Where the demo's articles come from. */
const publisher = "Halden Cloud";

export type SetUp = {
  /** How many of the closed tickets are played, the newest; all of them unless told. */
  tickets?: number;
  onProgress?: (done: number, total: number) => void;
};

/** Writes the story unless it is there; broken off, it goes on where it was. Then lets the demo live on. */
export async function prepareDemo(ctx: Ctx, setUp: SetUp = {}): Promise<void> {
  if (!(await isWritten(ctx))) await writeStory(ctx, setUp);
  await prepareActions(ctx);
  await prepareOncall(ctx);
  await prepareWatch(ctx);
  await startPlay(ctx);
}

/** What is open today is written last, and all at once. */
async function isWritten(ctx: Ctx): Promise<boolean> {
  const key = openTickets[0]?.key ?? "";
  const isFirst = and(eq(ticket.source, demoSource), eq(ticket.externalId, key));
  return (await ctx.db.$count(ticket, isFirst)) > 0;
}

async function writeStory(ctx: Ctx, { tickets, onProgress }: SetUp): Promise<void> {
  const now = await writeHouse(ctx);
  const past = [...story.tickets, ...story.past]
    .filter((one): one is ClosedStoryTicket => one.closed)
    .sort((left, right) => right.openedMinutesAgo - left.openedMinutesAgo);
  const played = { tickets: past.slice(-(tickets ?? past.length)), cast, now };
  await playPast(ctx, onProgress ? { ...played, onProgress } : played);
  await withTransaction(ctx, async (tx) => {
    for (const one of openTickets) await openTicket(tx, one, tx.now());
    for (const { key, notes } of [...story.customers, ...story.newcomers])
      await tx.db.update(customer).set({ notes }).where(eq(customer.externalId, key));
  });
}

/** The team and what it has written down, from before the first ticket; returns when the four weeks end. */
async function writeHouse(ctx: Ctx): Promise<Date> {
  const [known] = await ctx.db
    .select({ at: min(article.createdAt) })
    .from(article)
    .where(eq(article.source, publisher));
  const houseAge = (pastDays + 2) * 24 * 60 * 60_000;
  if (known?.at) return new Date(known.at.getTime() + houseAge);
  const now = ctx.now();
  const before = { ...ctx, now: () => new Date(now.getTime() - houseAge) };
  await withTransaction(before, async (tx) => {
    await seedTeam(tx, story.queues, story.people);
    await promiseService(tx, [...story.customers, ...story.newcomers]);
    for (const { key: _, ...written } of story.articles)
      await saveArticle(tx, { ...written, source: publisher });
  });
  return now;
}

const openTickets = story.tickets.filter((one): one is OpenStoryTicket => !one.closed);

async function openTicket(tx: Ctx, one: OpenStoryTicket, now: Date): Promise<void> {
  let ticketId = 0;
  const events = historyOf(one, cast, now);
  const last = events.findLast(({ kind }) => kind !== "assignment" && kind !== "status_change");
  for (const event of events) {
    // The agent looks at an open ticket once, at the last thing that was said on it.
    ({ ticketId } = await recordEvent(tx, { ...event, runsAgent: event === last }));
  }
  // Nobody was asked to react to what came before the last event; its clocks count all the same.
  await recomputeTickets(tx, [ticketId]);
  const followUpReason = one.status === "waiting" ? ("reminder" as const) : ("scheduled" as const);
  const followUpAt = one.due ? new Date(now.getTime() + one.due.inMinutes * 60_000) : null;
  const followUp = { followUpAt, followUpReason: followUpAt && followUpReason };
  await setFollowUp(tx, await lockTicket(tx, ticketId), followUp, "ticket.schedule_follow_up");
}
