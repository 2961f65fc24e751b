/** Without a network: it is said at once, what was not done comes back with its text, and is done once there is one. */
import type { Page } from "@playwright/test";
import { composer, editor } from "./fields";
import { conversation, expect, inTime, notice, press, proposal, test, undoes } from "./fixtures";
import { holdTime, releaseTime, whileHeld } from "./held-time";
import { repliesOn, waitingReply } from "./tickets";

test.use({
  holdsTime: true,
  expectedNoise: /Failed to load resource|ERR_INTERNET_DISCONNECTED|Failed to fetch|NetworkError/,
});

const status = (page: Page, words: string | RegExp) => page.getByRole("status").getByText(words).first();

/** The network is gone, and that is said within two seconds. */
async function lose(page: Page): Promise<void> {
  await holdTime(page);
  await page.context().setOffline(true);
  expect(await whileHeld(page, () => status(page, "Offline").isVisible())).toBeLessThan(2_000);
  await releaseTime(page);
}

async function find(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await expect(status(page, "Live")).toBeVisible();
}

test("the status line says so at once; a refused send returns to its ticket with the text", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  await waitingReply(ctx, "Another ticket waits.");
  const waiting = await openWaiting(desk);
  await press(desk, "r");
  await expect(composer(desk)).toBeFocused();
  await desk.keyboard.type("Hello Mira, one moment.");
  await lose(desk);
  await desk.keyboard.press("ControlOrMeta+Shift+Enter");
  await expect(notice(desk, "It was not sent")).toBeVisible();
  await expect(desk).toHaveURL(new RegExp(`ticket=${waiting.ticketId}`));
  await expect(composer(desk)).toHaveValue("Hello Mira, one moment.");
  await expect(conversation(desk), "what was not sent is not shown as sent").not.toContainText("one moment");
  await find(desk);
  await composer(desk).focus();
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect.poll(() => repliesOn(ctx, waiting.ticketId)).toEqual(["Hello Mira, one moment."]);
});

test("a decision comes back with its card and what was edited, and is made once there is a network", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  await waitingReply(ctx, "Another ticket waits.");
  const { ticketId } = await openWaiting(desk);
  await press(desk, "e");
  await expect(editor(desk)).toBeFocused();
  await desk.keyboard.type(" Thank you.");
  const mine = await desk.getByRole("textbox", { name: "Edit the proposal" }).inputValue();
  await lose(desk);
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, `Ticket #${ticketId} was not decided`)).toBeVisible();
  await expect(desk).toHaveURL(new RegExp(`ticket=${ticketId}`));
  await expect(proposal(desk)).toContainText(mine);
  await expect(desk.getByRole("button", { name: /^Send edited/ })).toBeVisible();
  expect(await repliesOn(ctx, ticketId)).toEqual([]);
  await find(desk);
  await press(desk, "a");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  await expect.poll(() => repliesOn(ctx, ticketId)).toEqual([mine]);
});

test("an undo that could not be asked for is asked for again by the same key", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  await inTime(async () => {
    const { ticketId, draft } = await openWaiting(desk);
    await press(desk, "a");
    await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
    expect(await repliesOn(ctx, ticketId)).toEqual([draft]);
    await lose(desk);
    await press(desk, "z");
    const refused = notice(desk, "It could not be undone");
    const late = notice(desk, "Too late to undo");
    await expect(refused.or(late)).toBeVisible();
    await find(desk);
    if ((await late.isVisible()) || !(await undoes(desk))) return false;
    await expect(desk).toHaveURL(new RegExp(`ticket=${ticketId}`));
    await expect(proposal(desk)).toContainText(draft);
    await expect(conversation(desk).getByText(/, undone/)).toHaveCount(1);
    return true;
  });
});
