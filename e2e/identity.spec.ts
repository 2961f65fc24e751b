/** A second factor in the browser: an authenticator app set up and asked for, a recovery code, and a passkey of a virtual authenticator. */
import { createOTP } from "@better-auth/utils/otp";
import type { Browser, Page } from "@playwright/test";
import { unique } from "#lib/platform/testing/unique";
import { expect, test } from "./fixtures";

const password = "quite another one";

/** A new analyst, signed in with a password of their own, on the demo's name rather than its number: passkeys need one. */
async function newcomer(admin: Page, browser: Browser, url: string) {
  await admin.goto("/settings/people");
  await admin.getByRole("button", { name: "Add a person" }).click();
  const email = `${unique("noor")}@desk.test`;
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Noor Haddad");
  await dialog.getByRole("textbox", { name: "Email" }).fill(email);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const shown = admin.getByRole("dialog", { name: "Temporary password of Noor Haddad" });
  const temporary = (await shown.locator("code").first().textContent()) ?? "";
  const named = url.replace("127.0.0.1", "localhost");
  const context = await browser.newContext({ baseURL: named });
  const page = await context.newPage();
  await page.goto("/login?with=password");
  await fillPassword(page, email, temporary);
  await page.getByLabel("Temporary password").fill(temporary);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL(/\/inbox/);
  return { page, email };
}

async function fillPassword(page: Page, email: string, given: string) {
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByLabel("Password").fill(given);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signOut(page: Page) {
  await page.context().clearCookies();
  await page.goto("/login?with=password");
}

test("an authenticator app is set up, asked for at the next sign-in, and replaced once by a recovery code", async ({
  signIn,
  browser,
  url,
}) => {
  const { page, email } = await newcomer(await signIn("ingrid"), browser, url);
  await page.goto("/settings/account");
  const section = page.getByRole("region", { name: "Authenticator app" });
  await section.getByLabel("Your password").fill(password);
  await section.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(section.getByRole("img", { name: "Picture to scan with an authenticator app" })).toBeVisible();
  const secret = ((await section.locator("code").first().textContent()) ?? "").trim();
  const code = () => createOTP(fromBase32(secret)).totp();
  await section.getByLabel("Code").fill(await code());
  await section.getByRole("button", { name: "Confirm" }).click();
  await expect(section.getByRole("status")).toContainText("Keep these recovery codes");
  const recovery = ((await section.locator("code").first().textContent()) ?? "").trim().split(/\s+/);
  expect(recovery.length).toBe(10);
  await section.getByRole("button", { name: "I have kept them" }).click();
  await expect(section.getByText("On", { exact: true })).toBeVisible();

  await signOut(page);
  await fillPassword(page, email, password);
  await page.getByLabel("Code").fill("000000");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The code is incorrect" })).toBeVisible();
  await page.getByLabel("Code").fill(await code());
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/inbox/);

  await signOut(page);
  await fillPassword(page, email, password);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(recovery[0] ?? "");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/inbox/);
  await page.context().close();
});

test("a passkey is added and signs in without a password", async ({ signIn, browser, url }) => {
  const { page } = await newcomer(await signIn("ingrid"), browser, url);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto("/settings/account");
  const section = page.getByRole("region", { name: "Passkeys" });
  await section.getByLabel("Name of the passkey").fill("Work laptop");
  await section.getByRole("button", { name: "Add a passkey" }).click();
  await expect(section.getByRole("button", { name: "Remove Work laptop" })).toBeVisible();
  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/inbox/);
  await page.goto("/settings/account");
  await page.getByRole("button", { name: "Remove Work laptop" }).click();
  await expect(page.getByRole("button", { name: "Remove Work laptop" })).toBeHidden();
  await page.context().close();
});

test("a queue is open to everybody until somebody restricts it to its members", async ({ signIn }) => {
  const admin = await signIn("ingrid");
  await admin.goto("/settings/queues");
  const row = admin.getByRole("row").nth(1);
  await row.getByRole("button").first().click();
  const sheet = admin.getByRole("dialog");
  await expect(sheet.getByRole("checkbox", { name: "Members only" })).not.toBeChecked();
  await sheet.getByRole("button", { name: "Cancel" }).click();
  await expect(sheet).toBeHidden();
});

function fromBase32(text: string): string {
  const bits = [...text.replace(/=+$/, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return String.fromCharCode(...(bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
