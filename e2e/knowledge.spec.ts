/** An article's life by keyboard: a title it cannot do without, a version with the same text, its retirement. */
import { saveArticle } from "#lib/knowledge/commands";
import { unique } from "#lib/platform/testing/unique";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./well-made";

test("an article is renamed, its first version compared, and it is retired, by keyboard", async ({
  signIn,
  ctx,
}) => {
  const title = `Growing a volume ${unique("article")}`;
  const article = await saveArticle(ctx, { kind: "article", title, body: "Open the volume, choose Grow." });
  const page = await signIn("marcus");
  await page.goto(`/knowledge/${article.id}/edit`);
  const field = page.getByRole("textbox", { name: "Title" });
  await field.fill("");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("This cannot be empty.")).toBeVisible();
  await field.fill(`${title}, renamed`);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: `${title}, renamed` })).toBeVisible();
  await page.getByRole("button", { name: /^v1/ }).press("Enter");
  await expect(page.getByText(`Version 1 has the same text; its title was “${title}”.`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Retire" }).press("Enter");
  await expect(page.getByText("Archived")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit" })).toBeFocused();
});
