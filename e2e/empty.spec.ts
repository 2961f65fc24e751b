/** The first day of an empty installation, in a browser: who gets in, and what is to be done first. */
import type { Browser, Page } from "@playwright/test";
import { migrateDatabase } from "#db/migrate";
import { migrateJobs } from "#lib/platform/jobs/migrate";
import { setupCode } from "#lib/platform/sign-in/setup-code";
import { unique } from "#lib/platform/testing/unique";
import { createDatabase, dropDatabase } from "#lib/postgres/databases";
import { currentBuild } from "#lib/start/build";
import { answered, expect, test } from "./fixtures";
import { startWeb } from "./own-web";
import { expectAccessible, expectNoOverflow, screenSizes } from "./well-made";

const password = "a long enough password";

test("only who knows the code becomes the first administrator, is led through the first steps, and shuts the door", async ({
  browser,
}) => {
  await onEmptyInstallation(async (url) => {
    const stranger = await visitor(browser, url);
    await stranger.goto("/setup");
    await expectAccessible(stranger);
    await fill(stranger, "abcde-abcde-abcde-abcde", "Mallory");
    await stranger.getByRole("button", { name: "Create account" }).click();
    await expect(stranger.getByText("This is not the set-up code of this installation.")).toBeVisible();
    await expect(stranger.getByLabel("Set-up code")).toHaveAttribute("aria-invalid", "true");

    const page = await visitor(browser, url);
    await page.setViewportSize(screenSizes.phone);
    await page.goto(`/setup?code=${setupCode()}`);
    await expect(page.getByLabel("Your name")).toBeFocused();
    await fill(page, null, "Ada Ferro");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/inbox/);
    const steps = page.getByRole("region", { name: "First steps" });
    await expect(steps.getByRole("listitem")).toHaveCount(5);
    await expectAccessible(page);
    await expectNoOverflow(page);

    await page.setViewportSize(screenSizes.desktop);
    await steps.getByRole("link", { name: "Create queues" }).click();
    await answered(page, () => page.getByRole("button", { name: /^Create .+, / }).click());
    await page.goto("/inbox");
    await expect(steps.getByRole("listitem").filter({ hasText: "Create queues" })).toContainText("Done:");

    await stranger.reload();
    await expect(stranger).toHaveURL(/\/login/);
    await Promise.all([stranger.context().close(), page.context().close()]);
  });
});

async function fill(page: Page, code: string | null, name: string): Promise<void> {
  if (code !== null) await page.getByLabel("Set-up code").fill(code);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email").fill("first@desk.test");
  await page.getByLabel("Password").fill(password);
}

async function visitor(browser: Browser, baseURL: string): Promise<Page> {
  return (await browser.newContext({ baseURL })).newPage();
}

/** A desk that knows nobody and nothing, as `npm start` leaves it. */
async function onEmptyInstallation(work: (url: string) => Promise<void>): Promise<void> {
  const server = process.env.DATABASE_URL ?? "";
  const name = unique("vigil_empty").replaceAll(/\W/g, "_");
  const databaseUrl = await createDatabase(server, name);
  await migrateDatabase(databaseUrl);
  await migrateJobs(databaseUrl);
  const web = await startWeb(currentBuild(), { isDemo: false, databaseUrl });
  try {
    await work(web.url);
  } finally {
    await web.stop();
    await dropDatabase(server, name);
  }
}
