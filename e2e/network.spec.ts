/** What a bad network shows: the truth about the connection, nothing lost, nothing sent twice, and a desk that stays. */
import type { Page } from "@playwright/test";
import { articlesPage } from "#lib/knowledge/queries";
import { unique } from "#lib/platform/testing/unique";
import { apiKeys, queues } from "#lib/team/queries";
import { expect, notice, press, test } from "./fixtures";
import { holdReads } from "./held-reads";
import { intercept } from "./intercepted";
import { repliesOn } from "./tickets";

test.use({ expectedNoise: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|Failed to load resource/ });

test("live is said once the stream stands, not before", async ({ signIn }) => {
  const page = await signIn("priya");
  const release = await holdReads(page, "**/api/stream*");
  await page.goto("/inbox");
  await expect(page.getByRole("list", { name: "Active" })).toBeVisible();
  await expect(page.getByRole("status").getByText("Connecting", { exact: true })).toBeVisible();
  await expect(page.getByRole("status").getByText("Live", { exact: true })).toHaveCount(0);
  release();
  await expect(page.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
});

test("a reply whose answer is lost comes back, and is sent once however often it is sent", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  const { ticketId } = await openWaiting(desk);
  const answerAgain = await loseAnswers(desk, "**/inbox*");
  await press(desk, "r");
  const composer = desk.getByRole("textbox", { name: "Write to the customer" });
  await composer.fill("Hello Mira, one moment.");
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, "It may not have been sent")).toBeVisible();
  await expect(composer).toHaveValue("Hello Mira, one moment.");
  await answerAgain();
  await composer.focus();
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  expect(await repliesOn(ctx, ticketId)).toEqual(["Hello Mira, one moment."]);
});

test("an article whose answer is lost is made once, also when the page was left and the draft is saved later", async ({
  signIn,
  ctx,
}) => {
  const page = await signIn("ingrid");
  const title = unique("Growing a volume");
  await page.goto("/knowledge/new");
  const answerAgain = await loseAnswers(page, "**/knowledge/new");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("textbox", { name: /^Text/ }).fill("Stop, resize, start.");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Vigil cannot be reached" })).toBeVisible();
  await answerAgain();
  await page.reload();
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const made = await articlesPage(ctx, { title });
  expect(made).toHaveLength(1);
});

test("an API key whose answer is lost is made once, and still shown to whoever sends again", async ({
  signIn,
  ctx,
}) => {
  const page = await signIn("ingrid");
  const name = unique("key");
  await page.goto("/settings/keys");
  const answerAgain = await loseAnswers(page, "**/settings/keys");
  await page.getByRole("button", { name: "Add a key" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an API key" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("Vigil cannot be reached");
  await answerAgain();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("dialog").locator("code").first()).toContainText("vgl_");
  expect((await apiKeys(ctx)).filter((key) => key.name === name)).toHaveLength(1);
});

test("what a sheet asked for is done once, also when the sheet was closed, the page left or something else entered", async ({
  signIn,
  ctx,
}) => {
  const page = await signIn("ingrid");
  const key = unique("queue").replace("_", "-");
  const made = async () =>
    (await queues(ctx)).map((queue) => queue.key).filter((known) => known.startsWith(key));
  const send = async (as: string) => {
    await page.getByRole("button", { name: "Add a queue" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("textbox", { name: "Key" }).fill(as);
    await sheet.getByRole("textbox", { name: "Name" }).fill(`The ${as}`);
    await sheet.getByRole("button", { name: "Add", exact: true }).click();
    return sheet;
  };
  await page.goto("/settings/queues");
  let answerAgain = await loseAnswers(page, "**/settings/queues");
  await expect((await send(key)).getByRole("alert")).toContainText("Vigil cannot be reached");
  await answerAgain();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(await send(key)).toHaveCount(0);
  expect(await made()).toEqual([key]);
  answerAgain = await loseAnswers(page, "**/settings/queues");
  await expect((await send(`${key}-b`)).getByRole("alert")).toContainText("Vigil cannot be reached");
  await answerAgain();
  await page.reload();
  await expect((await send(`${key}-c`)).getByRole("alert")).toContainText("What you sent before was done");
  expect(await made()).toEqual([key, `${key}-b`]);
});

test("a reply whose answer is lost is not sent a second time in other words before somebody has looked", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  const { ticketId } = await openWaiting(desk);
  const answerAgain = await loseAnswers(desk, "**/inbox*");
  await press(desk, "r");
  const composer = desk.getByRole("textbox", { name: "Write to the customer" });
  await composer.fill("Hello Mira, one moment.");
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, "It may not have been sent")).toBeVisible();
  await answerAgain();
  await composer.fill("Hello Mira, one moment please.");
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, "It was not sent")).toBeVisible();
  await expect(notice(desk, "What you sent before was done")).toBeVisible();
  await expect(composer).toHaveValue("Hello Mira, one moment please.");
  expect(await repliesOn(ctx, ticketId)).toEqual(["Hello Mira, one moment."]);
  await composer.focus();
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  expect(await repliesOn(ctx, ticketId)).toHaveLength(2);
});

test("offline the desk stays where it is, whatever is clicked", async ({ desk }) => {
  await desk.goto("/inbox");
  await expect(desk.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
  await desk.context().setOffline(true);
  await expect(desk.getByRole("status").getByText("Offline", { exact: true })).toBeVisible();
  await desk.getByRole("link", { name: "Knowledge" }).click();
  await expect(notice(desk, "Vigil cannot be reached")).toBeVisible();
  await expect(desk).toHaveURL(/\/inbox/);
  await desk.context().setOffline(false);
  await expect(desk.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
  await desk.getByRole("link", { name: "Knowledge" }).click();
  await expect(desk).toHaveURL(/\/knowledge/);
});

/** What is asked for is done, and its answer never comes, until the function it returns is called. */
async function loseAnswers(page: Page, address: string): Promise<() => Promise<void>> {
  await intercept(page, address, async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    // A connection that was kept is reset where the server let it go just then: nothing was asked for, so it is asked again.
    await route.fetch({ maxRetries: 3 });
    await route.abort();
  });
  return () => page.unroute(address);
}
