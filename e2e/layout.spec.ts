/** The conversation keeps its share of the height, and the decision stays in sight, however long the draft, the brief or the text being written. */

import type { Locator, Page } from "@playwright/test";
import { agentCtx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { recordAgentRun } from "#lib/suggestions/commands";
import { candidate } from "#lib/suggestions/testing/candidate";
import { person, runInput } from "#lib/suggestions/testing/fixtures";
import { assign } from "#lib/tickets/commands";
import { ticketDetail } from "#lib/tickets/queries";
import { reply } from "#lib/tickets/replies/commands";
import { longDraft, triage } from "./cards";
import { atRest, attentive, expect, press, proposal, test } from "./fixtures";
import { holdReads } from "./held-reads";
import { customerWrites, waitingHandOver, withheldDraft, writesAgain } from "./tickets";

/** The last one is 1280×720 at 200 %. */
const sizes = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
  { width: 640, height: 360 },
];
const leastShare = 0.4;
const alternatives = ["Which region is it in?", "Please send us its id.", "Is it a root volume?"].map(
  (text) => candidate(text, { probability: 0.2 }),
);

async function expectRoom(page: Page, button: RegExp) {
  const { height } = page.viewportSize() ?? { height: 0 };
  const messages = page.getByRole("region", { name: "Messages" });
  await expect
    .poll(async () => ((await messages.boundingBox())?.height ?? 0) / height)
    .toBeGreaterThanOrEqual(leastShare);
  const main = page.getByRole("button", { name: button }).first();
  await expect(main).toBeInViewport({ ratio: 1 });
  // Not only within the window, but covered by nothing.
  await main.click({ trial: true });
}

/** What is shown stands, and is less than `height` px high. */
async function expectLower(what: Locator, height: number, message: string) {
  const own = async () => (await what.boundingBox())?.height;
  await expect.poll(own, { message }).toBeLessThan(height);
}

for (const size of sizes) {
  test(`the conversation keeps 40 % of ${size.width}×${size.height}`, async ({ signIn, ctx }) => {
    const page = await signIn("hannah");
    await page.setViewportSize(size);
    const { ticketId, eventId } = await customerWrites(ctx, {
      subject: "Volume full",
      body: longDraft,
      runsAgent: false,
    });
    const evidence = Array.from({ length: 6 }, (_, place) => ({
      kind: "article" as const,
      ref: place + 1,
      title: `How volumes are grown, part ${place + 1}`,
      excerpt: "Grow the volume.",
      score: 1,
    }));
    await recordAgentRun(agentCtx(ctx.db), {
      ...runInput(ticketId, eventId, { text: longDraft, evidence, payload: { alternatives } }),
      triage,
    });
    await page.goto(`/inbox?ticket=${ticketId}`);
    const card = proposal(page);
    await expect(card.getByRole("button", { name: /3 others/ })).toBeVisible();
    await expectRoom(page, /^Send/);
    const strip = page.getByRole("region", { name: "Proposal: Triage" });
    await expectLower(strip, 60, "triage in one line");
    const sources = card.getByRole("list", { name: "Sources" });
    await expectLower(sources, 50, "one row of sources");

    await press(page, "e");
    await expect(page.getByRole("textbox", { name: "Edit the proposal" })).toBeFocused();
    await page.keyboard.type("One more line. ");
    await expectRoom(page, /^Send/);
    await page.keyboard.press("Escape");

    await press(page, "d");
    await expect(page.getByRole("group", { name: "Why is it rejected?" })).toBeVisible();
    await expectRoom(page, /Factually wrong/);
    await page.keyboard.press("Escape");

    await press(page, "r");
    await page.getByRole("textbox", { name: "Write to the customer" }).fill(longDraft);
    await expectRoom(page, /^Send/);
    await expect(page.getByRole("button", { name: /^Send/ }).last()).toBeInViewport({ ratio: 1 });

    const handOver = await waitingHandOver(ctx);
    await page.goto(`/inbox?ticket=${handOver.ticketId}`);
    const brief = proposal(page, "Escalation");
    await expect(brief).toBeVisible();
    await expect(brief.getByText("A volume is full.")).toBeHidden();
    await expect(brief.getByText(/^For /)).toBeInViewport({ ratio: 1 });
    await expectRoom(page, /^(Escalate|Assign to me)/);
    await brief.locator("summary").click();
    await expect(brief.getByText("A volume is full.")).toBeVisible();
    await expectRoom(page, /^(Escalate|Assign to me)/);
    await assign(await person(ctx), { ticketId: handOver.ticketId, assigneeId: "demo-hannah" });
    await page.reload();
    await expect(brief.getByRole("combobox", { name: "Escalate to" })).toBeInViewport({ ratio: 1 });
  });
}

test("moving along the list leaves the panes where they are; what was chosen beside one ticket is not kept for another", async ({
  desk,
  ctx,
}) => {
  const subject = unique("Panes");
  for (let n = 0; n < 3; n++) await customerWrites(ctx, { subject, body: `Question ${n}`, runsAgent: false });
  await desk.goto(`/inbox?search=${subject}`);
  const rows = desk.getByRole("list", { name: "Active" }).getByRole("link");
  await expect(rows).toHaveCount(3);
  await press(desk, "j");
  await expect(rows.first()).toHaveAttribute("aria-current", "true");
  const tab = (name: string) => desk.getByRole("tab", { name, exact: true });
  await tab("Agent").click();
  await expect(tab("Agent")).toHaveAttribute("aria-selected", "true");
  const panes = desk.locator("#list, #ticket, #side");
  await expect(panes).toHaveCount(3);
  await panes.evaluateAll((all) => {
    for (const one of all) one.setAttribute("data-marked", "");
  });
  for (const row of [rows.nth(1), rows.nth(2)]) {
    await press(desk, "j");
    await expect(row).toHaveAttribute("aria-current", "true");
    const open = (await row.getAttribute("href"))?.split("/").at(-1);
    await expect(desk.locator(`[data-ticket-pane="${open}"]`)).toBeAttached();
    await expect(tab("Details")).toHaveAttribute("aria-selected", "true");
  }
  // Made anew, they would be measured and laid out again in the midst of each key.
  await expect(desk.locator("[data-marked]")).toHaveCount(3);
});

test("the list keeps its width, first or dragged, whether a ticket is open or not", async ({
  signIn,
  ctx,
}) => {
  const page = await signIn("priya");
  const { ticketId } = await customerWrites(ctx, { subject: "Narrow", body: "Hello", runsAgent: false });
  const list = page.locator("#list");
  const width = async () => (await list.boundingBox())?.width ?? 0;
  // A second hairline takes its pixel from all.
  const expectWidth = async (of: number) => expect(Math.abs((await atRest(width)) - of)).toBeLessThan(2);
  await page.goto("/inbox");
  await attentive(page);
  const first = await atRest(width);
  await page.goto(`/inbox?ticket=${ticketId}`);
  await attentive(page);
  await expectWidth(first);

  await page.getByRole("separator", { name: "Resize the list" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(width).toBeGreaterThan(first + 10);
  const dragged = await atRest(width);
  await press(page, "Escape");
  await expect(page.getByText("Select a ticket")).toBeVisible();
  await expectWidth(dragged);
  await page.reload();
  await attentive(page);
  await expectWidth(dragged);
});

test("what is chosen beside a ticket stays where it is while it grows long and a colleague takes it", async ({
  signIn,
  ctx,
  openWaiting,
}) => {
  const page = await signIn("hannah");
  const waiting = await openWaiting(page);
  const chosen = page.getByRole("tabpanel", { name: "Details" }).getByRole("combobox");
  await expect(page.getByText("Goes on", { exact: true })).toBeVisible();
  await expect(chosen).toHaveCount(4);
  const places = () => Promise.all([0, 1, 2, 3].map((place) => chosen.nth(place).boundingBox()));
  const before = await atRest(places);
  const colleague = await person(ctx);
  await assign(colleague, { ticketId: waiting.ticketId, assigneeId: colleague.actor.id });
  for (let n = 0; n < 9; n++)
    await writesAgain(ctx, waiting, `Volume ${n} is full too, as it was on day ${n}.`);
  await expect(page.getByRole("heading", { name: "Summary" })).toBeAttached();
  await expect(page.getByText("Goes on", { exact: true })).toHaveCount(0);
  // A line of the table may take a pixel from the one before.
  for (const [place, box] of (await atRest(places)).entries())
    expect(Math.abs((box?.y ?? 0) - (before[place]?.y ?? 0)), `choice ${place + 1}`).toBeLessThan(2);
});

test("what stands beside a ticket comes at once, however late a part of it is read; promises before the service level", async ({
  signIn,
  ctx,
}) => {
  const page = await signIn("hannah");
  const written = { subject: "Annex", body: "Could you send us the annex of our contract?", runsAgent: true };
  const { ticketId } = await customerWrites(ctx, written);
  const colleague = await person(ctx);
  await reply(colleague, { ticketId, text: "Hello, I will send it by tomorrow noon." });
  const clocks = async () => (await ticketDetail(ctx, ticketId)).clocks.length;
  await expect.poll(clocks).toBeGreaterThan(0);
  const details = page.getByRole("tabpanel", { name: "Details" });
  const heading = (name: string) => details.getByRole("heading", { name, exact: true });
  // Read with the conversation, and after it: the customer is known by then.
  const release = await holdReads(page, /customers(\/|%2F)\d+/);
  const asked = page.waitForRequest(/customers(\/|%2F)\d+/);
  await page.goto(`/inbox?ticket=${ticketId}`);
  await asked;
  await expect(heading("Customer")).toBeVisible();
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await expect(heading("Service level")).toHaveCount(0);
  await expect(details.getByRole("button", { name: /^Merge with/ })).toHaveCount(0);
  release();
  await expect(heading("Service level")).toBeVisible();
  const tops = async (names: string[]) =>
    Promise.all(names.map(async (name) => (await heading(name).boundingBox())?.y ?? 0));
  const found = await atRest(() => tops(["Customer", "Commitments", "Service level"]));
  expect(found).toEqual(found.toSorted((one, other) => one - other));
});

for (const size of sizes)
  test(`what a silence is graded with is in sight at ${size.width}×${size.height}, covered by nothing`, async ({
    signIn,
    ctx,
  }) => {
    const page = await signIn("hannah");
    await page.setViewportSize(size);
    const { ticketId } = await withheldDraft(ctx);
    await page.goto(`/inbox?ticket=${ticketId}`);
    await attentive(page);
    await expectRoom(page, /^Should have proposed/);
    await press(page, "s");
    const own = page.getByRole("textbox", { name: "What it should have proposed" });
    await expect(own).toBeVisible();
    await expectRoom(page, /^Skip/);
    await expect(page.getByRole("button", { name: /^Save/ })).toBeInViewport({ ratio: 1 });
  });
