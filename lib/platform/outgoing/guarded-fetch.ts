/** A fetch for the clients of others (models, MCP servers, identity providers) that reaches no address Vigil may not reach and follows nobody elsewhere. */
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP } from "node:net";
import { pipeline, Readable, Transform } from "node:stream";
import { AddressRefused, guardedLookup, type Inside, refusedAddress } from "./addresses";
import { inRequestSpan } from "./request-span";

/**
 * The fetch; rejects with `AddressRefused` for an address that may not be reached. An answer longer than `mostBytes` breaks off
 * there, and its connection is closed.
 */
export function guardedFetch(mayReachInside: Inside, mostBytes = Number.POSITIVE_INFINITY): typeof fetch {
  return async (input, init = {}) => {
    const request = new Request(input, init);
    // That of a request follows the one it was given only until the request is collected, which may be before the answer ends.
    const signal = init.signal ?? (input instanceof Request ? input.signal : undefined);
    const target = new URL(request.url);
    const host = target.hostname.replace(/^\[|\]$/g, "");
    const reason = isIP(host) ? refusedAddress(host, mayReachInside) : null;
    if (reason) throw new AddressRefused(reason);
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : null;
    const send = target.protocol === "https:" ? requestSecure : requestPlain;
    const response = await inRequestSpan(
      request.method,
      target,
      () =>
        new Promise<IncomingMessage>((resolve, reject) => {
          const outgoing = send(target, {
            method: request.method,
            headers: Object.fromEntries(request.headers),
            agent: false,
            lookup: guardedLookup(mayReachInside),
            signal,
          });
          outgoing.on("error", reject);
          outgoing.once("response", resolve);
          outgoing.end(body ?? undefined);
        }),
    );
    return answerOf(response, mostBytes);
  };
}

/** Statuses that have no body. */
const empty = new Set([204, 205, 304]);

function answerOf(response: IncomingMessage, mostBytes: number): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers))
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  const status = response.statusCode ?? 502;
  if (empty.has(status)) response.resume();
  // Node's own stream of the web is the browser's to the compiler only by name.
  const body = empty.has(status) ? null : (Readable.toWeb(upTo(mostBytes, response)) as ReadableStream);
  return new Response(body, { status, headers });
}

/** The answer as long as it is no longer than that. */
function upTo(mostBytes: number, response: IncomingMessage): Readable {
  if (mostBytes === Number.POSITIVE_INFINITY) return response;
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(bytes > mostBytes ? new Error(`The answer is longer than ${mostBytes} bytes.`) : null, chunk);
    },
  });
  return pipeline(response, counted, () => {});
}
