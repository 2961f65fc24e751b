/** Whatever closes gives the focus back: to what opened it, also where that was another dialog or a menu by the time, or to what stands there now. */
import type { Locator, Page } from "@playwright/test";
import { unique } from "#lib/platform/testing/unique";
import { addTool } from "#lib/tools/commands";
import { expect, test } from "./fixtures";

/** Pages of an administrator with what opens something on them. */
const pages = [
  "/metrics/sources",
  "/oncall/chains",
  "/settings/actions",
  "/settings/connectors",
  "/settings/keys",
  "/settings/people",
  "/settings/queues",
  "/settings/tools",
  "/settings/watch",
];

/** What opens a dialog: it says so, is named after what it makes or changes, or is the name of a row. */
const openers = (page: Page) =>
  page
    .locator("#main")
    .locator(
      "button[aria-haspopup=dialog], td:first-child button, button:text-matches('^(Add|Set up|Set the|Change|Import)')",
    );

for (const path of pages)
  test(`a dialog of ${path} that is left gives the focus back to what opened it`, async ({ reader }) => {
    await reader.goto(path);
    await expect(openers(reader).first()).toBeVisible();
    // One of each kind: rows have the same buttons.
    for (const opener of await oneOfEach(openers(reader))) {
      await opener.press("Enter");
      const dialog = reader.getByRole("dialog");
      await expect(dialog, `${await opener.textContent()}`).toBeVisible();
      await reader.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      await expect(opener).toBeFocused();
    }
  });

async function oneOfEach(all: Locator): Promise<Locator[]> {
  const kinds = new Map<string, Locator>();
  for (const one of await all.all()) {
    const inRow = await one.evaluate((element) => element.closest("td")?.cellIndex ?? null);
    const words = inRow === 0 ? "name of a row" : ((await one.textContent()) ?? "");
    if (!kinds.has(words)) kinds.set(words, one);
  }
  return [...kinds.values()];
}

test("a secret that was shown once gives the focus back to what it was asked with", async ({
  signIn,
  ctx,
}) => {
  const page = await signIn("ingrid");
  const done = async (name: RegExp) => {
    const shown = page.getByRole("dialog", { name });
    await shown.getByRole("button", { name: "Done" }).press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };

  await page.goto("/settings/people");
  const add = page.getByRole("button", { name: "Add a person" });
  await add.press("Enter");
  const name = unique("Noor");
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("dialog").getByRole("textbox", { name: "Email" }).fill(`${name}@desk.test`);
  await page.keyboard.press("Enter");
  await done(/^Temporary password/);
  await expect(add).toBeFocused();

  const more = page.getByRole("button", { name: `More for ${name}` });
  await more.press("Enter");
  await page.getByRole("menuitem", { name: "New temporary password" }).press("Enter");
  await done(/^Temporary password/);
  await expect(more).toBeFocused();

  await expect(more).toBeEnabled();
  await more.press("Enter");
  await page.getByRole("menuitem", { name: "Disable the account" }).press("Enter");
  await expect(page.getByRole("row", { name }).getByText("Disabled")).toBeVisible();
  await expect(more, "a button that was busy as its menu closed").toBeFocused();

  const tool = name.toLowerCase();
  const made = { description: "Size of a volume.", arguments: [], url: "https://tools.test/x", timeLimit: 2 };
  await addTool(ctx, { name: tool, ...made });
  await page.goto("/settings/tools");
  const rotate = page.getByRole("button", { name: `Rotate the secret of ${tool}` });
  await rotate.press("Enter");
  await done(/./);
  await expect(rotate).toBeFocused();
});
