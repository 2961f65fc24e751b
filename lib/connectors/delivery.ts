/** What a connector has to know how to do, and what it is given to do it with. */
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { AppError, type ErrorCode } from "#lib/platform/errors";
import type { InboundEventInput } from "./model";

/** A request as it arrived; `body` is what was sent, byte for byte. */
export type Delivery = { headers: Headers; body: Uint8Array; receivedAt: Date };

/** The connector a delivery came by. */
export type Sender = {
  name: string;
  /** Key of the queue its tickets start in when the payload names none. */
  queueKey: string | null;
};

/** An inbound event but for its source, which is the connector's id. */
export type SentEvent = Omit<InboundEventInput, "source">;

/** One kind of outside system. */
export type ConnectorDriver = {
  /** A new secret, in the form the system wants it. */
  makeSecret: () => string;
  /** Throws `unauthenticated`, naming the header, unless one of the secrets made or accompanies the delivery. */
  authenticate: (delivery: Delivery, secrets: readonly string[]) => void;
  /** The events a genuine payload tells of; throws `invalid`, naming the field. */
  read: (payload: unknown, delivery: Delivery, sender: Sender) => SentEvent[];
};

/** How far a sender's clock may be off, in milliseconds. */
export const clockTolerance = 5 * 60_000;

/** An instant as senders write it, ISO 8601 with an offset; none of a system Vigil could work with lies before 1970. */
export const SentInstant = z.iso
  .datetime({ offset: true, error: "is not a time like 2026-03-02T09:00:00Z" })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= 0, "lies before 1970");

/** A refusal that names the field or header at fault. */
export function refusal(code: ErrorCode, field: string, message: string): AppError {
  return new AppError(code, `${field}: ${message}`, { fields: [{ field, message }] });
}

/** Throws `invalid` for an instant later than the sender's clock can be ahead. */
export function refuseFuture(field: string, at: Date, receivedAt: Date): void {
  if (at.getTime() - receivedAt.getTime() <= clockTolerance) return;
  throw refusal("invalid", field, "lies in the future. Check the sender's clock");
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
