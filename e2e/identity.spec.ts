/** A second factor in the browser: an authenticator app set up and asked for, a recovery code, and a passkey of a virtual authenticator. */
import { createOTP } from "@better-auth/utils/otp";
import type { Browser, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { session } from "#db/schema/sign-in";
import { proofMinutes } from "#lib/platform/rules";
import { unique } from "#lib/platform/testing/unique";
import { currentBuild } from "#lib/start/build";
import { createPerson } from "#lib/team/commands";
import { apiKeys } from "#lib/team/queries";
import { expect, test } from "./fixtures";
import { startWeb } from "./own-web";

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

test("what is dangerous asks who acts for a proof that is too old, by keyboard, and then goes on by itself", async ({
  browser,
  ctx,
}) => {
  const email = `${unique("ada")}@desk.test`;
  const { id, temporaryPassword } = await createPerson(ctx, { name: "Ada Ferro", email, role: "admin" });
  const web = await startWeb(currentBuild(), { isDemo: false });
  const page = await (await browser.newContext({ baseURL: web.url })).newPage();
  try {
    await page.goto("/login");
    await fillPassword(page, email, temporaryPassword);
    await page.getByLabel("Temporary password").fill(temporaryPassword);
    await page.getByLabel("New password").fill(password);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page).toHaveURL(/\/inbox/);
    const longAgo = new Date(Date.now() - (proofMinutes + 1) * 60_000);
    await ctx.db.update(session).set({ provenAt: longAgo }).where(eq(session.userId, id));
    await page.goto("/settings/keys");
    await page.getByRole("button", { name: "Add a key" }).press("Enter");
    const name = unique("key");
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.keyboard.press("Enter");
    const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
    const field = proof.getByLabel("Password");
    await expect(field).toBeFocused();
    await page.keyboard.type("not the one it is");
    await page.keyboard.press("Enter");
    await expect(proof.getByRole("alert")).toBeVisible();
    expect((await apiKeys(ctx)).filter((key) => key.name === name)).toEqual([]);
    await field.fill(password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog").locator("code").first()).toContainText("vgl_");
    expect((await apiKeys(ctx)).filter((key) => key.name === name)).toHaveLength(1);
  } finally {
    await page.context().close();
    await web.stop();
  }
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
