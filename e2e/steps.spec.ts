/** Other steps of a card, what a hand-over is unsure of, triage by field, a silence that should have proposed: by keyboard. */
import type { Page } from "@playwright/test";
import { and, desc, eq } from "drizzle-orm";
import { agentRun, decision, suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { conversation, expect, notice, press, proposal, test } from "./fixtures";
import { waitingHandOver, withheldDraft } from "./tickets";

/** A ticket on which the agent said nothing, opened. */
async function opensWithheld(page: Page, ctx: Ctx) {
  const made = await withheldDraft(ctx);
  await page.goto(`/inbox?ticket=${made.ticketId}`);
  await expect(page.getByText("No proposal.")).toBeVisible();
  return made;
}

/** A hand-over that waits, opened. */
async function opensHandOver(page: Page, ctx: Ctx) {
  const made = await waitingHandOver(ctx);
  await page.goto(`/inbox?ticket=${made.ticketId}`);
  await expect(proposal(page, "Escalation")).toBeVisible();
  return made;
}

test("a digit shows another step, the same digit the first again, and A sends what stands there", async ({
  desk,
  ctx,
}) => {
  const { ticketId, draft } = await waitingHandOver(ctx);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const card = proposal(desk, "Escalation");
  await expect(card.getByRole("region", { name: "A draft the agent is not sure of" })).toContainText(draft);
  await press(desk, "2");
  await expect(proposal(desk).getByRole("button", { name: /^Send/ })).toBeVisible();
  await press(desk, "2");
  await expect(card.getByRole("button", { name: /^Assign to me/ })).toBeVisible();
  await press(desk, "2");
  await press(desk, "a");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  const [made] = await ctx.db
    .select({ alternative: decision.alternative, verdict: decision.verdict })
    .from(decision)
    .where(eq(decision.ticketId, ticketId));
  expect(made).toEqual({ alternative: 1, verdict: "accept" });
});

test("a card says what its key does and whether the estimate is proven; a chosen step brings its own", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  await openWaiting(desk);
  const reply = proposal(desk);
  await expect(reply).toContainText("not certified yet");
  await expect(reply.getByRole("button", { name: /^Send/ })).toHaveAccessibleDescription(
    "Goes to Mira Castellane; can be undone for ten seconds.",
  );

  const { ticketId } = await waitingHandOver(ctx, { isWithheld: false });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const handOver = proposal(desk, "Escalation");
  await expect(handOver.getByRole("button", { name: /^Assign to me/ })).toHaveAccessibleDescription(
    "Assigns the ticket to you; the customer sees nothing.",
  );
  await expect(handOver.getByRole("button", { name: /^Send draft/ }), "none was withheld").toHaveCount(0);
  await press(desk, "w");
  await press(desk, "1");
  const chosen = proposal(desk, "Reply");
  await expect(chosen).toContainText("Step 1 in place of the proposed one");
  await expect(chosen).toContainText("Low");
});

test("what was typed into one step is still there after a look at another", async ({ desk, ctx }) => {
  const { ticketId } = await waitingHandOver(ctx);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(proposal(desk, "Escalation")).toBeVisible();
  await press(desk, "2");
  await press(desk, "e");
  const mine = "Please send us the id of the volume and its region.";
  await desk.getByRole("textbox", { name: "Edit the proposal" }).fill(mine);
  await desk.keyboard.press("Escape");
  await press(desk, "2");
  await expect(proposal(desk, "Escalation")).toBeVisible();
  await press(desk, "2");
  await expect(proposal(desk)).toContainText(mine);
  await press(desk, "a");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(conversation(desk)).toContainText(mine);
  await expect(desk.getByRole("textbox", { name: "Write to the customer" })).toHaveValue("");
});

test("W uses the draft of a hand-over", async ({ desk, ctx }) => {
  const { ticketId, draft } = await opensHandOver(desk, ctx);
  await press(desk, "w");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(conversation(desk)).toContainText(draft);
});

test("S says that it should have proposed, a digit with what; triage is changed where it stands", async ({
  desk,
  ctx,
}) => {
  const { ticketId, kept } = await opensWithheld(desk, ctx);
  await press(desk, "s");
  await expect(desk.getByRole("group", { name: "What should it have proposed?" })).toBeVisible();
  await press(desk, "2");
  await expect(desk.getByRole("status").filter({ hasText: "should have proposed" })).toContainText(
    kept[1] ?? "",
  );
  const graded = async () => (await ctx.db.select().from(agentRun).where(eq(agentRun.ticketId, ticketId)))[0];
  await expect.poll(async () => (await graded())?.expected).toMatchObject({ kind: "reply", text: kept[1] });

  const strip = proposal(desk, "Triage");
  await strip.getByRole("combobox", { name: "Category" }).click();
  await desk.getByRole("option", { name: "network" }).click();
  await strip.getByRole("combobox", { name: "Priority" }).click();
  await desk.getByRole("option", { name: "Keep as it is" }).click();
  await strip.getByRole("button", { name: /^Apply/ }).click();
  await expect(notice(desk, `#${ticketId}: triage applied`)).toBeVisible();
  const [row] = await ctx.db
    .select({ status: suggestion.status, final: decision.finalText })
    .from(suggestion)
    .innerJoin(decision, eq(decision.suggestionId, suggestion.id))
    .where(eq(suggestion.ticketId, ticketId))
    .orderBy(desc(decision.id));
  expect(row).toEqual({ status: "edited", final: "File under category network." });
});

test("where no card stands a digit puts a possible reply where it is written, seen before it is sent", async ({
  desk,
  ctx,
}) => {
  const { kept } = await opensWithheld(desk, ctx);
  const possible = desk.getByRole("group", { name: "Possible replies" });
  await desk.getByRole("button", { name: /possible repl/ }).click();
  await expect(possible.getByRole("button").nth(1)).toContainText(/%$/);
  await press(desk, "2");
  const field = desk.getByRole("textbox", { name: "Write to the customer" });
  await expect(field).toHaveValue(kept[1] ?? "");
  await expect(field).toBeFocused();
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(conversation(desk)).toContainText(kept[1] ?? "");
});

test("once a card is rejected, what stood beside it is still one key away", async ({ desk, ctx }) => {
  const { draft } = await opensHandOver(desk, ctx);
  await press(desk, "d");
  await expect(desk.getByRole("group", { name: /reject/i })).toBeVisible();
  await press(desk, "1");
  await expect(desk.getByText(/Escalation was rejected/)).toBeVisible();
  await press(desk, "1");
  await expect(desk.getByRole("textbox", { name: "Write to the customer" })).toHaveValue(draft);
});

test("what a silence should have said is written in one's own words, and sends nothing", async ({
  desk,
  ctx,
}) => {
  const { ticketId } = await opensWithheld(desk, ctx);
  await press(desk, "s");
  const words = "Please send us the output of df -h.";
  await desk.getByRole("textbox", { name: "What it should have proposed" }).fill(words);
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(desk.getByRole("status").filter({ hasText: "should have proposed" })).toContainText(words);
  const rows = () => ctx.db.select().from(agentRun).where(eq(agentRun.ticketId, ticketId));
  await expect.poll(async () => (await rows())[0]?.expected).toEqual({ kind: "reply", text: words });
  const replies = await ctx.db
    .select()
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, ticketId), eq(ticketEvent.kind, "analyst_reply")));
  expect(replies).toEqual([]);
});
