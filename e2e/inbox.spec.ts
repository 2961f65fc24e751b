/** Moving through the inbox: a place far down is found again, and sending can open the next ticket that waits. */
import { agentCtx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { recordAgentRun } from "#lib/suggestions/commands";
import { runInput } from "#lib/suggestions/testing/fixtures";
import { assign } from "#lib/tickets/commands";
import { answered, atRest, conversation, escalate, expect, notice, press, test } from "./fixtures";
import { customerWrites, waitingLookUp, waitingReply } from "./tickets";

test("a list that was scrolled past its first page is found again where it was left", async ({ signIn }) => {
  const page = await signIn("priya");
  // Of the closed ones: no new ticket of the demo moves the rows meanwhile.
  await page.goto("/inbox?view=closed");
  const list = page.getByRole("list", { name: "Closed" });
  const scroller = list.locator("..");
  const firstInSight = () =>
    scroller.evaluate((element) => {
      const rows = [...element.querySelectorAll("li")].sort(
        (a, b) => Number(a.dataset.row) - Number(b.dataset.row),
      );
      const top = element.getBoundingClientRect().top;
      return rows.find((row) => row.getBoundingClientRect().top >= top)?.textContent?.match(/#\d+/)?.[0];
    });
  await expect(list.getByRole("link").first()).toBeVisible();
  await scroller.evaluate((element) => element.scrollTo(0, 2400));
  await expect.poll(() => list.locator("li").last().getAttribute("aria-setsize")).not.toBe("50");
  await scroller.evaluate((element) => element.scrollTo(0, 58 * 55));
  await expect.poll(() => scroller.evaluate(({ scrollTop }) => scrollTop)).toBe(58 * 55);
  // The rows of a place are there a moment after it is.
  await expect.poll(firstInSight).toBeDefined();
  const seen = await atRest(firstInSight);
  await expect
    .poll(() => page.evaluate(() => Object.values(sessionStorage).includes(String(58 * 55))))
    .toBe(true);
  await page.reload();
  await expect(list.getByRole("link").filter({ hasText: seen ?? "#" })).toBeVisible();
  await expect.poll(firstInSight).toBe(seen);
});

test("mod+Shift+Enter sends what was typed and opens the next ticket that waits", async ({ desk, ctx }) => {
  // A list of its own: elsewhere the next one would be whichever came between.
  const subject = unique("Quota");
  const next = await waitingReply(ctx, "Which volume is it?", subject);
  const typed = await waitingReply(ctx, "Which region is it in?", subject);
  await desk.goto(`/inbox?search=${subject}&ticket=${typed.ticketId}`);
  await press(desk, "r");
  await desk.getByRole("textbox", { name: "Write to the customer" }).fill("Hello Mira, one moment please.");
  await desk.keyboard.press("ControlOrMeta+Shift+Enter");
  await expect(notice(desk, `Reply to #${typed.ticketId} is on its way`)).toBeVisible();
  await expect(desk).toHaveURL(new RegExp(`ticket=${next.ticketId}`));
  await desk.goto(`/inbox?ticket=${typed.ticketId}`);
  await expect(conversation(desk)).toContainText("one moment please");
});

test("a diagnostic that is handed over opens the next ticket that waits; one that is looked up stays", async ({
  desk,
  ctx,
}) => {
  const subject = unique("Doors");
  const lookUp = await waitingLookUp(ctx, subject);
  const handedOver = await waitingLookUp(ctx, subject);
  await desk.goto(`/inbox?view=proposed&search=${subject}&ticket=${handedOver}`);
  const card = desk.getByRole("region", { name: "Proposal: Look up" });
  await expect(card).toBeVisible();
  await assign(ctx, { ticketId: handedOver, assigneeId: "demo-hannah" });
  await escalate(desk, "Priya");
  await expect(desk).toHaveURL(new RegExp(`ticket=${lookUp}`));
  await expect(card).toBeVisible();
  await press(desk, "a");
  await expect(card).toHaveCount(0);
  await expect(desk).toHaveURL(new RegExp(`ticket=${lookUp}`));
});

test("a look-up that was accepted by mistake is undone with its key", async ({ desk, ctx }) => {
  const ticketId = await waitingLookUp(ctx);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const card = desk.getByRole("region", { name: "Proposal: Look up" });
  await expect(card).toBeVisible();
  await press(desk, "a");
  await expect(conversation(desk)).toContainText("waiting for its result");
  // The ticket may tell of it before the page knows how to take it back.
  await expect(notice(desk, `#${ticketId}: look it up`)).toBeVisible();
  await press(desk, "z");
  await expect(card).toBeVisible();
  await expect(conversation(desk)).toContainText("withdrawn");
});

test("an approved remediation is written down for a person, and runs nothing", async ({ desk, ctx }) => {
  const { ticketId, eventId } = await customerWrites(ctx, {
    subject: "Replica lags",
    body: "The replica of orders-db is ten minutes behind.",
    runsAgent: false,
  });
  const text = "Restart the replication worker of orders-db.";
  const proposed = runInput(ticketId, eventId, { kind: "remediation", text, risk: 2 });
  await recordAgentRun(agentCtx(ctx.db), proposed);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const card = desk.getByRole("region", { name: "Proposal: Remediation" });
  await expect(card).toContainText(text);
  await card.getByRole("button", { name: /^Edit/ }).click();
  const changed = "Restart the replication worker of orders-db after 18:00.";
  await desk.getByRole("textbox", { name: "Edit the proposal" }).fill(changed);
  await answered(desk, () => card.getByRole("button", { name: /^Approve/ }).click());
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(conversation(desk)).toContainText(changed);
  await expect(conversation(desk)).toContainText("Note, team only");
});
