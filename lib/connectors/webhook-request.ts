/** What a connector has to know how to do, and what it is given to do it with. */
import { createHash, timingSafeEqual } from "node:crypto";
import { AppError, type ErrorCode } from "#lib/platform/errors";
import type { FieldFault } from "#lib/platform/model";
import type { InboundAlert } from "#lib/signals/model";
import type { InboundEventInput } from "#lib/tickets/inbound-event";

/** A request as it arrived; `body` is what was sent, byte for byte. */
export type WebhookRequest = {
  headers: Headers;
  body: Uint8Array;
  receivedAt: Date;
  /** What stands behind the question mark of the address. */
  query?: URLSearchParams;
};

/** The connector a webhook request came by. */
export type Sender = {
  name: string;
  /** Key of the queue its tickets start in when the payload names none. */
  queueKey: string | null;
  /** What its kind is set up by: a mapping, or a list of topics; empty for most. */
  setup?: string;
};

/** An inbound event but for its source, which is the connector's id. */
export type SentEvent = Unsourced<InboundEventInput>;

type Unsourced<Event> = Event extends unknown ? Omit<Event, "source"> : never;

/** What a payload tells of, and which of its items tell of nothing, each by its field. */
export type ParsedRequest = {
  events: SentEvent[];
  alerts: InboundAlert[];
  refused: FieldFault[];
  isHistory?: boolean;
};

/** One kind of outside system. */
export type ConnectorDriver = {
  /** Its payloads may be lists as well as objects. */
  takesLists?: true;
  /** A new secret, in the form the system wants it. */
  makeSecret: () => string;
  /** Throws `unauthenticated`, naming the header, unless one of the secrets made or accompanies the webhook request. */
  authenticate: (request: WebhookRequest, secrets: readonly string[], sender: Sender) => void | Promise<void>;
  /** What a genuine payload tells of, odd items as far as they can be read; throws `invalid` when it tells of nothing. */
  read: (payload: unknown, request: WebhookRequest, sender: Sender) => ParsedRequest | Promise<ParsedRequest>;
};

/** A refusal that names the field or header at fault. */
export function refusal(code: ErrorCode, field: string, message: string): AppError {
  return new AppError(code, `${field}: ${message}`, { fields: [{ field, message }] });
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
