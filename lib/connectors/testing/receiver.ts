/** Another company's ticket desk for tests: a local server that answers each webhook request as it is told to, or not at all. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How the next webhook request is met: a status with headers, or by the server's own hand. */
export type ReceiverReply =
  | number
  | { status: number; headers: Record<string, string> }
  | ((to: ServerResponse) => void);

export type Arrived = { headers: IncomingHttpHeaders; body: string };

/** Starts it on a free port; `answers` are used up in turn, then everything is taken with 204. */
export async function startReceiver(...answers: ReceiverReply[]) {
  const arrived: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    arrived.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    const answer = answers.shift() ?? 204;
    if (typeof answer === "function") return answer(response);
    const { status, headers } = typeof answer === "number" ? { status: answer, headers: {} } : answer;
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/replies`,
    arrived,
    answerNext: (...more: ReceiverReply[]) => answers.push(...more),
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
