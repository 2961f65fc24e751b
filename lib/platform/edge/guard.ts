/** The first thing a request meets: whose name it uses, who sent it, from which page, and what its answer forbids. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../env";
import { log } from "../log";
import { clientAddress, clientHeader, isProxy, type Network } from "./client";
import { securityHeaders } from "./headers";
import { isLoopbackHost, ownHosts } from "./hosts";
import { refusalOf, refuse } from "./refusal";

/** Says to a page which address was asked for, so that whoever signs in first comes back to it. */
export const askedPathHeader = "x-vigil-asked";
/** Says to a page what its own scripts carry. */
export const nonceHeader = "x-vigil-nonce";
/** What only a proxy may tell us. */
const forwardedHeaders = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
  // Whoever continues a trace decides whether it is kept.
  "traceparent",
  "tracestate",
];

/**
 * Checks and marks a request before anything else reads it, and gives its answer the headers every answer has.
 * False: it was refused, and is answered.
 */
export type Guard = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A guard after the environment as it is now. */
export function makeGuard({ isDevelopment = false } = {}): Guard {
  const { VIGIL_TRUSTED_PROXIES, VIGIL_URL } = env();
  const isOwnHost = ownHosts();
  const hasTls = VIGIL_URL?.startsWith("https:") ?? false;
  return (request, response) => {
    const { headers } = request;
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const isForwarded = believe(request, VIGIL_TRUSTED_PROXIES);
    const isSecure = hasTls || (isForwarded && headers["x-forwarded-proto"] === "https");
    const nonce = randomBytes(16).toString("base64");
    const answered = { path, nonce, isSecure, isLoopback: isLoopbackHost(headers.host), isDevelopment };
    const forbids = securityHeaders(answered);
    for (const [name, value] of Object.entries(forbids)) response.setHeader(name, value);
    headers[askedPathHeader] = request.url ?? "/";
    headers[nonceHeader] = nonce;
    // Next reads the nonce of its own scripts from here.
    headers["content-security-policy"] = forbids["content-security-policy"];
    const refusal = refusalOf(request, path, isOwnHost);
    if (refusal) refuse(response, path, refusal);
    return refusal === null;
  };
}

/**
 * Leaves in the request only what may be believed: the client's address, and the host its browser asked for. True
 * when a proxy of ours sent it.
 */
function believe(request: IncomingMessage, proxies: readonly Network[]): boolean {
  const { headers, socket } = request;
  const isForwarded = isProxy(socket.remoteAddress, proxies);
  const forwardedFor = headers["x-forwarded-for"];
  const client = clientAddress(socket.remoteAddress, String(forwardedFor ?? ""), proxies);
  if (forwardedFor && !isForwarded) tellOfProxy(socket.remoteAddress);
  if (isForwarded && headers["x-forwarded-host"]) headers.host = String(headers["x-forwarded-host"]);
  delete headers["x-forwarded-host"];
  if (!isForwarded) for (const name of forwardedHeaders) delete headers[name];
  headers[clientHeader] = client;
  return isForwarded;
}

let hasTold = false;

/** Somebody who forgot to name a proxy learns of it once; somebody who pretends to be one fills no log. */
function tellOfProxy(address: string | undefined): void {
  if (hasTold) return;
  hasTold = true;
  log().warn(
    { address },
    "X-Forwarded-For of an address that is not in VIGIL_TRUSTED_PROXIES is not believed.",
  );
}
