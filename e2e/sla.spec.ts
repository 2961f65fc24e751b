/** Service levels: a clock warns and runs out, a policy is changed, a commitment is kept as one, the figures tell what was kept. */
import type { Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { writePolicy } from "#lib/settings/commands";
import { readSetting } from "#lib/settings/queries";
import type { SlaPolicy, Target } from "#lib/sla/model";
import { createQueue } from "#lib/team/queues/commands";
import { conversation, expect, test } from "./fixtures";
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

const breach = "breach";

/** A policy of one queue that promises every first reply within so many hours, round the clock. */
function promised(queueId: number, hours: number): SlaPolicy {
  const target: Target = { first: hours * 60, next: null, resolution: null, roundTheClock: true };
  const targets = { low: target, normal: target, high: target, urgent: target };
  return {
    key: breach,
    name: "Patience",
    queueIds: [queueId],
    plans: [],
    targets,
    hours: null,
    pauses: [],
  };
}

/** Puts a policy before all others; those stay as they are. */
async function promise(ctx: Ctx, policy: SlaPolicy): Promise<void> {
  const { policies } = await readSetting(ctx, "sla.policies");
  const others = policies.filter(({ key }) => key !== policy.key);
  await writePolicy(ctx, { key: "sla.policies", value: { policies: [policy, ...others] } });
}

test.describe("a policy of a test's own", () => {
  // Left in place by a test that failed, it would be in the way of the others.
  test.afterEach(async ({ ctx }) => {
    const { policies } = await readSetting(ctx, "sla.policies");
    const others = policies.filter(({ key }) => key !== breach);
    await writePolicy(ctx, { key: "sla.policies", value: { policies: others } });
  });

  test("a clock warns at half of its time and at four fifths, and runs out: in the list, on the ticket, in the figures", async ({
    signIn,
    ctx,
  }) => {
    const key = unique("patience");
    const { id: queueId } = await createQueue(ctx, { key, name: "Patience" });
    await promise(ctx, promised(queueId, 200));
    const { ticketId } = await customerWrites(ctx, {
      subject: "The archive is out of reach",
      body: "Nobody here can open the archive.",
      runsAgent: true,
      queue: key,
      at: new Date(ctx.now().getTime() - 90 * 60 * 60_000),
    });
    const [list, page] = [await signIn("priya"), await signIn("marcus")];
    await list.goto(`/inbox?view=all&queue=${queueId}`);
    await page.goto(`/tickets/${ticketId}`);
    const row = list.getByRole("link", { name: /The archive is out of reach/ });
    const level = page.getByRole("region", { name: "Service level" });

    // How much is used follows from what is promised, so that no second counts.
    await expect(level).toContainText("Running");
    await expect(row.getByTitle(/of the time is used/)).toBeHidden();

    await promise(ctx, promised(queueId, 150));
    await expect(row.getByTitle(/50% of the time is used/)).toContainText("Due:");
    await expect(level).toContainText("of 150 h");
    await expect(level).toContainText("Running");

    await promise(ctx, promised(queueId, 100));
    await expect(row.getByTitle(/80% of the time is used/)).toContainText("Due soon:");
    await expect(level).toContainText("Nearly up");

    await promise(ctx, promised(queueId, 80));
    await expect(row).toContainText("Overdue:");
    await expect(level).toContainText("Breached");
    await expect(conversation(page)).toContainText("The customer is waiting for a reply.");
    await expectAccessible(page);

    await page.goto("/audit?action=sla.breach");
    await expect(page.getByRole("main")).toContainText(`#${ticketId}`);
    await page.goto(`/analytics?queue=${queueId}`);
    await expect(page.getByRole("figure", { name: /SLA attainment by policy/ })).toContainText("0%");
    await expect(page.getByRole("figure", { name: /SLA breaches/ })).toContainText("1 breach");
  });
});
