/** A page that is drawn but does not listen yet: what is clicked or sent then happens once it does. */
import type { Page, Route } from "@playwright/test";
import { expect, test } from "./fixtures";

/** Holds back the page's scripts until the returned function is called. */
async function withoutScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route: Route) => {
    await held;
    await route.continue();
  });
  return release;
}

test("a click before the page listens is done once it does", async ({ signIn }) => {
  const page = await signIn("ingrid");
  const release = await withoutScripts(page);
  await page.goto("/inbox", { waitUntil: "commit" });
  const guide = page.getByRole("region", { name: "New here? Three steps" });
  await guide.getByRole("button", { name: "Dismiss the guide" }).click();
  release();
  await expect(guide).toHaveCount(0);
});

test("a password sent before the page listens stays out of the address", async ({ browser, url }) => {
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  const release = await withoutScripts(page);
  await page.goto("/login?with=password", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Email" }).fill("nobody@example.com");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  release();
  await expect(page.locator("form").getByRole("alert")).toBeVisible();
  expect(new URL(page.url()).search).toBe("?with=password");
  await page.context().close();
});
