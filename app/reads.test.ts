/** Several reads in one request: each answered, or refused, as if it had been asked for alone. */
import { afterEach, beforeEach, expect, vi } from "vitest";
import { type SharedRead, sharedRead, sharedReads } from "#lib/inbox/rules";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { ticketWithProposal } from "#lib/suggestions/testing/fixtures";
import { keyOf } from "#lib/team/testing/key-of";
import { GET as reads } from "./api/reads/route";
import { GET as conversation } from "./api/tickets/[id]/route";

vi.mock("next/headers", () => ({ headers: async () => new Headers(), cookies: async () => ({}) }));

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const header = async (ctx: Ctx) => ({ authorization: `Bearer ${await keyOf(ctx, "viewer", ["desk.read"])}` });

async function asked(paths: readonly string[], headers: HeadersInit) {
  const query = new URLSearchParams(paths.map((path) => ["read", path]));
  const request = new Request(`http://desk.test/api/reads?${query}`, { headers });
  const response = await reads(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

test("answers in the order asked, with what each would say by itself", async ({ ctx }) => {
  // Within working hours a clock runs on between two answers.
  vi.useFakeTimers({ toFake: ["Date"] });
  const { ticketId } = await ticketWithProposal(ctx);
  const headers = await header(ctx);
  const id = Promise.resolve({ id: String(ticketId) });
  const alone = await conversation(new Request(`http://desk.test/api/tickets/${ticketId}`, { headers }), {
    params: id,
  });
  const { status, body } = await asked(
    [
      `/api/tickets/${ticketId}`,
      "/api/tickets/999999999",
      `/api/inbox?view=active&ids=${ticketId}`,
      "/api/audit/export",
    ],
    headers,
  );
  expect(status).toBe(200);
  const [detail, missing, list, foreign] = body.answers;
  expect(detail).toEqual({ status: 200, body: await alone.json() });
  expect(missing).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(list).toMatchObject({ status: 200, body: { rows: [{ id: ticketId }] } });
  expect(foreign).toMatchObject({ status: 404 });
});

test("every read that may share a request can be asked for", async ({ ctx }) => {
  const { ticketId } = await ticketWithProposal(ctx);
  const paths = sharedReads.map((read) =>
    read.endsWith("of-ticket") ? `${read}?ticketId=${ticketId}` : read.replace("[id]", String(ticketId)),
  );
  const { body } = await asked(paths, await header(ctx));
  const failed = paths.filter((path, place) => ![200, 404].includes(body.answers[place]?.status) && path);
  expect(failed).toEqual([]);
  expect(body.answers).toHaveLength(paths.length);
});

test("is refused for whoever is signed out, for other addresses, and for too many at once", async ({
  ctx,
}) => {
  const headers = await header(ctx);
  expect((await asked(["/api/counters"], {})).status).toBe(401);
  expect((await asked(["https://elsewhere.test/api/counters"], headers)).status).toBe(400);
  expect((await asked(Array(21).fill("/api/counters"), headers)).status).toBe(400);
  expect((await asked([], headers)).status).toBe(400);
});

test.each<[string, SharedRead | undefined]>([
  ["/api/tickets/7/summary", "/api/tickets/[id]/summary"],
  ["/api/tickets/7", "/api/tickets/[id]"],
  ["/api/inbox", "/api/inbox"],
  ["/api/tickets/7/steps", undefined],
  ["/api/passages", undefined],
])("%s", (path, read) => {
  expect(sharedRead(path)?.read).toBe(read);
});
