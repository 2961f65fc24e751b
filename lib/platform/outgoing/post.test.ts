/** One request against a server that fails in every way it can. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Receiver, type ReceiverReply, startReceiver } from "#lib/connectors/testing/receiver";
import { nextWait, waits } from "#lib/delivery/attempts";
import { post } from "./post";

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

const sent = { headers: { "content-type": "application/json" }, body: Buffer.from("{}") };
// Long: what answers is waited for, however busy the machine is.
const send = (url = receiver.url, { mayReachInside = true, timeout = 60_000 } = {}) =>
  post({ url, ...sent }, { mayReachInside, timeout });

test.each([200, 202, 204])("%i is delivered", async (status) => {
  receiver.answerNext(status);
  expect(await send()).toMatchObject({ outcome: "delivered", status });
});

test.each([400, 401, 404, 410, 422])("%i is refused for good", async (status) => {
  receiver.answerNext(status);
  expect(await send()).toEqual({ outcome: "refused", reason: `The other side answered ${status}.` });
});

test.each<[string, ReceiverReply, object]>([
  ["a 500", 500, { reason: "The other side answered 500.", retryAfter: null }],
  ["a 429 with seconds", { status: 429, headers: { "retry-after": "7" } }, { retryAfter: 7000 }],
  ["a 503 with nonsense", { status: 503, headers: { "retry-after": "soon" } }, { retryAfter: null }],
  [
    "a cut connection",
    (to) => to.socket?.destroy(),
    { reason: expect.stringMatching(/could not be reached/) },
  ],
  ["garbage instead of HTTP", (to) => to.socket?.end("hello\r\n\r\n"), { retryAfter: null }],
])("%s is tried again", async (_name, answer, expected) => {
  receiver.answerNext(answer);
  expect(await send()).toMatchObject({ outcome: "failed", ...expected });
});

test.each<[string, ReceiverReply]>([
  ["silence", () => {}],
  ["half a header", (to) => to.socket?.write("HTTP/1.1 200 ")],
])("%s is waited for as long as is said, and tried again", async (_name, answer) => {
  receiver.answerNext(answer);
  expect(await send(receiver.url, { timeout: 300 })).toMatchObject({
    outcome: "failed",
    reason: "The other side did not answer within 0.3 s.",
  });
});

test("Retry-After may be a date", async () => {
  const headers = { "retry-after": new Date(Date.now() + 60_000).toUTCString() };
  receiver.answerNext({ status: 503, headers });
  const outcome = await send();
  const wait = outcome.outcome === "failed" ? outcome.retryAfter : null;
  expect(wait).toBeGreaterThan(55_000);
  expect(wait).toBeLessThanOrEqual(60_000);
});

test("a redirect is not followed, wherever it leads", async () => {
  const other = await startReceiver();
  receiver.answerNext({ status: 307, headers: { location: other.url } });
  expect(await send()).toMatchObject({ outcome: "refused", reason: expect.stringContaining("redirects") });
  expect(other.arrived).toEqual([]);
  await other.stop();
});

test("an endless answer is not read", async () => {
  receiver.answerNext((to) => {
    to.writeHead(200);
    const timer = setInterval(() => to.write("x".repeat(1000)), 1);
    to.once("close", () => clearInterval(timer));
  });
  expect(await send()).toMatchObject({ outcome: "delivered" });
});

test("a port nobody listens on is tried again", async () => {
  const gone = await startReceiver();
  await gone.stop();
  expect(await send(gone.url)).toMatchObject({
    outcome: "failed",
    reason: "The other side could not be reached (ECONNREFUSED).",
  });
});

test.each(["127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433", "127.1"])(
  "http://%s is not asked unless inner addresses are allowed",
  async (host) => {
    const before = receiver.arrived.length;
    const url = receiver.url.replace("127.0.0.1", host);
    expect(await send(url, { mayReachInside: false })).toMatchObject({
      outcome: "refused",
      reason: expect.stringMatching(/private/),
    });
    expect(receiver.arrived).toHaveLength(before);
  },
);

test("attempts come to an end, further apart each time and never sooner than asked", () => {
  const failed = (retryAfter: number | null = null) => ({
    outcome: "failed" as const,
    reason: "",
    retryAfter,
  });
  const plain = [1, 2, 3, 4, 5, 6].map((attempt) => nextWait(attempt, failed(), 0));
  expect(plain).toEqual([...waits, null]);
  expect(nextWait(1, failed(), 0.999)).toBeLessThan(1.5 * waits[0]);
  expect(nextWait(1, failed(90_000), 0)).toBe(90_000);
  expect(nextWait(1, failed(1e12), 0)).toBe(3_600_000);
  expect(nextWait(1, { outcome: "refused", reason: "" })).toBeNull();
});
