/** Help without being asked: a message becomes a waiting proposal while nobody touches anything. */
import { conversation, expect, press, test } from "./fixtures";
import { customerWrites } from "./tickets";
import { expectAccessible } from "./well-made";

test("a stranger signs in with one click and finds proposals waiting", async ({ page, url }) => {
  await page.goto(url);
  await page.getByRole("button", { name: /Continue as Hannah Brekke/ }).click();
  await expect(page).toHaveURL(/inbox/);
  const waiting = page.getByRole("region", { name: "Tickets" }).getByText(/^(Reply|Diagnostic)/);
  await expect(waiting.first()).toBeVisible();
});

test("a message arrives, the worker considers it, and the proposal appears by itself", async ({
  desk,
  ctx,
}) => {
  await desk.goto("/inbox");
  await expect(desk.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
  const { ticketId } = await customerWrites(ctx, {
    subject: "502 on the new balancer",
    body: "All requests to lb-7c21 get 502 Bad Gateway since the deployment. Can you see the targets?",
    runsAgent: true,
  });
  const row = desk.getByRole("link").filter({ hasText: `#${ticketId}` });
  await expect(row).toContainText("502 on the new balancer");
  await expect(row).toContainText(/Reply|Diagnostic|Escalation/);
  await row.click();
  await expect(conversation(desk)).toContainText("lb-7c21");
  await expect(desk.getByRole("region", { name: /^Proposal: (Reply|Diagnostic|Escalation)/ })).toBeVisible();
});

test("an accepted diagnostic runs, and its result arrives on the ticket", async ({ desk, ctx }) => {
  const { ticketId } = await customerWrites(ctx, {
    subject: "Targets of lb-a94e",
    body: "Every request to lb-a94e ends in 502 Bad Gateway. What does your health check of lb-a94e say?",
    runsAgent: true,
  });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const card = desk.getByRole("region", { name: "Proposal: Diagnostic" });
  await expect(card).toContainText("lb-a94e");
  await press(desk, "a");
  await expect(conversation(desk)).toContainText("get_lb_health");
  await expect(
    conversation(desk)
      .getByText(/result|healthy|found/i)
      .first(),
  ).toBeVisible();
  // It ran by mistake: what it found is not used any more.
  const look = conversation(desk).getByRole("group").filter({ hasText: "get_lb_health" });
  await look.getByText("get_lb_health").click();
  await look.getByRole("button", { name: "Discard this result" }).click();
  await expect(look).toContainText("discarded");
  await expectAccessible(desk);
});
