/** The desk holds still: the list keeps its order while somebody works, every state has a key, the palette finds everything. */
import type { Page } from "@playwright/test";
import { agentCtx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { recordAgentRun } from "#lib/suggestions/commands";
import { runInput } from "#lib/suggestions/testing/fixtures";
import { assign, recordEvent } from "#lib/tickets/commands";
import { ticketById } from "#lib/tickets/queries";
import { escalate, expect, notice, press, proposal, seek, test } from "./fixtures";
import { holdReads } from "./held-reads";
import { customerWrites, waitingReply } from "./tickets";

const list = (page: Page) => page.getByRole("list", { name: "Active" });

test("nine presses of J reach nine tickets while others arrive, and what arrived is shown on demand", async ({
  desk,
  ctx,
}) => {
  for (let place = 0; place < 12; place++)
    await customerWrites(ctx, { subject: `Disk ${place}`, body: "Full.", runsAgent: false });
  await desk.goto("/inbox");
  const links = list(desk).getByRole("link");
  await expect(links.nth(10)).toBeVisible();
  // Its order holds from the first one on: until then the demo's own arrivals move it.
  await press(desk, "j");
  await expect(links.first()).toHaveAttribute("aria-current", "true");
  const wanted = await links.evaluateAll((all) =>
    all.slice(0, 9).map((link) => Number(link.getAttribute("href")?.match(/\d+/)?.[0])),
  );
  expect(new Set(wanted).size).toBe(9);
  for (const [place, id] of wanted.entries()) {
    if (place > 0) await press(desk, "j");
    await expect(list(desk).locator(`a[href="/tickets/${id}"]`)).toHaveAttribute("aria-current", "true");
    await customerWrites(ctx, { subject: `Arrival ${place}`, body: "Full.", runsAgent: false });
  }
  await expect(list(desk).getByText("Arrival 8")).toHaveCount(0);
  const updates = desk.getByRole("button", { name: /\d+ updates? – show/ });
  await expect(updates).toBeVisible();
  // What arrives after the key waits for the next one.
  await expect(async () => {
    await press(desk, ".");
    await expect(list(desk).getByText("Arrival 8")).toBeVisible({ timeout: 2_000 });
    await expect(updates).toHaveCount(0, { timeout: 2_000 });
  }).toPass();
});

test("an answered ticket leaves Active and is its writer's; one that was put aside waits", async ({
  desk,
  ctx,
}) => {
  const answered = await waitingReply(ctx);
  const aside = await waitingReply(ctx);
  await desk.goto(`/inbox?ticket=${answered.ticketId}`);
  await expect(proposal(desk)).toBeVisible();
  await press(desk, "a");
  await expect(notice(desk, `Reply to #${answered.ticketId} is on its way`)).toBeVisible();
  await expect(list(desk).locator(`a[href="/tickets/${answered.ticketId}"]`)).toHaveCount(0);
  expect(await ticketById(ctx, answered.ticketId)).toMatchObject({ assigneeId: "demo-hannah" });

  await desk.goto(`/inbox?ticket=${aside.ticketId}`);
  await expect(proposal(desk)).toBeVisible();
  await press(desk, "h");
  await desk.getByRole("menuitem", { name: "Until tomorrow at 9" }).click();
  await expect.poll(async () => (await ticketById(ctx, aside.ticketId)).status).toBe("on_hold");
  await desk.goto("/inbox?view=waiting");
  const waiting = desk.getByRole("list", { name: "Waiting" });
  await expect(waiting.locator(`a[href="/tickets/${aside.ticketId}"]`)).toBeVisible();
});

test("priority, queue, assignee, resolve and close each have a key", async ({ desk, ctx }) => {
  const { ticketId } = await customerWrites(ctx, { subject: "Disk", body: "Full.", runsAgent: false });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(desk.getByRole("button", { name: "Ticket actions" })).toBeVisible();
  const choose = async (key: string, name: string | RegExp) => {
    await press(desk, key);
    await desk.getByRole("menuitemradio", { name }).first().click();
    await expect(desk.getByRole("menu")).toHaveCount(0);
  };
  await choose("p", "Urgent");
  await choose("q", /^(?!No queue)/);
  await choose("Shift+I", "Priya");
  await expect
    .poll(async () => await ticketById(ctx, ticketId))
    .toMatchObject({ priority: "urgent", assigneeId: "demo-priya", queueId: expect.any(Number) });
  await press(desk, "m");
  await expect.poll(async () => (await ticketById(ctx, ticketId)).status).toBe("solved");
  await expect(notice(desk, `#${ticketId} resolved`)).toBeVisible();
  await press(desk, "z");
  await expect.poll(async () => (await ticketById(ctx, ticketId)).status).toBe("open");
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(desk.getByRole("button", { name: "Ticket actions" })).toBeVisible();
  await press(desk, "Shift+M");
  await expect.poll(async () => (await ticketById(ctx, ticketId)).status).toBe("closed");
});

test("a hand-over asks to whom, is not offered where nobody has the ticket, and says one line", async ({
  desk,
  ctx,
}) => {
  const { ticketId } = await waitingReply(ctx);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(proposal(desk)).toBeVisible();
  await expect(desk.getByRole("button", { name: /^Escalate/ })).toHaveCount(0);
  await assign(
    { ...ctx, actor: { kind: "user", id: "demo-hannah", name: "Hannah Brekke", role: "analyst" } },
    {
      ticketId,
      assigneeId: "demo-hannah",
    },
  );
  await escalate(desk, "Priya");
  await expect.poll(async () => (await ticketById(ctx, ticketId)).assigneeId).toBe("demo-priya");
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const said = desk.getByText(/Open: The message of Mira Castellane has no answer yet\./);
  await expect(said).toBeVisible();
  await expect(desk.getByText(/escalated this ticket to Priya/)).toBeVisible();
});

test("a resolved alert is resolved with its main key, and nobody is said to wait", async ({ desk, ctx }) => {
  const ticketExternalId = unique("alert");
  const alert = (kind: "alert_firing" | "alert_resolved") =>
    recordEvent(ctx, {
      source: "e2e",
      externalId: unique("event"),
      ticketExternalId,
      kind,
      at: ctx.now(),
      actorKind: "monitor",
      actorName: "Monitoring",
      body: "Replica lags",
      data: { fingerprint: ticketExternalId },
      ticket: { subject: `Replica lags ${ticketExternalId}`, kind: "alert" },
      runsAgent: true,
    });
  const { ticketId } = await alert("alert_firing");
  await alert("alert_resolved");
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const card = proposal(desk, "Resolve");
  await expect(card).toBeVisible();
  await expect(desk.getByTitle(/customer waits/i).filter({ hasText: "Replica" })).toHaveCount(0);
  expect(await ticketById(ctx, ticketId)).toMatchObject({ dueAt: null });
  await press(desk, "a");
  await expect.poll(async () => (await ticketById(ctx, ticketId)).status).toBe("solved");
});

test("the palette finds tickets, people and articles; sources carry no digits", async ({ desk, ctx }) => {
  const subject = `Quokka ${unique("disk")}`;
  const { ticketId, eventId } = await customerWrites(ctx, { subject, body: "Full.", runsAgent: false });
  const evidence = [
    { kind: "article" as const, ref: 1, title: "Growing volumes", excerpt: "Grow.", score: 1 },
  ];
  await recordAgentRun(agentCtx(ctx.db), runInput(ticketId, eventId, { text: "Please grow it.", evidence }));
  await desk.goto("/inbox");
  await seek(desk, subject);
  await expect(desk.getByRole("option", { name: new RegExp(subject) })).toBeVisible();
  await expect(desk.getByText("No results.")).toHaveCount(0);
  await desk.keyboard.press("Enter");
  await expect(desk).toHaveURL(new RegExp(`ticket=${ticketId}`));
  await expect(proposal(desk).getByRole("list", { name: "Sources" })).not.toContainText(/\d/);

  await seek(desk, "priya");
  await desk.getByRole("option", { name: /^Priya/ }).click();
  await expect(desk).toHaveURL(/assignee=demo-priya/);

  await seek(desk, "xqzvkwyj");
  await expect(desk.getByText("No results.")).toBeVisible();
  await desk.keyboard.press("ControlOrMeta+a");
  await desk.keyboard.type("volume");
  await expect(desk.getByRole("group", { name: "Articles" }).getByRole("option").first()).toBeVisible();
});

test("Enter before the palette has found anything opens what it finds for the words as they stand then", async ({
  desk,
  ctx,
}) => {
  const [{ ticketId }, other] = [await waitingReply(ctx), await waitingReply(ctx)];
  await desk.goto("/inbox");
  await seek(desk, `#${other.ticketId}`);
  await expect(desk.getByRole("option", { name: `#${other.ticketId}` })).toBeVisible();
  const release = await holdReads(desk, "**/api/inbox?*search=*");
  await desk.keyboard.press("ControlOrMeta+a");
  await desk.keyboard.type(`#${ticketId}`);
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("dialog", { name: "Commands" })).toBeVisible();
  release();
  await expect(desk).toHaveURL(new RegExp(`ticket=${ticketId}`));
});

test("the list is sorted by age and by what is due", async ({ desk }) => {
  await desk.goto("/inbox");
  await desk.getByRole("button", { name: "Filter and sort" }).click();
  await desk.getByRole("menuitemradio", { name: "Oldest first" }).click();
  await expect(desk).toHaveURL(/sort=age/);
  await expect(list(desk).getByRole("link").first()).toBeVisible();
  await desk.getByRole("button", { name: "Remove the filter Oldest first" }).click();
  await expect(desk).not.toHaveURL(/sort=age/);
});
