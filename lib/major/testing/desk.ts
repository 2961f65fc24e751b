/** A desk to which customers write, on a clock of its own. */
import { randomBytes } from "node:crypto";
import type { Database } from "#db/client";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { recordEvents } from "#lib/tickets/commands";
import type { InboundEventInput } from "#lib/tickets/inbound-event";

const minute = 60_000;
export const day = 1_440 * minute;
const begun = Date.parse("2026-03-02T10:00:00Z");
let desks = 0;

/** More than a year from the other desks of this database: what is written at one is nothing to another. */
export function deskOf(db: Database) {
  let now = begun + desks++ * 400 * day;
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

/** A word nobody has ever written. */
export function newWord(): string {
  return Array.from(randomBytes(8), (byte) => String.fromCharCode(97 + (byte % 26))).join("");
}

/** A message that says what no other says. */
export function newMessage(): string {
  return `${newWord()} ${newWord()} ${newWord()}`;
}
