/** An environment in which customers write, on a clock of its own. */
import { randomBytes } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "#db/client";
import { ticketEvent } from "#db/schema/tickets";
import { type Ctx, systemCtx } from "#lib/platform/context";
import type { Role } from "#lib/platform/rules";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { recordEvents } from "#lib/tickets/commands";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import { detectMajor } from "../detecting";

const minute = 60_000;
export const day = 1_440 * minute;
const begun = Date.parse("2026-03-02T10:00:00Z");
let made = 0;

/** More than a year from the other environments of this database: what is written at one is nothing to another. */
export function environmentOf(db: Database) {
  let now = begun + made++ * 400 * day;
  const machine: Ctx = { ...systemCtx("major", db), now: () => new Date(now) };
  /** A person of `company` writes what becomes a ticket of its own, unless `more` names another. */
  const write = async (
    company: string,
    body: string,
    { service = null, at = now, ...more }: WriteOptions = {},
  ): Promise<number> => {
    const id = unique();
    const [recorded] = await recordEvents(machine, {
      events: [
        {
          source: "webhook",
          externalId: id,
          ticketExternalId: id,
          kind: "customer_message",
          at: new Date(at),
          actorKind: "customer",
          actorName: `Writer of ${company}`,
          body,
          ticket: { kind: "request", subject: body.slice(0, 60), service },
          customer: { externalId: company, name: "Nora Wells", company },
          ...more,
        },
      ],
    });
    return recorded?.ticketId ?? 0;
  };
  return {
    machine,
    write,
    now: () => now,
    later: (minutes: number) => {
      now += minutes * minute;
    },
  };
}

type WriteOptions = { service?: string | null; at?: number } & Partial<
  Pick<InboundEventInput, "ticketExternalId" | "customer">
>;

/** An environment where customers write of one trouble by a word of its own, and people who act there. */
export function troubledEnvironment(db: Database) {
  const environment = environmentOf(db);
  const word = `zq${newWord()}`;
  /** A customer of each company writes of the trouble, a minute apart; resolves to their tickets. */
  const burst = async (companies = ["A", "B", "C"]): Promise<number[]> => {
    const tickets: number[] = [];
    for (const company of companies) {
      tickets.push(
        await environment.write(unique(company), `${word} is unreachable, we only get HTTP 502 from ${word}`),
      );
      environment.later(1);
    }
    return tickets;
  };
  return {
    ...environment,
    word,
    burst,
    /** Somebody with this role, on the environment's clock. */
    as: async (ctx: Ctx, role: Role = "analyst"): Promise<Ctx> => ({
      ...(await person(ctx, role)),
      now: environment.machine.now,
    }),
    /** A burst that was noticed: its tickets, and the major incident that is proposed. */
    proposed: async () => {
      const tickets = await burst();
      const [raised] = await detectMajor(environment.machine);
      return { tickets, incidentId: raised?.incidentId ?? 0 };
    },
  };
}

/** What was answered on these tickets, in its order. */
export function repliesOn(ctx: Ctx, ticketIds: number[]) {
  return ctx.db
    .select()
    .from(ticketEvent)
    .where(and(inArray(ticketEvent.ticketId, ticketIds), eq(ticketEvent.kind, "analyst_reply")))
    .orderBy(ticketEvent.id);
}

/** A word nobody has ever written. */
export function newWord(): string {
  return Array.from(randomBytes(8), (byte) => String.fromCharCode(97 + (byte % 26))).join("");
}

/** A message that says what no other says. */
export function newMessage(): string {
  return `${newWord()} ${newWord()} ${newWord()}`;
}
