/** Requests of a page in the hands of a test. */
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

type Handler = Parameters<Page["route"]>[1];

/**
 * What the page asks for at `address` goes to `handler`, in force once this resolves. An open page learns of it a moment later
 * than the browser says so, and what it asks for in that moment goes past the handler.
 */
export async function intercept(page: Page, address: string | RegExp, handler: Handler): Promise<void> {
  await page.route(address, handler);
  if (!page.url().startsWith("http")) return;
  const asked = "/api/health/live?intercepted";
  await page.route(`**${asked}`, (route) => route.fulfill({ body: "intercepted" }));
  const hears = () => page.evaluate(async (url) => (await fetch(url)).text(), asked);
  await expect.poll(hears).toBe("intercepted");
  await page.unroute(`**${asked}`);
}
