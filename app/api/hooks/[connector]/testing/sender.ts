/** Another system that sends webhook requests to the handler itself. */
import { expect } from "vitest";
import type { WithSecret } from "#lib/connectors/commands";
import { signedRequest } from "#lib/connectors/testing/webhook-requests";
import { POST } from "../route";

/** What the handler answers; problem documents are checked for their form. */
export async function deliver(request: Request) {
  const connector = decodeURIComponent(new URL(request.url).pathname.split("/").at(-1) ?? "");
  const response = await POST(request, { params: Promise.resolve({ connector }) });
  const body = await response.json();
  if (!response.ok) {
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(body).toMatchObject({ type: "about:blank", status: response.status, detail: expect.any(String) });
  }
  return {
    status: response.status,
    body,
    fields: (body.errors ?? []).map(({ field }: { field: string }) => field),
  };
}

/** Sends a payload signed as the connector wants it. */
export function send(connector: WithSecret, payload: unknown, options?: Parameters<typeof signedRequest>[2]) {
  return deliver(signedRequest(connector, JSON.stringify(payload), options));
}
