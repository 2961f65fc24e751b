/** One request to another system: signed, short, to no address it may not reach, following nobody elsewhere. */
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP } from "node:net";
import type { SendOutcome } from "../model";
import { AddressRefused, guardedLookup, refusedAddress } from "./addresses";
import { inRequestSpan } from "./request-span";

export type Posting = { url: string; headers: Record<string, string>; body: Uint8Array };
export type PostOptions = {
  /** Whether addresses inside private networks are reached. */
  mayReachInside: boolean;
  /** Milliseconds until the other side must have answered. */
  timeout?: number;
};

/** Nobody waits for the answer, but a worker's slot is taken until it comes. */
const usualTimeout = 10_000;

/** Statuses after which the same request may still succeed: busy, or not well. */
const passing = new Set([408, 425, 429]);

/** Sends it once; of the answer only the status counts. Never throws: whatever happened is an outcome with a sentence. */
export function post(posting: Posting, options: PostOptions): Promise<SendOutcome> {
  return exchange(posting, options, async (response, outcome) => {
    // What else is said might be of any length, and is nobody's to read here.
    response.destroy();
    return outcome;
  });
}

/** Sends it once and reads what is answered, when that is at most `mostBytes` long. Never throws. */
export function postForAnswer(
  posting: Posting,
  { mostBytes, ...options }: PostOptions & { mostBytes: number },
): Promise<AnswerOutcome> {
  return exchange(posting, options, async (response, outcome): Promise<AnswerOutcome> => {
    if (outcome.outcome === "delivered") {
      const body = await bytesOf(response, mostBytes);
      if (body) return { ...outcome, body };
    }
    response.destroy();
    if (outcome.outcome !== "delivered") return outcome;
    return {
      outcome: "failed",
      reason: `The answer is longer than ${mostBytes / 1024} kB.`,
      retryAfter: null,
    };
  });
}

type Delivered = Extract<SendOutcome, { outcome: "delivered" }>;
export type AnswerOutcome = Exclude<SendOutcome, Delivered> | (Delivered & { body: Uint8Array });

/** `read` makes the outcome of what arrived; a connection that breaks meanwhile, or takes too long, is a failure. */
async function exchange<Outcome>(
  { url, headers, body }: Posting,
  { mayReachInside, timeout = usualTimeout }: PostOptions,
  read: (response: IncomingMessage, outcome: SendOutcome) => Promise<Outcome>,
): Promise<Outcome | Exclude<SendOutcome, Delivered>> {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  const reason = isIP(host) ? refusedAddress(host, mayReachInside) : null;
  if (reason) return { outcome: "refused", reason };
  const started = performance.now();
  const signal = AbortSignal.timeout(timeout);
  const send = target.protocol === "https:" ? requestSecure : requestPlain;
  try {
    const response = await inRequestSpan(
      "POST",
      target,
      () =>
        new Promise<IncomingMessage>((resolve, reject) => {
          const request = send(target, {
            method: "POST",
            headers: { ...headers, "content-length": body.byteLength },
            agent: false,
            lookup: guardedLookup(mayReachInside),
            signal,
          });
          request.on("error", reject);
          request.once("response", resolve);
          request.end(body);
        }),
    );
    const milliseconds = Math.round(performance.now() - started);
    return await read(response, outcomeOf(response, milliseconds));
  } catch (error) {
    return failureOf(error, signal.aborted ? timeout : null);
  }
}

/** Null when there are more than `most`. */
async function bytesOf(response: IncomingMessage, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function outcomeOf({ statusCode: status = 0, headers }: IncomingMessage, milliseconds: number): SendOutcome {
  if (status >= 200 && status < 300) return { outcome: "delivered", status, milliseconds };
  const reason = `The other side answered ${status}.`;
  if (status >= 500 || passing.has(status))
    return { outcome: "failed", reason, retryAfter: waitAsked(headers["retry-after"]) };
  if (status >= 300 && status < 400)
    return { outcome: "refused", reason: `${reason} Vigil follows no redirects; set the final address.` };
  return { outcome: "refused", reason };
}

/** `late`: the milliseconds that passed without an answer; null when they had not. */
function failureOf(error: unknown, late: number | null): Exclude<SendOutcome, Delivered> {
  if (error instanceof AddressRefused) return { outcome: "refused", reason: error.message };
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const reason =
    late === null
      ? `The other side could not be reached${code && ` (${code})`}.`
      : `The other side did not answer within ${late / 1000} s.`;
  return { outcome: "failed", reason, retryAfter: null };
}

/** `Retry-After` in milliseconds, from seconds or a date; null when it says neither. */
function waitAsked(header: string | undefined): number | null {
  if (!header) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
