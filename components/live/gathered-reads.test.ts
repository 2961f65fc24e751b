/** Reads of one moment share a request, each with an answer of its own; what may not be shared goes alone. */
import { afterEach, expect, test, vi } from "vitest";
import { gatheredRead } from "./gathered-reads";

afterEach(() => vi.unstubAllGlobals());

/** A server that answers every read with its own path; returns the addresses it was asked for. */
function server(): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    const reads = new URL(address, "http://desk").searchParams.getAll("read");
    const answers = reads.map((body, place) => ({ status: place === 1 ? 404 : 200, body }));
    return Response.json(reads.length > 0 ? { answers } : address);
  });
  return asked;
}

test("what a change made stale is asked for with one request, and each read gets its own answer", async () => {
  const asked = server();
  const paths = ["/api/tickets/7", "/api/tickets/7/summary", "/api/counters", "/api/inbox?ids=7"];
  const answers = await Promise.all(paths.map((path) => gatheredRead(path)));
  expect(asked).toHaveLength(1);
  expect(answers.map(({ body }) => body)).toEqual(paths);
  expect(answers.map(({ ok }) => ok)).toEqual([true, false, true, true]);
});

test("a read by itself, and one that may not be shared, is asked for as it is", async () => {
  const asked = server();
  await gatheredRead("/api/tickets/7");
  await Promise.all([gatheredRead("/api/audit/export"), gatheredRead("/api/counters")]);
  expect(asked).toEqual(["/api/tickets/7", "/api/audit/export", "/api/counters"]);
});
