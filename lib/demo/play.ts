/** What the demo does: write its story once, then let customers and monitoring arrive. */
import { eq } from "drizzle-orm";
import { customer, ticket } from "#db/schema/index";
import { teach } from "#lib/agent/commands";
import { indexTickets, saveArticle } from "#lib/knowledge/commands";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { cancelAll, enqueue } from "#lib/platform/jobs/enqueue";
import { clearFollowUp, recordEvent, scheduleFollowUp } from "#lib/tickets/commands";
import { customerCard, demoSource, historyOf } from "./history";
import type { LiveStep, StoryTicket } from "./story/model";
import { story } from "./story/story";
import { seedTeam } from "./team";

const cast = {
  customers: new Map(story.customers.map((one) => [one.key, one])),
  people: new Map(story.people.map((one) => [one.key, one])),
};

/** Writes the story unless it is there, and starts the live feed from its beginning. */
export async function prepareDemo(ctx: Ctx): Promise<void> {
  const [seeded] = await ctx.db
    .select({ id: ticket.id })
    .from(ticket)
    .where(eq(ticket.source, demoSource))
    .limit(1);
  if (!seeded) await seedStory(ctx);
  // The feed of an earlier start that was stopped half way would go on beside the new one.
  await cancelAll(ctx, "demo.step");
  const run = ctx.now().toISOString();
  await enqueue(ctx, "demo.step", { step: 0, run }, { id: `demo:${run}:0`, at: stepTime(ctx, 0) });
}

/** Plays one step of the live feed and asks for the next. Playing a step twice adds nothing. */
export async function playStep(ctx: Ctx, { step, run }: { step: number; run: string }): Promise<void> {
  const current = story.liveSteps[step];
  if (!current) return;
  await recordEvent(ctx, liveEvent(ctx, current, step, run));
  if (step + 1 >= story.liveSteps.length) return;
  await enqueue(
    ctx,
    "demo.step",
    { step: step + 1, run },
    { id: `demo:${run}:${step + 1}`, at: stepTime(ctx, step + 1, current.afterSeconds) },
  );
}

async function seedStory(ctx: Ctx): Promise<void> {
  const now = ctx.now();
  await withTransaction(ctx, (tx) => seedTeam(tx, story.queues, story.people));
  for (const { key: _, ...article } of story.articles)
    await saveArticle(ctx, { ...article, source: "Halden Cloud" });
  const closed = story.tickets.filter((one) => one.closed).sort((a, b) => endOf(b) - endOf(a));
  const closedIds: number[] = [];
  for (const one of closed) closedIds.push(await withTransaction(ctx, (tx) => seedTicket(tx, one, now)));
  for (const one of story.tickets)
    if (!one.closed) await withTransaction(ctx, (tx) => seedTicket(tx, one, now));
  await describeCustomers(ctx);
  await teach(ctx, { lessons: closedIds.map((ticketId) => ({ ticketId })) });
  await indexTickets(ctx, { ticketIds: closedIds });
}

/** Minutes before now at which a ticket ended. */
function endOf(one: StoryTicket): number {
  return one.openedMinutesAgo - (one.closed ? one.resolutionMinutes : 0);
}

async function seedTicket(ctx: Ctx, one: StoryTicket, now: Date): Promise<number> {
  let ticketId = 0;
  const events = historyOf(one, cast, now);
  const last = events.findLast(({ kind }) => kind !== "assignment" && kind !== "status_change");
  for (const event of events) {
    // The agent looks at an open ticket once, at the last thing that was said on it.
    const considers = !one.closed && event === last;
    ({ ticketId } = await recordEvent(ctx, { ...event, considers }));
  }
  if (!one.closed && one.due) {
    const at = new Date(now.getTime() + one.due.inMinutes * 60_000);
    await scheduleFollowUp(ctx, { ticketId, at });
  } else if (!one.closed) await clearFollowUp(ctx, { ticketId });
  return ticketId;
}

async function describeCustomers(ctx: Ctx): Promise<void> {
  for (const { key, plan, notes } of story.customers)
    await ctx.db.update(customer).set({ plan, notes }).where(eq(customer.externalId, key));
}

function stepTime(ctx: Ctx, step: number, playedSeconds = 0): Date {
  const seconds = (story.liveSteps[step]?.afterSeconds ?? 0) - playedSeconds;
  return new Date(ctx.now().getTime() + seconds * 1000);
}

function liveEvent(ctx: Ctx, step: LiveStep, index: number, run: string) {
  const isStory = story.tickets.some(({ key }) => "ticket" in step && key === step.ticket);
  const common = { source: demoSource, externalId: `live/${run}/${index}`, at: ctx.now() };
  if (step.kind === "alert") {
    const { fingerprint, labels, annotations, status } = step;
    return {
      ...common,
      ticketExternalId: `live/${run}/${fingerprint}`,
      kind: status === "firing" ? ("alert_firing" as const) : ("alert_resolved" as const),
      actorKind: "monitor" as const,
      actorName: "Monitoring",
      body: `${annotations.summary}\n${annotations.description}`,
      data: { fingerprint, labels, annotations },
      ticket: { kind: "alert" as const, subject: annotations.summary, priority: "urgent" as const },
    };
  }
  const card = customerCard(step.customer, cast);
  return {
    ...common,
    ticketExternalId: isStory ? step.ticket : `live/${run}/${step.ticket}`,
    kind: "customer_message" as const,
    actorKind: "customer" as const,
    actorId: card?.externalId ?? null,
    actorName: card?.name ?? "Customer",
    body: step.body,
    customer: card,
    ticket: { kind: "request" as const, subject: step.subject },
  };
}
