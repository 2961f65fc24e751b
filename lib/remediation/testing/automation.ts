/** An automation for tests: real HTTP, an object one can change, and a count of every effect, also of repeated ones. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Effect = { operation: string; key: string | undefined; arguments: Record<string, unknown> };

export type TestAutomation = {
  url: string;
  object: Record<string, unknown>;
  /** What `verify` says. */
  state: "good" | "bad" | "pending";
  /** Answered to `execute` and `roll_back` instead of doing it. */
  status: number;
  effects: Effect[];
  /** Called once an effect has happened, instead of answering. */
  onEffect: (() => void) | null;
  asked: Record<string, unknown>[];
  stop: () => Promise<void>;
};

/** Listens on a free port of this machine; `keepsKeys`: an effect of a known key is not done again. */
export async function startAutomation(keepsKeys = false): Promise<TestAutomation> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
    automation.asked.push(asked);
    const operation = String(asked.operation);
    const isEffect = operation === "execute" || operation === "roll_back";
    const say = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (operation === "dry_run") return say(200, { object: automation.object, change: "It is restarted." });
    if (operation === "verify") return say(200, { state: automation.state, errors: 0 });
    if (automation.status !== 200) return say(automation.status, {});
    const key = String(request.headers["idempotency-key"]);
    const isKnown = keepsKeys && automation.effects.some((effect) => effect.key === key);
    if (isEffect && !isKnown)
      automation.effects.push({ operation, key, arguments: asked.arguments as Record<string, unknown> });
    if (isEffect && automation.onEffect) return automation.onEffect();
    say(200, { restarted: true });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const automation: TestAutomation = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    object: { state: "running", replicas: 2 },
    state: "good",
    status: 200,
    effects: [],
    onEffect: null,
    asked: [],
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return automation;
}
