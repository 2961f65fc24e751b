/** Asking the agent at the desk, without a model: by keyboard, cited, kept over a reload, put into the reply, on a phone, with the network gone; the summary of a long ticket, and pages it links to. */

import type { ServerResponse } from "node:http";
import type { Page } from "@playwright/test";
import { startReceiver } from "#lib/connectors/testing/receiver";
import type { Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { writePolicy } from "#lib/settings/commands";
import { readSetting } from "#lib/settings/queries";
import { recordEvent } from "#lib/tickets/commands";
import { conversation, expect, press, test } from "./fixtures";
import { holdReads } from "./held-reads";
import { customerWrites, writesAgain } from "./tickets";
import { expectAccessible, expectNoOverflow } from "./well-made";

const asks = {
  subject: "Volume vol-5521 is full",
  body: "Our volume vol-5521 is full since this morning. Can you grow it to 300 GB?",
  runsAgent: false,
};
const field = "Your question about this ticket";

/** A ticket of this customer, open and read, with the cursor where a question is typed. */
async function asking(page: Page, ctx: Ctx): Promise<void> {
  const { ticketId } = await customerWrites(ctx, asks);
  await page.goto(`/tickets/${ticketId}`);
  await expect(conversation(page).getByText("grow it to 300 GB")).toBeVisible();
  await press(page, "Shift+A");
}

/** A diagnostic that was run where the ticket came from. */
async function looksUp(ctx: Ctx, ticketExternalId: string): Promise<void> {
  const tool = "volume_check";
  const callId = unique("call");
  const connector: Ctx = { ...ctx, actor: { kind: "connector", id: "e2e", name: "Browser tests" } };
  const events = [
    { kind: "tool_call", data: { tool, callId, arguments: { volume: "vol-5521" } } },
    { kind: "tool_result", data: { tool, callId, result: { disk: { fill: "97 %" } } } },
  ] as const;
  for (const event of events)
    await recordEvent(connector, {
      ...event,
      source: "e2e",
      externalId: unique("event"),
      ticketExternalId,
      at: ctx.now(),
      actorKind: "system",
      actorName: "Diagnostics",
      runsAgent: false,
    });
}

test("a question is asked by key, answered with its source, and the answer outlives a reload", async ({
  desk,
  ctx,
}) => {
  await asking(desk, ctx);
  await expect(desk.getByRole("textbox", { name: field })).toBeFocused();
  await expect(desk.getByText("Ask about this ticket", { exact: true })).toBeVisible();
  await desk.keyboard.type("What did the customer ask?");
  // Pressed twice, it is asked once.
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("Enter");
  const answers = desk.getByRole("list", { name: "Questions and answers" });
  await expect(answers.getByText(/Can you grow it to 300 GB/)).toBeVisible();
  await expect(desk.getByRole("textbox", { name: field })).toHaveValue("");
  await desk.reload();
  await desk.getByRole("tab", { name: "Ask" }).click();
  await expect(answers.getByText("What did the customer ask?")).toHaveCount(1);
  await answers.getByRole("button", { name: /^Source 1: On this ticket/ }).click();
  await answers.getByRole("button", { name: "Helpful", exact: true }).click();
  await expect(answers.getByRole("button", { name: "Helpful", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expectAccessible(desk);
  await answers.getByRole("button", { name: "Erase" }).click();
  await expect(answers).toHaveCount(0);
});

test("what was asked is seen at once, however long the list takes to be read anew", async ({ desk, ctx }) => {
  await asking(desk, ctx);
  await expect(desk.getByText("Ask about this ticket", { exact: true })).toBeVisible();
  const release = await holdReads(desk, /questions/);
  await desk.keyboard.type("What is open?");
  await desk.keyboard.press("Enter");
  const asked = desk.getByRole("list", { name: "Questions and answers" }).getByText("What is open?");
  await expect(asked).toBeVisible();
  await expect(desk.getByRole("textbox", { name: field })).toHaveValue("");
  release();
  await expect(desk.getByRole("button", { name: "Helpful", exact: true })).toBeVisible();
  await expect(asked).toHaveCount(1);
});

test("what the knowledge base says goes into the reply by key; what nothing answers is said", async ({
  desk,
  ctx,
}) => {
  await asking(desk, ctx);
  await expect(desk.getByRole("textbox", { name: field })).toBeFocused();
  await desk.keyboard.type("How do I point a domain to your name servers?");
  await desk.keyboard.press("Enter");
  const answers = desk.getByRole("list", { name: "Questions and answers" });
  await expect(answers.getByText("The knowledge base says:")).toBeVisible();
  await answers.getByRole("button", { name: /^Source 1/ }).click();
  await expect(
    desk.getByRole("tabpanel", { name: "Sources" }).getByText("Article", { exact: true }),
  ).toBeVisible();
  await desk.getByRole("tab", { name: "Ask" }).click();
  await desk.getByRole("textbox", { name: field }).fill("Where is the quetzalcoatlus greenhouse?");
  await desk.getByRole("textbox", { name: field }).press("Enter");
  await expect(answers.getByText(/^Nothing was found about “.*quetzalcoatlus/)).toBeVisible();
  await desk.locator("[data-ticket-pane]").focus();
  await press(desk, "Shift+R");
  await expect(desk.getByRole("textbox", { name: "Write to the customer" })).toHaveValue(
    /ns1\.halden\.example/,
  );
});

test.describe("with the network gone", () => {
  test.use({ expectedNoise: /Failed to fetch|ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|network error/i });
  test("the question is kept, and asked once it is back", async ({ desk, ctx }) => {
    const { ticketId } = await customerWrites(ctx, asks);
    await desk.goto(`/tickets/${ticketId}`);
    await desk.getByRole("tab", { name: "Ask" }).click();
    await desk.getByRole("textbox", { name: field }).fill("What is open?");
    await desk.context().setOffline(true);
    await expect(desk.getByRole("status").getByText(/^Offline/)).toBeVisible();
    await desk.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(desk.getByRole("alert").filter({ hasText: "Vigil cannot be reached" })).toBeVisible();
    await expect(desk.getByRole("textbox", { name: field })).toHaveValue("What is open?");
    await desk.context().setOffline(false);
    await expect(desk.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
    await desk.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(desk.getByRole("list", { name: "Questions and answers" }).getByText("Open:")).toBeVisible();
  });
});

test("on a phone the panel is a sheet that asks, answers and gives way to the reply", async ({
  desk,
  ctx,
}) => {
  await desk.setViewportSize({ width: 390, height: 844 });
  await asking(desk, ctx);
  const sheet = desk.getByRole("dialog");
  await sheet.getByRole("textbox", { name: field }).fill("How do I point a domain to your name servers?");
  await sheet.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(sheet.getByText("The knowledge base says:")).toBeVisible();
  await expectNoOverflow(desk);
  await expectAccessible(desk);
  await sheet.getByRole("button", { name: "Use in reply" }).click();
  await expect(sheet).toBeHidden();
  await expect(desk.getByRole("textbox", { name: "Write to the customer" })).toHaveValue(
    /ns1\.halden\.example/,
  );
});

test("a long ticket is summed up, each point leads to its event", async ({ desk, ctx }) => {
  const written = await customerWrites(ctx, asks);
  const paragraphs = Array.from({ length: 6 }, (_, line) => `Line ${line} of the log tells nothing new.`);
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"])
    await writesAgain(ctx, written, `On ${day} it grew.\n\n${paragraphs.join("\n\n")}`);
  await looksUp(ctx, written.externalId);
  await desk.goto(`/tickets/${written.ticketId}`);
  const summary = desk.getByRole("region", { name: "Summary" });
  await expect(summary.getByRole("heading", { name: "State" })).toBeVisible();
  await expect(summary.getByText("Status: new")).toBeVisible();
  await expect(summary.getByText("7 messages of Mira Castellane have no answer yet.")).toBeVisible();
  const first = conversation(desk).getByText("grow it to 300 GB");
  await expect(first).not.toBeInViewport();
  await summary.getByRole("button", { name: /^Mira Castellane asked/ }).click();
  await expect(first).toBeInViewport();
  await summary.getByRole("button", { name: "volume_check (volume vol-5521): disk fill 97 %" }).click();
  const found = conversation(desk).getByRole("group").filter({ hasText: "volume_check" });
  await expect(found).toBeInViewport();
  await expect(found).toHaveAttribute("open");
  await expectAccessible(desk);
});

test("a lead names hosts, and imports a page that a customer links to", async ({ signIn, ctx }) => {
  const page = (words: string) => (to: ServerResponse) =>
    void to
      .writeHead(200, { "content-type": "text/html" })
      .end(`<title>Growing volumes</title><main><p>${words}</p></main>`);
  const docs = await startReceiver(page("Stop first."), page("Stop first."), page("Grow it while it runs."));
  const lead = await signIn("marcus");
  await lead.goto("/settings/policy");
  const section = lead.getByRole("region", { name: "Knowledge from links" });
  const hosts = section.getByRole("textbox", { name: "Hosts, one per line" });
  await hosts.fill("https://docs.example.com/a");
  await section.getByRole("button", { name: "Save" }).click();
  await expect(hosts).toHaveAttribute("aria-invalid", "true");
  await hosts.fill("127.0.0.1");
  await section.getByRole("button", { name: "Save" }).click();
  await expect(hosts).not.toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => readSetting(ctx, "knowledge.links")).toEqual({ hosts: ["127.0.0.1"] });
  await expectAccessible(lead);

  const body = `We did what ${docs.url} says, and it is still full.`;
  const { ticketId } = await customerWrites(ctx, { ...asks, body });
  await lead.goto(`/tickets/${ticketId}`);
  await lead.getByRole("tab", { name: "Sources" }).click();
  const links = lead.getByRole("region", { name: "Links in this ticket" });
  await expect(links.getByText(docs.url)).toBeVisible();
  expect(docs.arrived).toEqual([]);
  await links.getByRole("button", { name: "Import into knowledge base" }).click();
  await expect(links.getByRole("status")).toContainText("Saved as a draft");
  await links.getByRole("button", { name: "Import again" }).click();
  await expect(links.getByRole("status")).toContainText("Nothing has changed on the page.");
  await expectAccessible(lead);
  await links.getByRole("link", { name: "Open the article" }).click();
  await expect(lead.getByRole("heading", { level: 1, name: "Growing volumes" })).toBeVisible();
  await expect(lead.getByText(`Imported from ${docs.url}`)).toBeVisible();
  await expect(lead.getByText("Stop first.")).toBeVisible();
  await lead.getByRole("button", { name: "Import again" }).click();
  await expect(lead.getByText("Grow it while it runs.")).toBeVisible();
  await expectAccessible(lead);
  await docs.stop();
  await writePolicy(ctx, { key: "knowledge.links", value: { hosts: [] } });
});
