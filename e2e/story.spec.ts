/** A case from the alert to the closed ticket, through the pages an analyst uses: what the agent looked up, what was ruled out, what was done, undone and done better, what the customer heard, and the end. */
import type { Locator, Page } from "@playwright/test";
import { and, eq, gt } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import { changeSystem } from "#lib/demo/automation/answer";
import type { Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "#lib/tickets/commands";
import { ticketById, timeline } from "#lib/tickets/queries";
import { answered, attentive, conversation, expect, press, test } from "./fixtures";

const service = "invoice-worker";
const externalId = unique("story");
const labels = {
  alertname: "PlatformBacklogGrowing",
  severity: "critical",
  service,
  instance: "pg-platform-invoices",
};
const summary = "The backlog of invoice-worker grows";

/** Monitoring or the customer says something on the case, and the real worker looks at it. */
async function sends(
  ctx: Ctx,
  kind: "alert_firing" | "alert_resolved" | "customer_message",
  body: string,
): Promise<number> {
  const place = {
    source: "e2e",
    externalId: `${externalId}/${kind}`,
    ticketExternalId: externalId,
    at: ctx.now(),
    ticket: { kind: "alert", subject: summary, priority: "urgent" },
    body,
  } as const;
  const customer = { externalId: "mira", name: "Mira Castellane", company: "Castellane Press" };
  const data = { fingerprint: externalId, labels, annotations: { summary } };
  const { ticketId } = await recordEvent(
    { ...ctx, actor: { kind: "connector", id: "e2e", name: "Browser tests" } },
    kind === "customer_message"
      ? { ...place, kind, actorKind: "customer", actorName: customer.name, customer }
      : { ...place, kind, actorKind: "monitor", actorName: "Monitoring", data },
  );
  return ticketId;
}

/** The newest run of an action on the timeline. */
function run(page: Page, name: string): Locator {
  return conversation(page)
    .getByRole("group")
    .filter({ has: page.getByText(name, { exact: true }) })
    .last();
}

function card(page: Page, kind: string): Locator {
  return page.getByRole("region", { name: `Proposal: ${kind}` });
}

async function approves(place: Locator, button: RegExp): Promise<void> {
  await place.getByLabel("Type the service to confirm").fill(service);
  await place.getByRole("button", { name: button }).click();
}

/**
 * The silence of days, without the days: the ticket's next reminder is due now. What happens to the ticket before the worker
 * has seen that, such as a reply that leaves, puts the reminder off again.
 */
async function daysPass(ctx: Ctx, id: number): Promise<void> {
  const { followUpReason: reason } = await ticketById(ctx, id);
  if (!reason) throw new Error("Nobody is to be reminded.");
  const seen = async () => (await timeline(ctx, id)).filter(({ kind }) => kind === "follow_up_due").length;
  const before = await seen();
  await expect(async () => {
    const now = new Date();
    const isPutOff = and(eq(ticket.followUpReason, reason), gt(ticket.followUpAt, now));
    await ctx.db
      .update(ticket)
      .set({ followUpAt: now, ringsAt: now })
      .where(and(eq(ticket.id, id), isPutOff));
    expect(await seen()).toBeGreaterThan(before);
  }).toPass();
}

test("an alert, from what the agent found by itself to the closed ticket", async ({ signIn, ctx }) => {
  test.setTimeout(480_000);
  const ticketId = await sends(
    ctx,
    "alert_firing",
    `${summary}\ninvoice-worker has had more jobs waiting for 10 minutes than it takes in an hour.`,
  );
  const [hannah, priya] = [await signIn("hannah"), await signIn("priya")];
  const story = conversation(hannah);

  await test.step("it was investigated before anybody opened it", async () => {
    await hannah.goto(`/inbox?ticket=${ticketId}`);
    const look = story.getByRole("group").filter({ hasText: "get_db_status" });
    await expect(look).toContainText("By the agent");
    await expect(card(hannah, "Remediation")).toContainText("Scale service");
  });

  await test.step("the analyst rules out what it found, by key", async () => {
    await press(hannah, "Shift+h");
    const finding = hannah.getByRole("region", { name: "Finding" });
    const first = finding.getByRole("listitem").first();
    await expect(first).toContainText("198 of 200 connections in use");
    await expect(first).toContainText("Supported");
    await expect(first).toBeFocused();
    await press(hannah, "n");
    await expect(finding).toContainText("Unresolved");
    await expect(finding.getByRole("listitem").filter({ hasText: "198 of 200" })).toContainText("Ruled out");
  });

  await test.step("a dry run, and the first of two approvals", async () => {
    const proposed = card(hannah, "Remediation");
    await proposed.getByRole("button", { name: /^Dry run/ }).click();
    await expect(proposed).toContainText("Replicas 2 → 4.");
    await approves(proposed, /^Approve/);
    await expect(run(hannah, "Scale service")).toContainText("waits for another approval");
  });

  await test.step("the target changed in between: refused, with the difference", async () => {
    await changeSystem(ctx, service, { replicas: 3 });
    await priya.goto(`/inbox?ticket=${ticketId}`);
    await approves(run(priya, "Scale service"), /^Approve as second person/);
    await expect(story).toContainText("replicas was 2, is 3");
  });

  await test.step("approved again by both, executed, and the signal says that it did not help", async () => {
    const refused = run(hannah, "Scale service");
    await refused.getByRole("button", { name: "Prepare again" }).click();
    const dialog = hannah.getByRole("dialog");
    await dialog.getByRole("button", { name: "Dry run" }).click();
    await expect(dialog).toContainText("Replicas 3 → 4.");
    await approves(dialog, /^Approve/);
    await dialog.getByRole("button", { name: "Close" }).first().click();
    await approves(run(priya, "Scale service"), /^Approve as second person/);
    await expect(run(hannah, "Scale service")).toContainText("did not help");
  });

  await test.step("rolled back", async () => {
    await run(hannah, "Scale service").getByRole("button", { name: "Roll back" }).click();
    await expect(run(hannah, "Scale service")).toContainText("rolled back");
  });

  await test.step("the second action is approved by both, and verified", async () => {
    const proposed = card(hannah, "Remediation");
    await expect(proposed).toContainText("Restart service");
    await proposed.getByRole("button", { name: /^Dry run/ }).click();
    await expect(proposed).toContainText("Restarts 3 replicas, one after the other.");
    await approves(proposed, /^Approve/);
    await approves(run(priya, "Restart service"), /^Approve as second person/);
    await expect(run(hannah, "Restart service")).toContainText("verified");
  });

  await test.step("the alert ends; the customer asks, and is told", async () => {
    await sends(ctx, "alert_resolved", summary);
    await expect(card(hannah, "Resolve")).toContainText("nothing of it fires any more");
    await sends(ctx, "customer_message", `${asks} Is it over, and were any lost?`);
    await expect(story).toContainText(asks);
    await hannah.getByRole("tab", { name: "Reply" }).click();
    await hannah
      .getByRole("textbox", { name: "Write to the customer" })
      .fill(`${told} Do you have them now?`);
    await hannah.keyboard.press("ControlOrMeta+Enter");
    await expect(story).toContainText(told);
    await expect(hannah.getByText("Waiting", { exact: true }).last()).toBeVisible();
  });

  await test.step("she stays silent: a reminder is proposed, and sent", async () => {
    const reminder = card(hannah, "Follow-up");
    await daysPass(ctx, ticketId);
    await expect(reminder).toContainText("Mira");
    await answered(hannah, () => press(hannah, "a"));
    await expect(reminder).toBeHidden();
  });

  await test.step("still silent: closing words are proposed and sent, and the ticket is closed", async () => {
    await hannah.goto(`/tickets/${ticketId}`);
    await daysPass(ctx, ticketId);
    await expect(card(hannah, "Resolve")).toContainText("we are closing");
    await press(hannah, "a");
    await expect(story).toContainText("Hannah Brekke set the status to solved");
    await hannah.goto(`/tickets/${ticketId}`);
    await attentive(hannah);
    await hannah.getByRole("button", { name: "Ticket actions" }).click();
    await answered(hannah, () => hannah.getByRole("menuitem", { name: /^Close/ }).click());
    await hannah.goto(`/tickets/${ticketId}`);
    await expect(story).toContainText("Hannah Brekke set the status to closed");
  });

  await test.step("the timeline reads like a story", async () => {
    const text = ((await story.textContent()) ?? "").replaceAll(/\s+/g, " ");
    let from = 0;
    for (const chapter of chapters) {
      const place = text.indexOf(chapter, from);
      expect(place, `“${chapter}”, after what comes before it`).toBeGreaterThanOrEqual(from);
      from = place + chapter.length;
    }
  });
});

const asks = "Our invoices of this morning were late.";
const told = "Hello Mira, the invoice worker hung and was restarted; nothing was lost.";

const chapters = [
  "invoice-worker has had more jobs waiting",
  "By the agent",
  "Hannah Brekke approved “Scale service” (1 of 2)",
  "Priya Ramdas approved “Scale service” (2 of 2)",
  "“Scale service” was not executed",
  "replicas was 2, is 3",
  "“Scale service” was executed",
  "“Scale service” did not help",
  "Hannah Brekke asked to roll back “Scale service”",
  "“Scale service” was rolled back",
  "Priya Ramdas approved “Restart service” (2 of 2)",
  "“Restart service” helped: its signal is good again",
  asks,
  told,
  "Hannah Brekke set the status to solved",
  "Hannah Brekke set the status to closed",
];
