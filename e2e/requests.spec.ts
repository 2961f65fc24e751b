/** After a change, an analyst's own ones as well, the desk reads what it made stale once. What is read together is in gathered-reads.test.ts. */
import type { Page, Request } from "@playwright/test";
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { answered, attentive, expect, inTime, press, test, undoes } from "./fixtures";
import { customerWrites, waitingReply, withheldDraft } from "./tickets";

/** Paths of our API a request reads, each with its query; none for the stream of changes and for what is no read. */
function pathsOf(request: Request): string[] {
  const { pathname, search, searchParams } = new URL(request.url());
  if (request.method() !== "GET" || !pathname.startsWith("/api/") || pathname === "/api/stream") return [];
  return pathname === "/api/reads" ? searchParams.getAll("read") : [`${pathname}${search}`];
}

/** True for a read that brings the row of a ticket in the list up to date. */
const isRowOf = (ticketId: number) => (path: string) =>
  path.startsWith("/api/inbox?") &&
  (new URLSearchParams(path.split("?")[1]).get("ids") ?? "").split(",").includes(String(ticketId));

/** The reads of a page, one list for each request, as they begin and as they are answered. */
function readsOf(page: Page) {
  const reads = { begun: [] as string[][], answered: [] as string[][] };
  page.on("request", (request) => reads.begun.push(pathsOf(request)));
  page.on("response", (response) => reads.answered.push(pathsOf(response.request())));
  return reads;
}

/**
 * Waits until the page has read what changed before now: changes are told in their order, so a newer one is waited for.
 * A page that does not listen yet hears of none: it is told another.
 */
async function caughtUp(ctx: Ctx, reads: ReturnType<typeof readsOf>): Promise<void> {
  await expect(async () => {
    const words = { subject: unique("Disk"), body: "The disk is full.", runsAgent: false };
    const { ticketId } = await customerWrites(ctx, words);
    const isRead = () => reads.answered.some((paths) => paths.some(isRowOf(ticketId)));
    await expect.poll(isRead, { timeout: 5_000 }).toBe(true);
  }).toPass();
}

test("a ticket that arrives costs the list one request", async ({ signIn, ctx }) => {
  const page = await signIn("hannah");
  const reads = readsOf(page);
  await page.goto("/inbox");
  await expect(page.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
  await caughtUp(ctx, reads);
  const subject = unique("Disk");
  const { ticketId } = await customerWrites(ctx, { subject, body: "The disk is full.", runsAgent: false });
  await expect(page.getByRole("link").filter({ hasText: `#${ticketId}` })).toContainText(subject);
  const requests = reads.begun.filter((paths) => paths.some(isRowOf(ticketId)));
  expect(requests).toHaveLength(1);
});

/** Opens a ticket, and waits until everything about it has been read. */
async function openRead(page: Page, ctx: Ctx, ticketId: number): Promise<void> {
  const reads = readsOf(page);
  await page.goto(`/inbox?ticket=${ticketId}`);
  await expect(page.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
  await attentive(page);
  const summary = `/api/tickets/${ticketId}/summary`;
  await expect.poll(() => reads.answered.some((paths) => paths.includes(summary))).toBe(true);
  await caughtUp(ctx, reads);
}

/** The transactions that have changed a ticket so far. */
async function changesOf(ctx: Ctx, ticketId: number): Promise<number> {
  const [row] = await ctx.db.execute<{ count: number }>(sql`
    select count(distinct transaction)::int as count from change where ticket_id = ${ticketId} and topic <> 'presence'`);
  return row?.count ?? 0;
}

/**
 * Does something on an open ticket: each transaction that changes it has the ticket, and its row in the list, read once at
 * most, and the change is one of them. The two share a request, unless one for another ticket's change is still under way.
 * False where `act` says that it was too late for it.
 */
async function costsOneRead(
  page: Page,
  ctx: Ctx,
  ticketId: number,
  act: () => Promise<boolean>,
): Promise<boolean> {
  const before = await changesOf(ctx, ticketId);
  const reads = readsOf(page);
  if (!(await act())) return false;
  await caughtUp(ctx, reads);
  // Whoever moves on has neighbours fetched before they are opened, of which this ticket may be one: without its summary.
  const isOfTicket = (path: string) => path === `/api/tickets/${ticketId}/summary`;
  const requests = (isOf: (path: string) => boolean) =>
    reads.begun.filter((paths) => paths.some(isOf)).length;
  const [ofRow, ofTicket] = [requests(isRowOf(ticketId)), requests(isOfTicket)];
  const changes = (await changesOf(ctx, ticketId)) - before;
  expect(ofRow).toBeGreaterThan(0);
  expect(ofRow).toBeLessThanOrEqual(changes);
  expect(ofTicket).toBeLessThanOrEqual(changes);
  return true;
}

function isAnswered(page: Page, act: () => Promise<void>): () => Promise<boolean> {
  return async () => {
    await answered(page, act);
    return true;
  };
}

/** What an analyst does on a ticket with a reply that waits. */
const changes: Record<string, (page: Page) => Promise<void>> = {
  accepted: (page) => press(page, "a"),
  async edited(page) {
    await press(page, "e");
    await page.getByRole("textbox", { name: "Edit the proposal" }).fill("Hello Mira, which volume is it?");
    await page.keyboard.press("ControlOrMeta+Enter");
  },
  async rejected(page) {
    await press(page, "d");
    await expect(page.getByRole("group", { name: "Why is it rejected?" })).toBeVisible();
    await press(page, "3");
  },
  async "answered by hand"(page) {
    await press(page, "r");
    await page.getByRole("textbox", { name: "Write to the customer" }).fill("Hello Mira, I am on it.");
    await page.keyboard.press("ControlOrMeta+Enter");
  },
};

for (const [done, act] of Object.entries(changes))
  test(`what changes where a proposal is ${done} is read once beside the change itself`, async ({
    signIn,
    ctx,
  }) => {
    const page = await signIn("hannah");
    const { ticketId } = await waitingReply(ctx);
    await openRead(page, ctx, ticketId);
    await costsOneRead(
      page,
      ctx,
      ticketId,
      isAnswered(page, () => act(page)),
    );
  });

test("what triage, and its undoing, change is read once each", async ({ signIn, ctx }) => {
  const page = await signIn("hannah");
  await inTime(async () => {
    const { ticketId } = await withheldDraft(ctx);
    await openRead(page, ctx, ticketId);
    await costsOneRead(
      page,
      ctx,
      ticketId,
      isAnswered(page, () => press(page, "t")),
    );
    return costsOneRead(page, ctx, ticketId, () => undoes(page));
  });
});
