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

test("where nothing answers, each read fails with a sentence, and one that was given up with its own reason", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  const reads = ["/api/tickets/7", "/api/counters", "/api/audit/export"].map((path) => gatheredRead(path));
  for (const { status, reason } of await Promise.allSettled(reads).then(failures))
    expect([status, reason.message]).toEqual(["rejected", "Vigil cannot be reached."]);
  const givenUp = new AbortController();
  const alone = gatheredRead("/api/audit/export", givenUp.signal);
  givenUp.abort(new Error("left"));
  await expect(alone).rejects.toThrow();
  await expect(alone).rejects.not.toThrow("Vigil cannot be reached.");
});

function failures(all: PromiseSettledResult<unknown>[]) {
  expect(all).toHaveLength(3);
  return all.flatMap((one) => (one.status === "rejected" ? [one] : []));
}

test("an answer that breaks off on its way is none", async () => {
  vi.stubGlobal("fetch", async () => new Response('{"answers":[{"sta'));
  await expect(gatheredRead("/api/tickets/7")).rejects.toThrow("Vigil cannot be reached.");
});

test("a read that nothing answers is not waited for without end", async () => {
  vi.spyOn(AbortSignal, "timeout").mockImplementation(() =>
    AbortSignal.abort(new DOMException("", "TimeoutError")),
  );
  vi.stubGlobal("fetch", async (_: string, { signal }: RequestInit) => {
    signal?.throwIfAborted();
  });
  await expect(gatheredRead("/api/tickets/7")).rejects.toThrow("Vigil cannot be reached.");
  await expect(gatheredRead("/api/tickets/7", new AbortController().signal)).rejects.toThrow(
    "Vigil cannot be reached.",
  );
});

test("a read by itself, and one that may not be shared, is asked for as it is", async () => {
  const asked = server();
  await gatheredRead("/api/tickets/7");
  await Promise.all([gatheredRead("/api/audit/export"), gatheredRead("/api/counters")]);
  expect(asked).toEqual(["/api/tickets/7", "/api/audit/export", "/api/counters"]);
});
