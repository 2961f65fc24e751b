/** After a change the desk asks once for everything that it made stale. */
import type { Request } from "@playwright/test";
import { unique } from "#lib/platform/testing/unique";
import { expect, test } from "./fixtures";
import { customerWrites } from "./tickets";

/** Paths of our API a request reads, each with its query; none for the stream of changes and for what is no read. */
function pathsOf(request: Request): string[] {
  const { pathname, search, searchParams } = new URL(request.url());
  if (request.method() !== "GET" || !pathname.startsWith("/api/") || pathname === "/api/stream") return [];
  return pathname === "/api/reads" ? searchParams.getAll("read") : [`${pathname}${search}`];
}

test("a ticket that arrives costs the list one request", async ({ signIn, ctx }) => {
  const page = await signIn("hannah");
  const answered: string[] = [];
  page.on("response", (response) => answered.push(...pathsOf(response.request())));
  await page.goto("/inbox");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  // Badges that are just being read are not asked for once more.
  await expect.poll(() => answered).toContain("/api/counters");
  const begun: string[][] = [];
  page.on("request", (request) => begun.push(pathsOf(request)));
  const subject = unique("Disk");
  const { ticketId } = await customerWrites(ctx, { subject, body: "The disk is full.", runsAgent: false });
  await expect(page.getByRole("link").filter({ hasText: `#${ticketId}` })).toContainText(subject);
  const isRow = (path: string) => new RegExp(`[?&]ids=${ticketId}(?!\\d)`).test(path);
  const requests = begun.filter((paths) => paths.some(isRow));
  expect(requests).toHaveLength(1);
  expect(requests[0]).toContain("/api/counters");
});
