/** One request to another system: signed, short, to no address it may not reach, following nobody elsewhere. */
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP } from "node:net";
import type { SendOutcome } from "../model";
import { AddressRefused, guardedLookup, refusedAddress } from "./addresses";

export type Posting = { url: string; headers: Record<string, string>; body: Uint8Array };
export type PostOptions = {
  /** Whether addresses inside private networks are reached. */
  mayReachInside: boolean;
  /** Milliseconds until the other side must have answered. */
  patience?: number;
};

/** Nobody waits for the answer, but a worker's slot is taken until it comes. */
const usualPatience = 10_000;

/** Statuses after which the same request may still succeed: busy, or not well. */
const passing = new Set([408, 425, 429]);

/** Sends it once. Never throws: whatever happened is an outcome with a sentence that can be shown. */
export function post({ url, headers, body }: Posting, options: PostOptions): Promise<SendOutcome> {
  const { mayReachInside, patience = usualPatience } = options;
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  const reason = isIP(host) ? refusedAddress(host, mayReachInside) : null;
  if (reason) return Promise.resolve({ outcome: "refused", reason });
  const started = performance.now();
  const send = target.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve) => {
    const request = send(target, {
      method: "POST",
      headers: { ...headers, "content-length": body.byteLength },
      agent: false,
      lookup: guardedLookup(mayReachInside),
      signal: AbortSignal.timeout(patience),
    });
    request.once("error", (error) => resolve(failureOf(error, patience)));
    request.once("response", (response) => {
      const { statusCode = 0 } = response;
      const milliseconds = Math.round(performance.now() - started);
      resolve(outcomeOf(statusCode, response.headers["retry-after"], milliseconds));
      // Only the status counts; what else is said might be of any length, and is nobody's to read here.
      response.destroy();
    });
    request.end(body);
  });
}

function outcomeOf(status: number, retryAfter: string | undefined, milliseconds: number): SendOutcome {
  if (status >= 200 && status < 300) return { outcome: "delivered", status, milliseconds };
  const reason = `The other side answered ${status}.`;
  if (status >= 500 || passing.has(status))
    return { outcome: "failed", reason, retryAfter: waitAsked(retryAfter) };
  if (status >= 300 && status < 400)
    return { outcome: "refused", reason: `${reason} Vigil follows no redirects; set the final address.` };
  return { outcome: "refused", reason };
}

function failureOf(error: Error, patience: number): SendOutcome {
  if (error instanceof AddressRefused) return { outcome: "refused", reason: error.message };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const isLate = code === "ABORT_ERR";
  const reason = isLate
    ? `The other side did not answer within ${patience / 1000} s.`
    : `The other side could not be reached${code && ` (${code})`}.`;
  return { outcome: "failed", reason, retryAfter: null };
}

/** `Retry-After` in milliseconds, from seconds or a date; null when it says neither. */
function waitAsked(header: string | undefined): number | null {
  if (!header) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
