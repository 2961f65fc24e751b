/** Whoever takes away what they stand on goes on from there: at the next row, at what is left of the row, or at the heading. */
import { unique } from "#lib/platform/testing/unique";
import { saveWatchRule } from "#lib/watch/commands";
import { ruleKinds, ruleLevels, ruleMatches, ruleSubjects, ruleTopics } from "#lib/watch/model";
import { attentive, expect, test } from "./fixtures";
import { customerWrites } from "./tickets";

test("the focus goes on to the next row where a row is removed, and a second Enter removes nothing more", async ({
  signIn,
  ctx,
}) => {
  const names = [unique("First"), unique("Second"), unique("Third")];
  for (const name of names)
    await saveWatchRule(ctx, {
      ruleId: null,
      name,
      kind: ruleKinds[0],
      level: ruleLevels[0],
      topic: ruleTopics[0],
      subject: ruleSubjects[0],
      match: ruleMatches[0],
      looksFor: ["a word nobody writes"],
    });
  const page = await signIn("ingrid");
  await page.goto("/settings/watch");
  const rules = page.getByRole("region", { name: new RegExp(names.map((name) => `^${name}`).join("|")) });
  await expect(rules).toHaveCount(3);
  const order = await rules.getByRole("heading").allTextContents();
  await attentive(page);
  const remove = (place: number) => rules.nth(place).getByRole("button", { name: "Remove", exact: true });
  await remove(1).focus();
  await page.keyboard.press("Enter");
  await expect(rules).toHaveCount(2);
  await expect(rules.filter({ hasText: order[2] ?? "" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(rules.last().getByRole("button").first()).toBeFocused();
  await expect(rules).toHaveCount(2);
});

test("what takes only its own button away leaves the focus on its row", async ({ signIn }) => {
  const page = await signIn("ingrid");
  await page.goto("/settings/keys");
  const name = unique("Script");
  await page.getByRole("button", { name: "Add a key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row", { name });
  await row.getByRole("button", { name: "Revoke" }).press("Enter");
  await expect(row.getByText("Revoked")).toBeVisible();
  await expect(row).toBeFocused();
});

test("of the filters of a list the next one has the focus", async ({ desk, ctx }) => {
  const subject = unique("Quota");
  await customerWrites(ctx, { subject, body: "How much?", runsAgent: false });
  await desk.goto(`/inbox?search=${subject}&sort=age&priority=normal`);
  await attentive(desk);
  const filters = desk.getByRole("list", { name: "Filters" }).getByRole("listitem");
  await expect(filters).toHaveCount(2);
  await filters.first().getByRole("button").press("Enter");
  await expect(filters).toHaveCount(1);
  await expect(filters).toBeFocused();
});
