/** Webhook requests answered before Next sees them: its router costs five times what it costs to hand one to its handler. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { goingOnFrom } from "#lib/platform/tracing/carrier";
import { inSpan } from "#lib/platform/tracing/span";
import { POST } from "./api/hooks/[connector]/route";

/** A plain address of a connector; whatever else there may be below it is left to Next. */
const address = /^\/api\/hooks\/([a-z0-9-]{1,40})$/;
/** Largest body that is read here, in bytes. */
const mostBytes = 100_000;

/** Hands a webhook request of ordinary form to its handler and returns true; false leaves the request to Next, untouched. */
export function answerWebhook(request: IncomingMessage, response: ServerResponse): boolean {
  const connector = address.exec(request.url ?? "")?.[1];
  const length = Number(request.headers["content-length"]);
  if (request.method !== "POST" || connector === undefined || !(length > 0 && length <= mostBytes))
    return false;
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    answer(connector, request, Buffer.concat(chunks), response).catch(() => response.destroy());
  });
  return true;
}

async function answer(
  connector: string,
  { url, headers }: IncomingMessage,
  body: Buffer<ArrayBuffer>,
  response: ServerResponse,
): Promise<void> {
  // Node joins what is sent twice, except for a list of cookies, which no sender of webhook requests has.
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const request = new Request(`http://localhost${url}`, { method: "POST", headers: given, body });
  const answered = await goingOnFrom(headers.traceparent?.toString(), () => traced(connector, request));
  response.statusCode = answered.status;
  answered.headers.forEach((value, name) => {
    response.setHeader(name, value);
  });
  response.end(Buffer.from(await answered.arrayBuffer()));
}

function traced(connector: string, request: Request): Promise<Response> {
  const asked = { "http.request.method": "POST", "http.route": "/api/hooks/[connector]" };
  const options = { kind: "server", facts: { ...asked, "vigil.connector": connector } } as const;
  return inSpan("POST /api/hooks/[connector]", options, async (tell) => {
    const answered = await POST(request, { params: Promise.resolve({ connector }) });
    tell({ "http.response.status_code": answered.status });
    return answered;
  });
}
