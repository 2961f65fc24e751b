/** When something else fails: a decision the server cannot take, a model that does not answer, an article somebody else saved. */

import { saveArticle } from "#lib/knowledge/commands";
import { startFakeEndpoint } from "#lib/models/testing/fake-endpoint";
import { unique } from "#lib/platform/testing/unique";
import { removeModelEndpoint, saveModelEndpoint } from "#lib/settings/commands";
import { expect, notice, press, proposal, test } from "./fixtures";
import { intercept } from "./intercepted";
import { customerWrites } from "./tickets";

test.describe("a server that fails", () => {
  test.use({ expectedNoise: /status of 503/ });
  test("a decision that fails on the server is undone on the screen, with the text", async ({
    desk,
    openWaiting,
  }) => {
    const { ticketId } = await openWaiting(desk);
    await press(desk, "e");
    const mine = "Hello Mira, I will look at the disk first.";
    await desk.getByRole("textbox", { name: "Edit the proposal" }).fill(mine);
    await intercept(desk, "**/inbox*", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({ status: 503, contentType: "text/plain", body: "Service Unavailable" })
        : route.fallback(),
    );
    await desk.keyboard.press("ControlOrMeta+Enter");
    await expect(notice(desk, `Ticket #${ticketId} may not have been decided`)).toBeVisible();
    await desk.unroute("**/inbox*");
    await desk.goto(`/inbox?ticket=${ticketId}`);
    await expect(proposal(desk)).toBeVisible();
    await expect(proposal(desk)).toContainText(mine);
    await expect(desk.getByRole("button", { name: /^Send edited/ })).toBeVisible();
    await press(desk, "a");
    await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  });
});

test.describe("a phone without a network", () => {
  test.use({ expectedNoise: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ });
  test("says so, keeps what is typed, and says nothing once it is back", async ({ desk, ctx }) => {
    const words = { subject: unique("Volume"), body: "The volume is full.", runsAgent: false };
    const { ticketId } = await customerWrites(ctx, words);
    await desk.setViewportSize({ width: 390, height: 844 });
    await desk.goto(`/inbox?ticket=${ticketId}`);
    const offline = desk.getByRole("status").filter({ hasText: "Offline. What you type stays here." });
    const composer = desk.getByRole("textbox", { name: "Write to the customer" });
    await expect(composer).toBeVisible();
    await expect(offline).toBeHidden();
    await desk.context().setOffline(true);
    await expect(offline).toBeVisible();
    await composer.fill("I am on a train, more in a minute.");
    await desk.context().setOffline(false);
    await expect(offline).toBeHidden();
    await expect(composer).toHaveValue("I am on a train, more in a minute.");
  });
});

test("a model that refuses the key: the apprentice drafts and the card says why", async ({ desk, ctx }) => {
  const model = await startFakeEndpoint();
  const refusals = Array.from({ length: 60 }, () => ({ kind: "status", status: 401 }) as const);
  model.script(...refusals);
  await saveModelEndpoint(ctx, { baseUrl: model.url, model: "fake-1", api: "chat" });
  try {
    let ticketId = 0;
    // The worker reads the setting every other second; until it did, the model is not asked about this message.
    await expect(async () => {
      const release = unique("release");
      const body = `All requests to lb-5d10 get 502 Bad Gateway since ${release}. Can you see the targets?`;
      ({ ticketId } = await customerWrites(ctx, { subject: "502 behind lb-5d10", body, runsAgent: true }));
      const asks = () => model.requests.filter((request) => JSON.stringify(request).includes(release)).length;
      await expect.poll(asks, { timeout: 5_000 }).toBeGreaterThan(0);
    }).toPass();
    await desk.goto(`/inbox?ticket=${ticketId}`);
    const card = desk.getByRole("region", { name: /^Proposal: (Reply|Diagnostic)/ });
    await expect(card).toContainText("The model fake-1 refused the key.");
    await expect(card).toContainText("built-in apprentice wrote this instead");
  } finally {
    await removeModelEndpoint(ctx, {});
    await model.close();
  }
});

test("an article that somebody saved meanwhile is shown, not overwritten", async ({ signIn, ctx }) => {
  const title = `Growing a volume ${unique()}`;
  const words = { kind: "article", title, body: "Stop, resize, start." } as const;
  const { id, version } = await saveArticle(ctx, words);
  const page = await signIn("marcus");
  await page.goto(`/knowledge/${id}/edit`);
  const body = page.getByRole("textbox", { name: /^Text/ });
  await body.fill("Stop, detach, resize, start.");
  await saveArticle(ctx, { ...words, id, version, body: "Stop, resize, attach, start." });
  await page.getByRole("button", { name: /^Save/ }).click();
  const overtaken = page.getByRole("alert").filter({ hasText: `Version ${version + 1} was saved` });
  await expect(overtaken).toBeVisible();
  await expect(overtaken).toContainText("attach");
  await expect(body).toHaveValue("Stop, detach, resize, start.");
  await overtaken.getByRole("button", { name: `Continue from version ${version + 1}` }).click();
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page).toHaveURL(new RegExp(`/knowledge/${id}$`));
  await expect(page.getByText("Stop, detach, resize, start.")).toBeVisible();
});
