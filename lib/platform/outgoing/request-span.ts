/** One request to another host as a trace tells it: to whom, and what was answered. Its path may be a secret, and stays here. */
import type { IncomingMessage } from "node:http";
import { inSpan } from "../tracing/span";

/** Sends by `send` within a span. */
export function inRequestSpan(
  method: string,
  { hostname, port, protocol }: URL,
  send: () => Promise<IncomingMessage>,
): Promise<IncomingMessage> {
  const facts = {
    "http.request.method": method,
    "server.address": hostname,
    "server.port": Number(port) || (protocol === "https:" ? 443 : 80),
  };
  return inSpan("outbound request", { kind: "client", facts }, async (tell) => {
    const response = await send();
    tell({ "http.response.status_code": response.statusCode ?? 0 });
    return response;
  });
}
