/** What a person is told on every page comes and goes without moving anything on it. */
import type { Page } from "@playwright/test";
import { resolvePage } from "#lib/oncall/commands";
import { pageDetail } from "#lib/oncall/queries";
import { unique } from "#lib/platform/testing/unique";
import { callHannah } from "./calls";
import { atRest, expect, proposal, test } from "./fixtures";
import { holdTime, releaseTime, whileHeld } from "./held-time";

test.use({ holdsTime: true, expectedNoise: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ });

/** A wide window, one with a rail, a phone, and 1280×720 at 200 %. */
const sizes = [
  { width: 1280, height: 720 },
  { width: 1000, height: 700 },
  { width: 390, height: 844 },
  { width: 640, height: 360 },
];

/** Where everything stands that can be pressed, but for the list, in which others write. */
async function places(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("[data-ticket-pane] :is(a, button, textarea), nav :is(a, button)")]
      .filter((one) => one.checkVisibility() && !one.closest("[role=status]"))
      .map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        // How many wait may stand in its name.
        const name = one.getAttribute("href") ?? one.getAttribute("aria-label") ?? one.textContent;
        return `${name} ${[x, y, width, height].map(Math.round)}`;
      }),
  );
}

for (const size of sizes)
  test(`a call and a lost connection move nothing at ${size.width}×${size.height}`, async ({
    desk,
    openWaiting,
    ctx,
  }) => {
    await desk.setViewportSize(size);
    await openWaiting(desk);
    await expect(proposal(desk).getByRole("button", { name: /^Send/ })).toBeVisible();
    await expect(desk.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
    const before = await atRest(() => places(desk));
    const title = unique("Volume of a customer is full");
    const pageId = await callHannah(ctx, { title, ticketId: null });
    const called = desk.getByRole("status").filter({ hasText: title });
    await expect(called.getByRole("link", { name: "Open the page" })).toBeInViewport({ ratio: 1 });
    expect(await places(desk)).toEqual(before);
    // Its state may change with what is sent for it.
    await expect(async () => {
      const { version } = await pageDetail(ctx, pageId);
      await resolvePage(ctx, { pageId, version });
    }).toPass();
    await expect(called).toHaveCount(0);
    await holdTime(desk);
    await desk.context().setOffline(true);
    const offline = desk.getByRole("status").getByText(/^Offline/);
    expect(await whileHeld(desk, () => offline.isVisible())).toBeLessThan(2_000);
    await releaseTime(desk);
    expect(await places(desk)).toEqual(before);
    await desk.context().setOffline(false);
    await expect(desk.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
    expect(await places(desk)).toEqual(before);
  });
