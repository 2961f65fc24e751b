/** A connector from its making to a ticket: the secret is shown once and signs a webhook request. */
import { createHmac } from "node:crypto";
import { unique } from "#lib/platform/testing/unique";
import { expect, test } from "./fixtures";

test("an administrator adds a webhook, and a signed message becomes a ticket", async ({ signIn, url }) => {
  const page = await signIn("ingrid");
  const name = unique("shop-desk").replace("_", "-");
  await page.goto("/settings/connectors");
  await page.getByRole("button", { name: "Add a connector" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Address" }).fill(name);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const shown = page.getByRole("dialog").filter({ hasText: "whsec_" });
  await expect(shown).toBeVisible();
  const key = (await shown.locator("code").first().textContent()) ?? "";
  const address = `/api/hooks/${name}`;

  const subject = `Order import stuck ${Date.now()}`;
  const body = JSON.stringify({
    type: "message",
    id: `m-${Date.now()}`,
    text: "The nightly order import has not finished.",
    ticket: { id: `t-${Date.now()}`, subject },
    customer: { id: "c-1", name: "Shop Owner" },
  });
  const id = `msg_${Date.now()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", Buffer.from(key.slice("whsec_".length), "base64"))
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
  const accepted = await page.request.post(`${url}${address}`, { data: body, headers });
  expect(accepted.ok(), await accepted.text()).toBe(true);
  const forged = { ...headers, "webhook-signature": "v1,AAAA" };
  expect((await page.request.post(`${url}${address}`, { data: body, headers: forged })).status()).toBe(401);

  await page.goto("/inbox?view=all");
  await expect(page.getByRole("link").filter({ hasText: subject })).toBeVisible();
});
