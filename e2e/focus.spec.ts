/** Keys go on working: the focus comes back to the ticket after everything that takes it; views and results are reached by keys. */
import type { Page } from "@playwright/test";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { assign } from "#lib/tickets/commands";
import { ticketById } from "#lib/tickets/queries";
import { attentive, expect, press, proposal, test } from "./fixtures";
import { customerWrites } from "./tickets";

const pane = (page: Page, ticketId: number) => page.getByRole("region", { name: `Ticket ${ticketId}` });

test("the focus is on the ticket again after help, palette, editor, reasons and a note", async ({
  desk,
  openWaiting,
}) => {
  const { ticketId } = await openWaiting(desk);
  await expect(pane(desk, ticketId)).toBeFocused();
  const { keyboard } = desk;

  await press(desk, "?");
  await expect(desk.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  // A lock of the page's scrolling has every element styled anew.
  await expect(desk.locator("body")).not.toHaveAttribute("data-scroll-locked");
  await keyboard.press("Escape");
  await expect(pane(desk, ticketId)).toBeFocused();

  await keyboard.press("ControlOrMeta+k");
  await expect(desk.getByRole("combobox")).toBeFocused();
  await keyboard.press("Escape");
  await expect(pane(desk, ticketId)).toBeFocused();

  await press(desk, "e");
  await expect(desk.getByRole("textbox", { name: "Edit the proposal" })).toBeFocused();
  await keyboard.press("Escape");
  await expect(pane(desk, ticketId)).toBeFocused();

  await press(desk, "d");
  await expect(desk.getByRole("group", { name: "Why is it rejected?" })).toBeFocused();
  await keyboard.press("Escape");
  await expect(pane(desk, ticketId)).toBeFocused();

  await press(desk, "n");
  await desk.getByRole("textbox", { name: /^Write to the team/ }).fill("Looked at the disk.");
  await keyboard.press("ControlOrMeta+Enter");
  await expect(pane(desk, ticketId)).toBeFocused();
  await expect(proposal(desk)).toBeVisible();
});

test("whoever leaves a ticket goes on from where it is in the list", async ({ desk, ctx }) => {
  // A list of its own, in which nothing arrives.
  const subject = unique("Quota");
  for (let n = 0; n < 4; n++) await customerWrites(ctx, { subject, body: `Question ${n}`, runsAgent: false });
  await desk.goto(`/inbox?search=${subject}`);
  const rows = desk.getByRole("list", { name: "Active" }).getByRole("link");
  await expect(rows).toHaveCount(4);
  const current = rows.and(desk.locator("[aria-current=true]"));
  for (let n = 0; n < 3; n++) {
    await press(desk, "j");
    await expect(rows.nth(n)).toHaveAttribute("aria-current", "true");
  }
  await press(desk, "Escape");
  await expect(current).toHaveCount(0);
  await press(desk, "k");
  await expect(rows.nth(1)).toHaveAttribute("aria-current", "true");
  await expect(current).toHaveCount(1);
});

test("Shift and an arrow show the next view; Enter in the search hands the keys to what was found", async ({
  desk,
  openWaiting,
}) => {
  const { ticketId } = await openWaiting(desk);
  await desk.goto("/inbox");
  await expect(desk.getByRole("tab", { name: /^Active/, selected: true })).toBeVisible();
  await press(desk, "Shift+ArrowRight");
  await expect(desk.getByRole("tab", { name: /^Proposed/, selected: true })).toBeVisible();
  await desk.keyboard.press("Shift+ArrowLeft");
  await expect(desk.getByRole("tab", { name: /^Active/, selected: true })).toBeVisible();

  await press(desk, "/");
  await expect(desk.getByRole("searchbox").first()).toBeFocused();
  await desk.keyboard.type(`#${ticketId}`);
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("list", { name: "Active" }).getByRole("link")).toHaveCount(1);
  await press(desk, "j");
  await expect(desk).toHaveURL(new RegExp(`ticket=${ticketId}`));
});

test("Escape leaves a field on every page, and keys are commands again", async ({ desk }) => {
  for (const [path, field] of [
    ["/knowledge", "searchbox"],
    ["/metrics", "searchbox"],
  ] as const) {
    await desk.goto(path);
    await attentive(desk);
    await desk.locator("#main").getByRole(field).first().focus();
    await desk.keyboard.press("Escape");
    await press(desk, "g", "i");
    await expect(desk).toHaveURL(/\/inbox/);
  }
});

test("what types no letters leaves the letters to the desk: a date's calendar button, a choice that is closed", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  await desk.goto("/analytics");
  await attentive(desk);
  await desk.getByLabel("First day").focus();
  // Day, month and year; behind them the calendar.
  for (let n = 0; n < 3; n++) await desk.keyboard.press("Tab");
  await press(desk, "g", "i");
  await expect(desk).toHaveURL(/\/inbox/);

  const { ticketId } = await openWaiting(desk);
  await assign(await person(ctx), { ticketId, assigneeId: "demo-hannah" });
  await expect(desk.getByRole("button", { name: /^Escalate/ })).toBeVisible();
  await press(desk, "u");
  const to = desk.getByRole("combobox", { name: "Escalate to" });
  await to.click();
  await desk.getByRole("option", { name: /^Priya/ }).click();
  await expect(to).toBeFocused();
  await press(desk, "t");
  await expect(to).toHaveText(/^Priya/);
  await press(desk, "a");
  const assigned = async () => (await ticketById(ctx, ticketId)).assigneeId;
  await expect.poll(assigned).toBe("demo-priya");
});
