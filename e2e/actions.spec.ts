/** An alert of the demo from the proposed action to the one that mends it: two people, an object that changed, a roll-back, a second action. */
import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import { changeSystem } from "#lib/demo/automation/answer";
import { answered, conversation, expect, test } from "./fixtures";
import { expectPageWellMade } from "./well-made";

const service = "ledger-worker";

/** The run on the timeline that is not over. */
function actionOn(page: Page, name: string) {
  return conversation(page)
    .getByRole("group")
    .filter({ has: page.getByText(name, { exact: true }) })
    .last();
}

async function types(form: ReturnType<Page["getByRole"]>, button: RegExp) {
  await form.getByLabel("Type the service to confirm").fill(service);
  await form.getByRole("button", { name: button }).click();
}

test("approved by two, refused because it changed, approved again, rolled back, mended by the next", async ({
  signIn,
  ctx,
}) => {
  test.setTimeout(240_000);
  const [of] = await ctx.db.select().from(ticket).where(eq(ticket.externalId, "demo-platform-backlog"));
  const address = `/inbox?ticket=${of?.id}`;
  const [hannah, priya] = [await signIn("hannah"), await signIn("priya")];

  await test.step("the runbook's first step is proposed, and a dry run shows what it would do", async () => {
    await hannah.goto(address);
    const card = hannah.getByRole("region", { name: /^Proposal: Remediation/ });
    await expect(card).toContainText("Scale service");
    // Nothing is chosen beforehand: there is no approval before there is something to approve.
    await expect(card.getByRole("button", { name: "Approve" })).toHaveCount(0);
    await card.getByRole("button", { name: /^Dry run/ }).click();
    await expect(card).toContainText("Replicas 2 → 4.");
    await expect(card).toContainText("from alert label");
    await expect(card.getByRole("button", { name: "Approve" })).not.toBeFocused();
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(card).toContainText("is not the value shown");
    await expect(card.getByText(service, { exact: true }).last(), "what is to be typed").toBeVisible();
    await types(card, /^Approve/);
    await expect(actionOn(hannah, "Scale service")).toContainText("waits for another approval");
  });

  await test.step("what it acts on changes: refused, with the difference", async () => {
    await changeSystem(ctx, service, { replicas: 3 });
    await priya.goto(address);
    const action = actionOn(priya, "Scale service");
    await types(action, /^Approve as second person/);
    await expect(conversation(priya)).toContainText("replicas was 2, is 3");
    await expect(actionOn(hannah, "Scale service")).toContainText("refused");
  });

  await test.step("prepared and approved again, it runs, and the signal says that it did not help", async () => {
    const refused = actionOn(hannah, "Scale service");
    await refused.getByRole("button", { name: "Prepare again" }).click();
    const dialog = hannah.getByRole("dialog");
    await dialog.getByRole("button", { name: "Dry run" }).click();
    await expect(dialog).toContainText("Replicas 3 → 4.");
    await types(dialog, /^Approve/);
    await expect(dialog).toContainText("A second person is asked for");
    await dialog.getByRole("button", { name: "Close" }).first().click();
    await types(actionOn(priya, "Scale service"), /^Approve as second person/);
    await expect(actionOn(hannah, "Scale service")).toContainText("did not help", { timeout: 60_000 });
  });

  await test.step("rolled back", async () => {
    await actionOn(hannah, "Scale service").getByRole("button", { name: "Roll back" }).click();
    await expect(actionOn(hannah, "Scale service")).toContainText("rolled back", { timeout: 60_000 });
  });

  await test.step("the runbook's next step is proposed, approved by two, and verified", async () => {
    const card = hannah.getByRole("region", { name: /^Proposal: Remediation/ });
    await expect(card).toContainText("Restart service", { timeout: 60_000 });
    await card.getByRole("button", { name: /^Dry run/ }).click();
    await expect(card).toContainText("Restarts 3 replicas, one after the other.");
    await types(card, /^Approve/);
    await types(actionOn(priya, "Restart service"), /^Approve as second person/);
    await expect(actionOn(hannah, "Restart service")).toContainText("verified", { timeout: 60_000 });
    await expect(conversation(hannah)).toContainText("helped: its signal is good again");
  });

  await test.step("the ticket, the actions and the catalogue are clean in both themes and on a phone", async () => {
    const ingrid = await signIn("ingrid");
    for (const path of [`/tickets/${of?.id}`, "/actions", "/settings/actions"])
      await expectPageWellMade(ingrid, path);
  });
});

test("any card can be reported as suspicious: rejected, and told on the ticket", async ({
  desk,
  openWaiting,
}) => {
  const { ticketId } = await openWaiting(desk);
  await answered(desk, () => desk.getByRole("button", { name: "Report as suspicious" }).click());
  // Like every reject it leads on to the next ticket.
  await expect(desk.getByText(/rejected/i).first()).toBeVisible();
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(conversation(desk)).toContainText("reported a proposal as suspicious");
});
