/** The desk over slow 3G: what is pressed while things load, what the status line says, and that nothing is sent twice. */
import type { Page } from "@playwright/test";
import { composer } from "./fields";
import { attentive, expect, notice, press, proposal, test } from "./fixtures";
import { holdTime, releaseTime, whileHeld } from "./held-time";
import { repliesOn, waitingReply } from "./tickets";

const status = (page: Page, words: string) => page.getByRole("status").getByText(words, { exact: true });

/** Slow 3G as browsers' own tools have it: 400 kbit/s, and 400 ms until the first byte of an answer. */
async function slowDown(page: Page): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  const emulate = async (throughput: number, latency: number) => {
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  };
  await emulate(50_000, 400);
  return () => emulate(-1, 0);
}

test.describe("while it loads", () => {
  test.use({ holdsTime: true });
  test("what is pressed while a ticket loads decides nothing, what is seen is sent once however often it is pressed", async ({
    desk,
    ctx,
  }) => {
    const [first, second] = [
      await waitingReply(ctx, "First draft."),
      await waitingReply(ctx, "Second draft."),
    ];
    await desk.goto("/inbox");
    await expect(status(desk, "Live")).toBeVisible();
    await slowDown(desk);
    await desk.goto(`/inbox?ticket=${first.ticketId}`, { waitUntil: "commit" });
    await holdTime(desk);
    // Somebody who does not wait, until there is something to see.
    await whileHeld(desk, async () => {
      const isSeen = await proposal(desk).isVisible();
      await desk.keyboard.press("a");
      return isSeen;
    });
    await releaseTime(desk);
    await expect(proposal(desk)).toContainText(first.draft);
    expect(await repliesOn(ctx, first.ticketId)).toEqual([]);
    expect(await repliesOn(ctx, second.ticketId)).toEqual([]);

    await attentive(desk);
    await desk.keyboard.press("a");
    await desk.keyboard.press("a");
    await desk.keyboard.press("ControlOrMeta+Enter");
    await expect(notice(desk, `Reply to #${first.ticketId} is on its way`)).toBeVisible();
    await expect.poll(() => repliesOn(ctx, first.ticketId)).toEqual([first.draft]);
    expect(await repliesOn(ctx, second.ticketId)).toEqual([]);
  });
});

test("an own reply is sent once while its answer is on the way; the line says Live once it is", async ({
  desk,
  ctx,
}) => {
  const { ticketId } = await waitingReply(ctx);
  await desk.goto("/inbox");
  await expect(status(desk, "Live")).toBeVisible();
  const speedUp = await slowDown(desk);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(status(desk, "Live")).toBeVisible();
  await press(desk, "r");
  await composer(desk).fill("One moment, Mira.");
  await desk.keyboard.press("ControlOrMeta+Enter");
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  await speedUp();
  await expect.poll(() => repliesOn(ctx, ticketId)).toEqual(["One moment, Mira."]);
});
