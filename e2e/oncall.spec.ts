/** On-call in the browser: a schedule is made, a page is answered on a phone and decided on, and a shift is handed over. */
import type { Page } from "@playwright/test";
import { callHannah } from "./calls";
import { expect, proposal, test } from "./fixtures";
import { waitingReply } from "./tickets";
import { expectWellMade, screenSizes } from "./well-made";

async function choose(page: Page, label: string, option: string) {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

test("a lead makes a schedule with office hours above it, a chain that calls it, and gives a shift away", async ({
  signIn,
}) => {
  const page = await signIn("marcus");
  const name = `Rota ${Date.now()}`;
  await page.goto("/oncall");
  await expect(page.getByRole("link", { name: "Platform on call" })).toBeVisible();
  await expect(page.getByText(/^Tomás Ferrão$/).first()).toBeVisible();
  await expectWellMade(page, "now");
  await page.goto("/oncall/schedules");
  await page.getByRole("link", { name: "New schedule" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await choose(page, "Add a turn", "Priya Ramdas");
  await page.getByRole("button", { name: "Limit to some hours" }).click();
  await page.getByRole("button", { name: "Add a layer" }).click();
  await page.getByRole("group", { name: "Layer 2" }).getByRole("combobox", { name: "Add a turn" }).click();
  await page.getByRole("option", { name: "Hannah Brekke" }).click();
  await expectWellMade(page, "form");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("row", { name: /Layer 2/ }).first()).toBeVisible();
  await page.getByRole("button", { name: "Add an override" }).click();
  const dialog = page.getByRole("dialog");
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel("From", { exact: true }).fill(`${tomorrow}T09:00`);
  await dialog.getByLabel("To", { exact: true }).fill(`${tomorrow}T12:00`);
  await dialog.getByLabel("Reason").fill("Dentist");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Dentist")).toBeVisible();
  await expect(page.getByRole("row", { name: /Override/ })).toBeVisible();
  await expectWellMade(page, "schedule");

  await page.goto("/oncall/chains");
  await page.getByRole("button", { name: "New chain" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill(`${name} chain`);
  await dialog.getByRole("combobox", { name: "Call on level 1" }).click();
  await page.getByRole("option", { name, exact: true }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: `${name} chain` })).toBeVisible();
  await expectWellMade(page, "chains");
});

test("whoever is called sees it at once, opens it on a phone, acknowledges, decides on its card, and hands over", async ({
  signIn,
  ctx,
}) => {
  const { ticketId } = await waitingReply(ctx);
  const page = await signIn("hannah");
  await page.goto("/analytics");
  const title = `Volume of a customer is full ${Date.now()}`;
  const pageId = await callHannah(ctx, { title, ticketId });
  const banner = page.getByRole("status").filter({ hasText: title });
  await expect(banner).toBeVisible();
  await page.setViewportSize(screenSizes.phone);
  await banner.getByRole("link").click();
  await page.waitForURL(/\/oncall/);
  await page.goto(`/oncall/pages/${pageId}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Brief" })).toBeVisible();
  await expectWellMade(page, "page");
  await page.setViewportSize(screenSizes.phone);
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText("Acknowledged", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("with Hannah Brekke")).toBeVisible();
  await expect(banner).toBeHidden();
  await expect(proposal(page)).toBeVisible();
  await proposal(page).getByRole("button", { name: /^Send/ }).click();
  await expect(page.getByRole("button", { name: /^Send/ })).toHaveCount(0);

  // Somebody else takes it over; what Hannah still has on her screen is shown anew before it counts.
  const other = await signIn("priya");
  await other.goto(`/oncall/pages/${pageId}`);
  await other.getByRole("textbox", { name: "Reason or note" }).fill("Hannah is asleep");
  await other.getByRole("button", { name: "Take over from Hannah Brekke" }).click();
  await expect(other.getByText("Taken over: Hannah is asleep")).toBeVisible();
  await expect(page.getByText("with Priya Ramdas")).toBeVisible();
  // What Hannah writes meanwhile stays under her hands.
  const note = page.getByRole("textbox", { name: "Reason or note" });
  await note.fill("It was ");
  await other.getByRole("button", { name: "Resolve" }).click();
  await expect(other.getByText("Resolved", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("The page was resolved while you wrote")).toBeVisible();
  await page.keyboard.type("the nightly backup");
  await expect(note).toHaveValue("It was the nightly backup");
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(note).toHaveCount(0);

  await page.setViewportSize(screenSizes.desktop);
  await page.goto("/oncall/handover");
  await page.getByRole("button", { name: "Hand the shift over" }).click();
  await choose(page, "To", "Priya Ramdas");
  await page.getByRole("dialog").getByRole("textbox", { name: "Note" }).fill("The rest is quiet");
  await page.getByRole("button", { name: "Sign and hand over" }).click();
  await expect(page.getByText("The rest is quiet").first()).toBeVisible();
  await expectWellMade(page, "hand-over");
  await other.goto("/oncall/handover");
  await other.getByRole("button", { name: "Sign" }).first().click();
  await expect(other.getByText("Signed by both").first()).toBeVisible();
});

test("a notification's link asks who one is, and leads back to its page", async ({ browser, url, ctx }) => {
  const pageId = await callHannah(ctx, { title: `Signed out ${Date.now()}`, ticketId: null });
  const stranger = await (await browser.newContext({ baseURL: url })).newPage();
  await stranger.goto(`/oncall/pages/${pageId}`);
  await expect(stranger).toHaveURL(new RegExp(`/login\\?to=%2Foncall%2Fpages%2F${pageId}`));
  expect((await stranger.request.get(`/api/oncall/pages/${pageId}`)).status()).toBe(401);
  await stranger.getByRole("button", { name: /Continue as Hannah/ }).click();
  await expect(stranger).toHaveURL(new RegExp(`/oncall/pages/${pageId}$`));
  // The page is there before it listens.
  await expect(stranger.locator("html[data-keys=live]")).toBeAttached();
  await stranger.getByRole("button", { name: "Resolve" }).click();
  await expect(stranger.getByText("Resolved", { exact: true }).first()).toBeVisible();
  await stranger.context().close();
});

test("schedules of PagerDuty are shown before they are taken in; channels and calendar addresses are one's own", async ({
  signIn,
}) => {
  const page = await signIn("marcus");
  const name = `From PagerDuty ${Date.now()}`;
  const layer = {
    name: "Weekly",
    start: "2026-01-05T09:00:00+01:00",
    rotation_virtual_start: "2026-01-05T09:00:00+01:00",
    rotation_turn_length_seconds: 604_800,
    users: [{ user: { id: "A", summary: "Hannah Brekke" } }, { user: { id: "B", summary: "Nobody Known" } }],
  };
  const chain = {
    id: "E",
    name: `${name}, chain`,
    num_loops: 1,
    escalation_rules: [
      { escalation_delay_in_minutes: 10, targets: [{ id: "S", type: "schedule_reference", summary: name }] },
    ],
  };
  const schedule = { id: "S", name, time_zone: "Europe/Oslo", schedule_layers: [layer] };
  const file = { schedules: [schedule], escalation_policies: [chain] };
  await page.goto("/oncall/import");
  await page.getByLabel("Export").setInputFiles({
    name: "pagerduty.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(file)),
  });
  await expect(page.getByRole("heading", { name: "PagerDuty: what will come" })).toBeVisible();
  await expect(page.getByText("Nobody Known")).toBeVisible();
  await expectWellMade(page, "import");
  await choose(page, "Last resort", "Priya Ramdas");
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("link", { name })).toBeVisible();

  await page.goto("/oncall/notifications");
  await page.getByRole("button", { name: "Add a channel" }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, "Kind", "Webhook");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Pager");
  await dialog.getByRole("textbox", { name: "Address" }).fill("https://pager.example.com/hook");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText(/whsec_/)).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Nothing sent yet")).toBeVisible();
  await page.getByRole("button", { name: "Make an address" }).click();
  const address = (await page.getByText(/\/api\/oncall\/feeds\//).textContent()) ?? "";
  const calendar = await page.request.get(new URL(address).pathname);
  expect(await calendar.text()).toContain("BEGIN:VCALENDAR");
  await page.getByRole("button", { name: "Done" }).click();
  await expectWellMade(page, "notifications");
});
