/** A tool of an MCP server becomes an action, is off once it says something else, and is read again; a secret is entered once. */

import { unique } from "#lib/platform/testing/unique";
import { askServers, connected, startCluster } from "#lib/remediation/testing/cluster";
import { expect, test } from "./fixtures";
import { expectAccessible, expectNoOverflow } from "./well-made";

test("a tool is read, registered, changed over there, and read again", async ({ signIn, ctx }) => {
  process.env.VIGIL_OUTGOING_PRIVATE = "1";
  const cluster = await startCluster();
  try {
    const { server, lookUp } = await connected(ctx, cluster);
    const name = unique("scale").replaceAll("-", "_");
    const page = await signIn("ingrid");
    await page.goto("/settings/actions");
    await page.getByRole("button", { name: "Add an action" }).click();
    const sheet = page.getByRole("dialog", { name: "Add an action" });
    const choose = async (label: string, option: string | RegExp) => {
      await sheet.getByRole("combobox", { name: label, exact: true }).click();
      await page.getByRole("option", { name: option }).click();
    };
    await sheet.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    await choose("Done by", "A tool of an MCP server");
    await choose("Tool", `scale_deployment of ${server}`);
    await sheet.getByRole("textbox", { name: "Description" }).fill("Scales a deployment.");
    await choose("Class of risk", /^1:/);
    await expect(sheet.getByRole("group", { name: "Definition" }).or(sheet.locator("pre"))).toContainText(
      "Scales a deployment.",
    );
    await choose("Argument for a dry run", "dry_run");
    await choose("Argument for the idempotency key", "request_id");
    await sheet.getByRole("textbox", { name: "Target argument" }).fill("deployment");
    await choose("Look-up that shows the object", lookUp);
    await sheet.getByRole("textbox", { name: "deployment of the look-up" }).first().fill("{deployment}");
    await sheet.getByRole("textbox", { name: "Values that matter" }).fill("spec.replicas");
    await choose("Look-up that tells", lookUp);
    await sheet.getByRole("textbox", { name: "deployment of the look-up" }).last().fill("{deployment}");
    await sheet.getByRole("textbox", { name: "Value of the result" }).fill("status.ready");
    await sheet.getByRole("textbox", { name: "Expected" }).fill("{replicas}");
    await sheet.getByRole("button", { name: "Add", exact: true }).click();
    // Not before somebody says that they have read it.
    await expect(sheet).toBeVisible();
    await sheet.getByRole("checkbox", { name: "I have read it, and this is what the action does" }).click();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 780 });
    await expectNoOverflow(page);
    await page.setViewportSize({ width: 1280, height: 720 });
    await sheet.getByRole("button", { name: "Add", exact: true }).click();
    const row = page.getByRole("row", { name: new RegExp(name) });
    await expect(row).toContainText("Enabled");

    cluster.set({ description: "Scales a deployment, slowly." });
    await askServers(ctx);
    await page.reload();
    await expect(row).toContainText("changed scale_deployment since it was read");
    await row.getByRole("button").first().click();
    const changed = page.getByRole("dialog", { name });
    await expect(changed.getByRole("region", { name: "What changed" })).toContainText("slowly");
    await changed.getByRole("checkbox", { name: /I have read it/ }).click();
    await changed.getByRole("button", { name: "Save" }).click();
    await expect(row).toContainText("Enabled");
    await page.goto("/settings/tools");
    const listed = page.getByRole("article", { name: `MCP server ${server}` });
    await expect(listed.getByRole("listitem").filter({ hasText: "scale_deployment" })).toContainText(
      "Action",
    );
  } finally {
    await cluster.stop();
  }
});

test("a secret is entered once, chosen by name, rotated and revoked", async ({ signIn }) => {
  const page = await signIn("ingrid");
  const name = unique("token");
  await page.goto("/settings/secrets");
  await page.getByRole("button", { name: "Add a secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a secret" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByLabel("Value", { exact: true }).fill("a-token-of-another-system");
  await dialog.getByRole("textbox", { name: "May be sent to" }).fill("tools.example.com");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("tools.example.com");
  await expect(row).toContainText("Never");
  await expect(page.locator("body")).not.toContainText("a-token-of-another-system");
  await expectAccessible(page);

  await page.goto("/settings/tools");
  await page.getByRole("button", { name: "Add a tool" }).click();
  const sheet = page.getByRole("dialog", { name: "Add a tool" });
  const tool = unique("look").replaceAll("-", "_");
  await sheet.getByRole("textbox", { name: "Name" }).fill(tool);
  await sheet.getByRole("textbox", { name: "Description" }).fill("Looks.");
  await sheet.getByRole("textbox", { name: "Address" }).fill("https://elsewhere.example.com/look");
  await sheet.getByRole("combobox", { name: "Token" }).click();
  await page.getByRole("option", { name: `Secret ${name}` }).click();
  await sheet.getByRole("button", { name: "Add", exact: true }).click();
  await expect(sheet).toContainText("may not be sent to elsewhere.example.com");
  await sheet.getByRole("textbox", { name: "Address" }).fill("https://tools.example.com/look");
  await sheet.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("dialog", { name: `Secret of ${tool}` })).toBeVisible();

  await page.goto("/settings/secrets");
  await row.getByRole("button", { name: `Rotate ${name}` }).click();
  const rotation = page.getByRole("dialog", { name: `New value of ${name}` });
  await rotation.getByLabel("Value", { exact: true }).fill("another-token");
  await rotation.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("Rotated");
  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  await expect(row).toContainText("Revoked");
  await expect(row.getByRole("button")).toHaveCount(0);
});
