/** A colleague's first day: the administrator makes an account, its temporary password is changed before anything else opens. */
import { unique } from "#lib/platform/testing/unique";
import { expect, test } from "./fixtures";

test("a temporary password has to be changed before the desk opens", async ({ signIn, browser, url }) => {
  const admin = await signIn("ingrid");
  await admin.goto("/settings/people");
  await admin.getByRole("button", { name: "Add a person" }).click();
  const email = `${unique("noor")}@desk.test`;
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Noor Haddad");
  await dialog.getByRole("textbox", { name: "Email" }).fill(email);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const shown = admin.getByRole("dialog", { name: "Temporary password of Noor Haddad" });
  const temporary = (await shown.locator("code").first().textContent()) ?? "";
  expect(temporary).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);

  // The demo shows no form to sign in with: what the form sends is sent here.
  const context = await browser.newContext({ baseURL: url });
  const answer = await context.request.post("/api/auth/sign-in/email", {
    data: { email, password: temporary },
    headers: { origin: url },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  expect((await context.request.get("/api/inbox")).status()).toBe(401);
  const page = await context.newPage();
  await page.goto("/inbox");
  await expect(page).toHaveURL(/\/password$/);
  await page.getByLabel("Temporary password").fill(temporary);
  await page.getByLabel("New password").fill(temporary);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not the current one" })).toBeVisible();
  await page.getByLabel("New password").fill("quite another one");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL(/\/inbox/);
  await expect(page.getByRole("heading", { name: "Inbox" })).toBeAttached();
  await context.close();
});
