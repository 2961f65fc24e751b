/** Diagnostics: one that an administrator connects, and one that an analyst looks up because nothing is connected. */
import { unique } from "#lib/platform/testing/unique";
import { conversation, expect, press, proposal, test } from "./fixtures";
import { waitingLookUp } from "./tickets";
import { expectAccessible } from "./well-made";

test("an administrator adds a tool, tries it and disables it", async ({ signIn }) => {
  const page = await signIn("ingrid");
  const name = unique("badges").replaceAll("-", "_");
  await page.goto("/settings/tools");
  await page.getByRole("button", { name: "Add a tool" }).click();
  const sheet = page.getByRole("dialog", { name: "Add a tool" });
  await sheet.getByRole("textbox", { name: "Name" }).fill(name);
  await sheet.getByRole("textbox", { name: "Description" }).fill("Whether a badge is valid.");
  await sheet.getByRole("textbox", { name: "Address" }).fill("http://127.0.0.1:9/badge");
  await sheet.getByRole("button", { name: "Add an argument" }).click();
  const argument = sheet.getByRole("group", { name: "Argument 1" });
  await argument.getByRole("textbox", { name: "Name" }).fill("badge");
  await sheet.getByRole("button", { name: "Add", exact: true }).click();
  const shown = page.getByRole("dialog", { name: `Secret of ${name}` });
  await expect(shown.locator("code")).toHaveText(/^whsec_/);
  await shown.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: `Try ${name}` }).click();
  const trial = page.getByRole("dialog", { name: `Try ${name}` });
  await trial.getByRole("textbox", { name: "badge" }).fill("BDG-7");
  await trial.getByRole("button", { name: "Run" }).click();
  await expect(trial.getByRole("status")).toContainText("could not be reached");
  await trial.getByRole("button", { name: "Close", exact: true }).last().click();

  await expectAccessible(page);
  await page.getByRole("button", { name: `Disable ${name}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Disabled");
});

test("what nothing is connected to is looked up by hand and written down, by keyboard", async ({
  ctx,
  desk,
}) => {
  const ticketId = await waitingLookUp(ctx);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(proposal(desk, "Look up")).toContainText("Vigil is not connected to door_log");
  await press(desk, "a");
  const call = conversation(desk).getByRole("group").filter({ hasText: "door_log" });
  await expect(call).toContainText("waiting for its result");
  await press(desk, "f");
  await expect(call.getByRole("textbox", { name: /What door_log said/ })).toBeFocused();
  await desk.keyboard.insertText("door: 4\nstate: jammed");
  await desk.reload();
  await press(desk, "f");
  await expect(call.getByRole("textbox")).toHaveValue("door: 4\nstate: jammed");
  await expectAccessible(desk);
  await call.getByRole("textbox").press("ControlOrMeta+Enter");
  await expect(call).toContainText("door 4 · state jammed");
  await expect(call.getByRole("textbox")).toHaveCount(0);
});
