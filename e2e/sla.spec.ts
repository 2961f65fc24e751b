/** Service levels: a policy is changed and its clocks follow, a commitment is kept as one, the figures tell what was kept. */
import { expect, test } from "./fixtures";
import { customerWrites } from "./tickets";
import { expectAccessible } from "./well-made";

const asks = {
  subject: "Contract annex for vm-77aa01",
  body: "Could somebody please send us the annex of our contract for vm-77aa01?",
  runsAgent: true,
};

test("a ticket shows its clocks, and what a reply promises stands beside it until it is withdrawn", async ({
  desk,
  ctx,
}) => {
  const { ticketId } = await customerWrites(ctx, asks);
  await desk.goto(`/tickets/${ticketId}`);
  const level = desk.getByRole("region", { name: "Service level" });
  await expect(level).toContainText("First reply");
  await expect(level.getByRole("meter", { name: "First reply: time used" })).toBeVisible();
  // Whatever the agent proposes stands above the composer.
  await desk.getByRole("tab", { name: "Reply" }).click();
  await desk
    .getByRole("textbox", { name: "Write to the customer" })
    .fill("Hello, I will send it by tomorrow noon.");
  await desk.keyboard.press("ControlOrMeta+Enter");
  const promised = desk.getByRole("region", { name: "Commitments" });
  await expect(promised).toContainText("I will send it by tomorrow noon.");
  await expect(promised).toContainText("Open");
  await expect(level).toContainText("Met");
  await promised.getByRole("button", { name: "Withdraw" }).click();
  await expect(promised).toContainText("Withdrawn");
  await expectAccessible(desk);
});

test("a lead adds a policy and holidays out of a calendar file; analytics tells what was kept", async ({
  signIn,
}) => {
  const page = await signIn("marcus");
  await page.goto("/settings/sla");
  await expect(page.getByRole("region", { name: "Enterprise" })).toContainText("for customers on Enterprise");
  await page.getByRole("button", { name: "Add a policy" }).click();
  const sheet = page.getByRole("dialog", { name: "Add a policy" });
  await sheet.getByLabel("Name").fill("Trial");
  await sheet.getByLabel("Customer plans").fill("Trial");
  await sheet.getByRole("group", { name: "Urgent" }).getByLabel("First reply").fill("soon");
  await sheet.getByRole("button", { name: "Add" }).click();
  await expect(sheet.getByText("Write a time like 2 h.")).toBeVisible();
  await sheet.getByRole("group", { name: "Urgent" }).getByLabel("First reply").fill("45 min");
  await sheet.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("region", { name: "Trial" })).toContainText("45 min");
  await page.getByRole("button", { name: "Remove Trial" }).click();
  await expect(page.getByRole("region", { name: "Trial" })).toBeHidden();

  await page.goto("/settings/hours");
  const calendar = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "BEGIN:VEVENT",
    "UID:1",
    "DTSTART;VALUE=DATE:20201225",
    "RRULE:FREQ=YEARLY",
    "SUMMARY:Christmas",
    "END:VEVENT",
    "END:VCALENDAR",
  ].join("\r\n");
  await page
    .getByLabel("iCalendar file with holidays")
    .setInputFiles({ name: "days.ics", mimeType: "text/calendar", buffer: Buffer.from(calendar) });
  await expect(page.getByText("3 of 3 dates added. Save to keep them.")).toBeVisible();

  await page.goto("/analytics");
  await expect(page.getByRole("heading", { name: "SLA attainment by policy" })).toBeVisible();
  await page.goto("/settings/policy");
  await expect(page.getByText(/held back in the last 24 hours/)).toBeVisible();
  await expectAccessible(page);
});
