/** Who comes next: first those the story tells of, then made-up ones without end; none comes twice, whenever the demo is started. */
import { and, desc, eq, inArray, like, sql } from "drizzle-orm";
import { ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { recordEvent } from "#lib/tickets/commands";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import { activeStatuses } from "#lib/tickets/model";
import { demoSource } from "./history";
import { alertEvent, messageEvent } from "./live-events";
import { caseOf } from "./story/case";
import { customers } from "./story/customers";
import { diceFor } from "./story/dice";
import type { LiveStep } from "./story/model";
import { story } from "./story/story";

const prefix = "arrival/";

/** Brings what is due: at most one arrival. */
export async function arrive(ctx: Ctx): Promise<void> {
  const last = await lastArrival(ctx);
  const number = last ? last.number + 1 : 0;
  const due = last ? last.at.getTime() + (await pauseBefore(ctx, number)) * 1000 : 0;
  if (ctx.now().getTime() < due) return;
  await recordEvent(ctx, arrival(number, ctx.now()));
}

/** Arrival number `number`, counted from 0: the same wherever and whenever it happens. */
export function arrival(number: number, at: Date): InboundEventInput {
  const externalId = `${prefix}${String(number).padStart(7, "0")}`;
  const told = story.liveSteps[number];
  if (told) return { ...toldArrival(told, at), externalId };
  const one = caseOf(externalId);
  const place = { externalId, ticketExternalId: externalId, at };
  return one.shape === "alert"
    ? alertEvent(place, "firing", one.alert)
    : messageEvent(place, one.customer, one.body, one.subject);
}

function toldArrival(step: LiveStep, at: Date): InboundEventInput {
  const isStory = story.tickets.some(({ key }) => "ticket" in step && key === step.ticket);
  const key = step.kind === "alert" ? step.fingerprint : step.ticket;
  const place = { externalId: "", ticketExternalId: isStory ? key : `live/${key}`, at };
  if (step.kind === "alert") return alertEvent(place, step.status, step);
  const customer = customers.find((one) => one.key === step.customer) ?? null;
  return messageEvent(place, customer, step.body, step.subject);
}

/**
 * Seconds before an arrival: the story's own pace at first, then a gentle one that slows down the more tickets wait, so
 * that a desk nobody works at does not fill up without end.
 */
async function pauseBefore(ctx: Ctx, number: number): Promise<number> {
  const [step, before] = [story.liveSteps[number], story.liveSteps[number - 1]];
  if (step && before) return step.afterSeconds - before.afterSeconds;
  const waiting = await ctx.db.$count(
    ticket,
    and(eq(ticket.source, demoSource), inArray(ticket.status, activeStatuses)),
  );
  return diceFor(`pause ${number}`).between(20, 60) * (1 + waiting / 30) ** 2;
}

async function lastArrival(ctx: Ctx): Promise<{ number: number; at: Date } | null> {
  const [row] = await ctx.db
    .select({
      number: sql<number>`substring(${ticketEvent.externalId} from '[0-9]+$')::int`,
      at: ticketEvent.at,
    })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.source, demoSource), like(ticketEvent.externalId, `${prefix}%`)))
    .orderBy(desc(ticketEvent.externalId))
    .limit(1);
  return row ?? null;
}
