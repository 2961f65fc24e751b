/** A click and a key do what they were meant for, once; what cannot be undone says so. */
import type { Locator, Page } from "@playwright/test";
import { assign } from "#lib/tickets/commands";
import { timeline } from "#lib/tickets/queries";
import { undoSeconds } from "#lib/tickets/rules";
import { editor } from "./fields";
import { atRest, attentive, conversation, escalate, expect, notice, press, proposal, test } from "./fixtures";
import { holdTime, releaseTime, whileHeld } from "./held-time";
import { proposes, repliesOn, waitingReply, writesAgain } from "./tickets";

test("a double click decides once: its second half is not meant for the next card", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  await waitingReply(ctx, "Another ticket waits.");
  const waiting = await openWaiting(desk);
  await attentive(desk);
  await clicks(desk, proposal(desk).getByRole("button", { name: /^Send/ }), 1);
  await expect(desk).not.toHaveURL(new RegExp(`ticket=${waiting.ticketId}`));
  const deciding = desk.locator("[data-ticket-pane] [data-decides]").first();
  await expect(deciding).toBeVisible();
  await attentive(desk);
  const place = desk.url();
  const nextId = Number(new URL(place).searchParams.get("ticket"));
  // Customers of the demo may write on it meanwhile.
  const byHer = async () => (await timeline(ctx, nextId)).filter(({ actorId }) => actorId === "demo-hannah");
  const before = (await byHer()).length;
  await clicks(desk, deciding, 2);
  await expect.poll(() => repliesOn(ctx, waiting.ticketId)).toEqual([waiting.draft]);
  await attentive(desk);
  expect(desk.url()).toBe(place);
  expect(await byHer()).toHaveLength(before);
});

/** A click of the mouse where the button is, the browser's `count`th in a row at one place. */
async function clicks(page: Page, button: Locator, count: number) {
  const box = await atRest(() => button.boundingBox());
  if (!box) throw new Error("The button has no place.");
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
  await page.mouse.down({ clickCount: count });
  await page.mouse.up({ clickCount: count });
}

test.describe("in the moment after a change", () => {
  test.use({ holdsTime: true });
  test("letters meant for a field that is gone decide nothing, a held key decides once", async ({
    desk,
    ctx,
    openWaiting,
  }) => {
    const first = await waitingReply(ctx, "First draft.");
    const waiting = await openWaiting(desk, "Second draft.");
    await attentive(desk);
    await holdTime(desk);
    const { eventId } = await writesAgain(ctx, waiting, "It is volume 7.");
    await whileHeld(desk, () => conversation(desk).getByText("It is volume 7.").isVisible());
    await typesOver(desk, "aaaaaaaa");
    await proposes(ctx, waiting.ticketId, eventId, "Then detach volume 7 first.");
    await whileHeld(desk, () => proposal(desk).getByText("detach volume 7").isVisible());
    await typesOver(desk, "aaaaaaaa");
    expect(await repliesOn(ctx, waiting.ticketId)).toEqual([]);
    await releaseTime(desk);
    await attentive(desk);
    await desk.keyboard.down("a");
    for (let press = 0; press < 12; press++) await desk.keyboard.down("a");
    await desk.keyboard.up("a");
    await expect.poll(() => repliesOn(ctx, waiting.ticketId)).toEqual(["Then detach volume 7 first."]);
    expect(await repliesOn(ctx, first.ticketId)).toEqual([]);
  });

  test("an undo too late says so", async ({ desk, openWaiting }) => {
    const { ticketId } = await openWaiting(desk);
    await press(desk, "a");
    const told = notice(desk, `Reply to #${ticketId} is on its way`);
    await expect(told).toBeVisible();
    await desk.clock.fastForward(undoSeconds * 1_000 + 1);
    await expect(told).toBeHidden();
    await press(desk, "z");
    await expect(notice(desk, "Too late to undo")).toBeVisible();
  });
});

/** Letters one after the other, as fast as a hand types that looks elsewhere: 60 ms each of the page's time, which is held. */
async function typesOver(page: Page, letters: string) {
  for (const letter of letters) {
    await page.keyboard.press(letter);
    await page.clock.runFor(60);
  }
}

test("A on a card with an unsent edit says so; a message since it came up is asked about", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  const waiting = await openWaiting(desk);
  await press(desk, "e");
  await editor(desk).fill("In my own words.");
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("button", { name: /^Send edited/ })).toBeVisible();
  await writesAgain(ctx, waiting, "It is volume 7.");
  await expect(conversation(desk)).toContainText("It is volume 7.");
  await press(desk, "a");
  await expect(desk.getByRole("alert").filter({ hasText: "It is volume 7." })).toBeVisible();
  expect(await repliesOn(ctx, waiting.ticketId)).toEqual([]);
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect.poll(() => repliesOn(ctx, waiting.ticketId)).toEqual(["In my own words."]);
});

test("an undone hand-over leaves one line", async ({ desk, ctx, openWaiting }) => {
  await openWaiting(desk);
  await press(desk, "z");
  await expect(notice(desk, "Nothing to undo")).toBeVisible();
  const { ticketId } = await openWaiting(desk);
  await assign(ctx, { ticketId, assigneeId: "demo-hannah" });
  await escalate(desk, "Priya");
  await expect(notice(desk, `#${ticketId} escalated`)).toBeVisible();
  await press(desk, "z");
  await expect(desk).toHaveURL(new RegExp(`ticket=${ticketId}`));
  await expect(proposal(desk)).toBeVisible();
  const undone = conversation(desk).getByText(/, undone/);
  await expect(undone).toHaveCount(1);
  await expect(conversation(desk).getByText("Known")).toHaveCount(0);
});
