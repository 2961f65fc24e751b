/** What a colleague takes away, or a short window hides, moves nothing under a hand and decides nothing unseen. */

import { agentCtx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { decide, recordAgentRun } from "#lib/suggestions/commands";
import { proposals } from "#lib/suggestions/queries";
import { person, runInput } from "#lib/suggestions/testing/fixtures";
import { ticketById } from "#lib/tickets/queries";
import { reply } from "#lib/tickets/replies/commands";
import { longDraft, triage } from "./cards";
import { composer } from "./fields";
import { atRest, attentive, expect, press, proposal, test } from "./fixtures";
import { customerWrites } from "./tickets";

test("a card that a colleague takes leaves its room until one does something", async ({
  signIn,
  ctx,
  openWaiting,
}) => {
  const page = await signIn("hannah");
  await page.setViewportSize({ width: 1280, height: 720 });
  const { ticketId } = await openWaiting(page, longDraft);
  await attentive(page);
  const messages = page.getByRole("region", { name: "Messages" });
  const before = await atRest(() => messages.boundingBox());
  await reply(await person(ctx), { ticketId, text: "I have grown it." });
  await expect(page.getByText(/^Reply was not used/)).toBeVisible();
  expect(await atRest(() => messages.boundingBox())).toEqual(before);
  await page.keyboard.press("Shift");
  await expect
    .poll(async () => (await messages.boundingBox())?.height ?? 0)
    .toBeGreaterThan((before?.height ?? 0) + 50);
});

for (const { width, height, text } of [
  { width: 1280, height: 720, text: longDraft },
  { width: 1280, height: 720, text: "Please grow it." },
  { width: 360, height: 740, text: "Please grow it." },
  { width: 640, height: 360, text: "Please grow it." },
])
  test(`of two cards, one of ${text.length} letters, each stays where it is when a colleague takes the other at ${width}×${height}`, async ({
    signIn,
    ctx,
  }) => {
    const page = await signIn("hannah");
    await page.setViewportSize({ width, height });
    const card = proposal(page).getByRole("button", { name: /^Send/ });
    const strip = page.getByRole("region", { name: "Proposal: Triage" });
    const apply = strip.getByRole("button", { name: /^Apply/ });
    const colleague = await person(ctx);
    const open = async () => {
      const written = await customerWrites(ctx, {
        subject: "Volume full",
        body: "It is full.",
        runsAgent: false,
      });
      const { ticketId, eventId } = written;
      await recordAgentRun(agentCtx(ctx.db), { ...runInput(ticketId, eventId, { text }), triage });
      await page.goto(`/inbox?ticket=${ticketId}`);
      await expect(card).toBeVisible();
      await expect(apply).toBeVisible();
      await attentive(page);
      return ticketId;
    };
    const first = await open();
    await apply.scrollIntoViewIfNeeded();
    const top = async () => (await apply.boundingBox())?.y ?? 0;
    const before = await atRest(top);
    await reply(colleague, { ticketId: first, text: "I have grown it." });
    await expect(card).toHaveCount(0);
    // What is scrolled stands at whole pixels.
    expect(Math.abs((await atRest(top)) - before)).toBeLessThan(1);
    // The field to answer in opens where a card was, once somebody is there.
    await expect(composer(page)).toHaveCount(0);
    await page.keyboard.press("Shift");
    await expect(composer(page)).toBeVisible();

    const second = await open();
    const whereSend = await atRest(() => card.boundingBox());
    const { suggestions } = await proposals(ctx, second);
    const taken = suggestions.find(({ kind }) => kind === "triage");
    const decided = { suggestionId: taken?.id ?? 0, mutationId: unique("decided") };
    await decide(colleague, { ...decided, verdict: "accept", triage: triage.payload.triage });
    await expect(strip).toHaveCount(0);
    await expect.poll(() => card.boundingBox()).toEqual(whereSend);
  });

test("a key for triage that is scrolled away brings it in sight, and decides once it was seen", async ({
  signIn,
  ctx,
}) => {
  const page = await signIn("hannah");
  await page.setViewportSize({ width: 640, height: 360 });
  const { ticketId, eventId } = await customerWrites(ctx, {
    subject: "Volume full",
    body: "It is full.",
    runsAgent: false,
  });
  await recordAgentRun(agentCtx(ctx.db), { ...runInput(ticketId, eventId, { text: longDraft }), triage });
  await page.goto(`/inbox?ticket=${ticketId}`);
  const apply = page
    .getByRole("region", { name: "Proposal: Triage" })
    .getByRole("button", { name: /^Apply/ });
  await expect(proposal(page)).toBeVisible();
  await expect(apply).not.toBeInViewport();
  await press(page, "t");
  await expect(apply).toBeInViewport({ ratio: 0.5 });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ category: null });
  await press(page, "t");
  await expect.poll(async () => (await ticketById(ctx, ticketId)).category).toBe("block_storage");
});
