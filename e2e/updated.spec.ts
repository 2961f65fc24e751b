/** A server that is restarted, or updated, under an open desk: nothing typed is lost, and nothing is sent that nobody sent. */
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { currentBuild } from "#lib/start/build";
import { composer, editor, typesOn } from "./fields";
import { expect, notice, press, proposal, test } from "./fixtures";
import { intercept } from "./intercepted";
import { startWeb } from "./own-web";
import { repliesOn, waitingReply } from "./tickets";

test.use({ expectedNoise: /ERR_|Failed to (fetch|load resource)|EventSource|MIME type/ });

const connection = (page: Page, words: string) => page.getByRole("button", { name: words, exact: true });

test("restarted while somebody edits: the editor stays, keys pressed meanwhile go into it, and it is sent once", async ({
  browser,
  ctx,
}) => {
  const web = await startWeb(currentBuild());
  const page = await signedIn(browser, web.url);
  try {
    const { ticketId } = await waitingReply(ctx);
    await page.goto(`/inbox?ticket=${ticketId}`);
    await expect(proposal(page)).toBeVisible();
    await press(page, "e");
    await editor(page).fill("Hello Mira, ");
    await web.stop();
    await expect(connection(page, "Reconnecting")).toBeVisible();
    await page.keyboard.type("aadduuaa");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(notice(page, `Ticket #${ticketId} may not have been decided`)).toBeVisible();
    await web.start(currentBuild());
    await expect(connection(page, "Live")).toBeVisible();
    await expect(proposal(page)).toContainText("Hello Mira, aadduuaa");
    expect(await repliesOn(ctx, ticketId)).toEqual([]);
    await press(page, "a");
    await expect(notice(page, `Reply to #${ticketId} is on its way`)).toBeVisible();
    expect(await repliesOn(ctx, ticketId)).toEqual(["Hello Mira, aadduuaa"]);
  } finally {
    await page.context().close();
    await web.stop();
  }
});

test("updated under an open page: it is told where the connection is, what was typed can be sent, and a link leads on", async ({
  browser,
  ctx,
}) => {
  const web = await startWeb(currentBuild());
  const page = await signedIn(browser, web.url);
  const update = otherBuild(currentBuild());
  try {
    const [edited, answered] = [await waitingReply(ctx), await waitingReply(ctx)];
    await page.goto(`/inbox?ticket=${edited.ticketId}`);
    await expect(proposal(page)).toBeVisible();
    await press(page, "e");
    await editor(page).fill("Hello Mira, stop the instance first.");
    await web.stop();
    await web.start(update);
    await expect(connection(page, "Updated: reload")).toBeVisible();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.type(" aad");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(notice(page, `Reply to #${edited.ticketId} is on its way`)).toBeVisible();
    expect(await repliesOn(ctx, edited.ticketId)).toEqual(["Hello Mira, stop the instance first. aad"]);

    await page.goto(`/inbox?ticket=${answered.ticketId}`);
    await expect(connection(page, "Live")).toBeVisible();
    await expect(proposal(page)).toBeVisible();
    await press(page, "r");
    await typesOn(page, composer(page), "One moment, Mira.");
    await forgetActions(page);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(notice(page, "It was not sent")).toBeVisible();
    await expect(notice(page, "Vigil was updated since this page was loaded")).toBeVisible();
    await expect(composer(page)).toHaveValue("One moment, Mira.");
    await web.stop();
    await web.start(currentBuild());
    await expect(connection(page, "Updated: reload")).toBeVisible();
    await page.getByRole("link", { name: "Knowledge" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Knowledge" })).toBeVisible();
    await expect(connection(page, "Live")).toBeVisible();
    await page.goto(`/inbox?ticket=${answered.ticketId}`);
    await expect(composer(page)).toHaveValue("One moment, Mira.");
    expect(await repliesOn(ctx, answered.ticketId)).toEqual([]);
  } finally {
    await page.context().close();
    await web.stop();
    rmSync(update, { recursive: true, force: true });
  }
});

/** The same build by another name, as Next sees it after an update. */
function otherBuild(build: string): string {
  const other = `${build}-updated`;
  cpSync(build, other, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/\/(cache|in-use)$/.test(path),
  });
  writeFileSync(join(other, "BUILD_ID"), "updated");
  return other;
}

async function signedIn(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
  const data = { userId: "demo-hannah" };
  const answer = await context.request.post("/api/auth/sign-in/demo", { data, headers: { origin: url } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return context.newPage();
}

/** From now on the page asks for actions that this build does not have. */
async function forgetActions(page: Page): Promise<void> {
  await intercept(page, "**/inbox*", (route) => {
    const headers = route.request().headers();
    if (!headers["next-action"]) return route.fallback();
    return route.continue({ headers: { ...headers, "next-action": `40${"0".repeat(40)}` } });
  });
}
