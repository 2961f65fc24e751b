/** What a page reads in the hands of a test: held back until the test lets it come. */
import type { Page } from "@playwright/test";
import { intercept } from "./intercepted";

/** Holds back what the page reads at `address` until the returned function is called; what it writes goes through. */
export async function holdReads(page: Page, address: string | RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await intercept(page, address, async (route) => {
    if (route.request().method() === "GET") await released;
    await route.continue();
  });
  return release;
}
