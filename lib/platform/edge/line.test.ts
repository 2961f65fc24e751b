/** Who asks waits for a turn, not for everybody: so many at once, in order, senders in turn, and health before all. */
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { clientHeader } from "./client";
import { openLine } from "./line";

/** A request of `sender` that has entered, or not yet, and how it ends. */
function asked(line: ReturnType<typeof openLine>, sender: string, url = "/inbox") {
  const response = Object.assign(new EventEmitter(), { destroyed: false });
  const one = { sender, entered: null as boolean | null, end: () => {} };
  one.end = () => {
    response.destroyed = true;
    response.emit("close");
  };
  const request = { url, headers: { [clientHeader]: sender } } as unknown as IncomingMessage;
  const entered = line(request, response as unknown as ServerResponse).then((is) => {
    one.entered = is;
  });
  return { one, entered };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("so many are begun at once; those who send take turns, each in its order", async () => {
  const line = openLine(2);
  const all = ["a", "a", "a", "a", "b", "c", "b"].map((sender) => asked(line, sender).one);
  await settled();
  const begun = () => all.flatMap(({ entered }, at) => (entered ? [at] : []));
  expect(begun()).toEqual([0, 1]);
  const order: number[] = [];
  for (let known = begun(); known.length < all.length; ) {
    all[known.find((at) => !order.includes(at)) ?? 0]?.end();
    order.push(known.find((at) => !order.includes(at)) ?? 0);
    await settled();
    known = begun();
    expect(known.length).toBeLessThanOrEqual(order.length + 2);
  }
  const later = all.map((_, at) => at).filter((at) => at > 1);
  expect(new Set(begun())).toEqual(new Set([0, 1, ...later]));
});

test("a sender of many does not keep one of another waiting", async () => {
  const line = openLine(1);
  const first = asked(line, "a").one;
  const flood = Array.from({ length: 500 }, () => asked(line, "a").one);
  const other = asked(line, "b").one;
  await settled();
  first.end();
  await settled();
  flood.find(({ entered }) => entered)?.end();
  await settled();
  expect(other.entered).toBe(true);
  expect(flood.filter(({ entered }) => entered)).toHaveLength(1);
});

test("health is answered whatever waits; who has gone is not begun; what stays open makes room", async () => {
  const line = openLine(1, 20);
  const stream = asked(line, "a").one;
  const gone = asked(line, "a").one;
  gone.end();
  const health = asked(line, "a", "/api/health/live").one;
  const next = asked(line, "a");
  await settled();
  expect([stream.entered, gone.entered, health.entered, next.one.entered]).toEqual([true, null, true, null]);
  await next.entered;
  expect([gone.entered, next.one.entered]).toEqual([false, true]);
});

test("however requests come and end, no more than so many are begun, and none is forgotten", async () => {
  const step = fc.oneof(fc.constantFrom("a", "b", "c"), fc.nat({ max: 20 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 1, max: 4 }),
      async (steps, most) => {
        const line = openLine(most);
        const all: ReturnType<typeof asked>["one"][] = [];
        const ended = new Set<number>();
        const end = (at: number) => {
          ended.add(at);
          all[at]?.end();
        };
        const going = () => all.filter(({ entered }, at) => entered && !ended.has(at)).length;
        for (const one of steps) {
          if (typeof one === "string") all.push(asked(line, one).one);
          else if (one < all.length) end(one);
          await settled();
          const open = all.length - ended.size;
          expect(going()).toBe(Math.min(most, open));
        }
        for (let at = 0; at < all.length; at++) {
          end(at);
          await settled();
        }
        expect(all.every(({ entered }) => entered !== null)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("a real response leaves the line once it is answered, and once its sender hangs up", async () => {
  const line = openLine(1);
  const held: ServerResponse[] = [];
  const server = createServer(async (request, response) => {
    if (!(await line(request, response))) return;
    if (request.url === "/held") held.push(response);
    else response.end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await (await fetch(at)).text()).toBe("ok");
  const leaving = new AbortController();
  const left = fetch(`${at}/held`, { signal: leaving.signal }).catch(() => "left");
  await expect.poll(() => held.length).toBe(1);
  const after = fetch(at);
  leaving.abort();
  expect(await left).toBe("left");
  expect(await (await after).text()).toBe("ok");
  server.close();
  server.closeAllConnections();
});
