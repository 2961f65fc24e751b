/** The time of a page in the hands of a test: what the desk does for a while lasts until the test lets it pass, however slow the machine. */
import { expect, type Page } from "@playwright/test";

/** How much of a page's time goes by between two looks at it, in ms: what is drawn needs a little. */
const tickMs = 5;

/** Stops the time of a page of a test that `holdsTime`. */
export async function holdTime(page: Page): Promise<void> {
  const soon = await page.evaluate(() => Date.now() + 1_000);
  await page.clock.pauseAt(soon);
}

/** Lets the page's time go on as everywhere. */
export async function releaseTime(page: Page): Promise<void> {
  await page.clock.resume();
}

/**
 * Waits until `isSo`, which `message` names, with the page's time held but for what it needs to draw. Resolves to how much of
 * it went by, in ms.
 */
export async function whileHeld(page: Page, isSo: () => Promise<boolean>, message?: string): Promise<number> {
  let passed = 0;
  const looks = async () => {
    if (await isSo()) return true;
    await page.clock.runFor(tickMs);
    passed += tickMs;
    return false;
  };
  await expect.poll(looks, { intervals: [20], message }).toBe(true);
  return passed;
}
