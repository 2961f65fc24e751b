/** The agent looks something up by itself: the analyst opens an answer, says what was not needed, and a lead says how far it goes. */
import { answered, conversation, expect, press, test } from "./fixtures";
import { customerWrites } from "./tickets";
import { expectAccessible } from "./well-made";

const asks = {
  subject: "Errors from pg-ledger-shop",
  body: "Since 9 o'clock our shop gets errors on nearly every query, database is pg-ledger-shop. What do you see?",
  runsAgent: true,
};

test("the card is an answer from what the agent looked up, and the look-up can be called unneeded", async ({
  desk,
  ctx,
}) => {
  const { ticketId } = await customerWrites(ctx, asks);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(desk.getByRole("region", { name: /^Proposal: (Reply|Escalation)/ })).toBeVisible();
  const look = conversation(desk).getByRole("group").filter({ hasText: "get_db_status" });
  await expect(look).toContainText("By the agent");
  await expect(look).not.toHaveAttribute("open");
  const messages = desk.getByRole("region", { name: "Messages" });
  const share = async () =>
    ((await messages.boundingBox())?.height ?? 0) / (desk.viewportSize()?.height ?? 1);
  await expect.poll(share).toBeGreaterThanOrEqual(0.4);
  await look.getByText("get_db_status").click();
  await look.getByRole("button", { name: "Not needed" }).click();
  await expect(look).toContainText("Marked as not needed by Hannah");
  await look.getByRole("button", { name: "It was needed" }).click();
  await expect(look.getByRole("button", { name: "Not needed" })).toBeVisible();
  await expectAccessible(desk);
});

test("by key a hypothesis is ruled out, supported, struck and taken up again", async ({ desk, ctx }) => {
  const { ticketId } = await customerWrites(ctx, asks);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const finding = desk.getByRole("region", { name: "Finding" });
  await expect(desk.getByRole("region", { name: /^Proposal: (Reply|Escalation)/ })).toBeVisible();
  await press(desk, "Shift+h");
  await expect(finding.getByRole("listitem").first()).toBeFocused();
  const words = (await finding.getByRole("listitem").first().locator("p").first().textContent()) ?? "";
  const text = words.replace(/^(Supported|Ruled out|Not checked)\s*/, "");
  const item = finding.getByRole("listitem").filter({ hasText: text });
  const steers = async (key: string, said: string) => {
    await item.focus();
    await answered(desk, () => press(desk, key));
    await expect(item.locator("p").first()).toContainText(said);
  };
  await steers("n", "Ruled out");
  await steers("y", "Supported");
  await steers("Delete", text);
  await expect(item.getByRole("button", { name: "Look at it again" })).toBeVisible();
  await steers("Backspace", text);
  await expect(item.getByRole("button", { name: "Strike" })).toBeVisible();
});

test("a lead lets a tool ask first, and what changed is in the audit trail", async ({ signIn }) => {
  const page = await signIn("marcus");
  await page.goto("/settings/investigation");
  await page.getByRole("combobox", { name: "Mode of lookup_invoice" }).click();
  await page.getByRole("option", { name: "Asks first" }).click();
  await expect(page.getByRole("combobox", { name: "Mode of lookup_invoice" })).toContainText("Asks first");
  await page.getByRole("button", { name: "Limits and exceptions of lookup_invoice" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Calls a minute").fill("30");
  await sheet.getByRole("button", { name: "Add a rule" }).click();
  await sheet.getByRole("combobox", { name: "Priority of rule 1" }).click();
  await page.getByRole("option", { name: "Urgent" }).click();
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("30 a minute · cost 1 · 1 exception")).toBeVisible();
  await page.goto("/audit");
  await expect(page.getByText(/changed what the agent may do by itself with/).first()).toBeVisible();
});
