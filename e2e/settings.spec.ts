/** Two leads on one page of settings, by keyboard: the second is told, nothing of the first is lost, and the focus stays where it was. */
import { unique } from "#lib/platform/testing/unique";
import { queueMembers, queues } from "#lib/team/queries";
import { createQueue } from "#lib/team/queues/commands";
import { expect, test } from "./fixtures";

test("of two leads who change the same settings the second is told, and both keep the focus", async ({
  signIn,
}) => {
  const [one, other] = [await signIn("marcus"), await signIn("ingrid")];
  const rates = [one, other].map((page) => page.getByRole("region", { name: "Maximum error rate" }));
  const [mine, theirs] = rates;
  if (!mine || !theirs) throw new Error("Two pages are open.");
  for (const page of [one, other]) await page.goto("/settings/policy");
  const field = mine.getByRole("spinbutton", { name: "Maximum error rate" });
  const before = await field.inputValue();
  const after = before === "11" ? "12" : "11";
  await field.fill(after);
  await mine.getByRole("button", { name: "Save" }).press("Enter");
  await expect(mine.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(mine.getByRole("button", { name: "Save" })).toBeFocused();

  const stale = theirs.getByRole("spinbutton", { name: "Maximum error rate" });
  await expect(stale).toHaveValue(before);
  await stale.fill("13");
  await theirs.getByRole("button", { name: "Save" }).press("Enter");
  await expect(theirs.getByText(/^Somebody else changed this/)).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Save" })).toBeFocused();
  await expect(stale, "what was typed stays").toHaveValue("13");
  await other.reload();
  await expect(stale).toHaveValue(after);
  // Saved on what is there now, and once more from the same page.
  for (const next of ["13", before]) {
    await stale.fill(next);
    await theirs.getByRole("button", { name: "Save" }).press("Enter");
    await expect(theirs.getByText("Saved.", { exact: true })).toBeVisible();
  }
  await other.reload();
  await expect(stale).toHaveValue(before);
});

test("of two who change a queue the second is told, and nothing of it is saved", async ({ signIn, ctx }) => {
  const name = unique("Queue");
  const { id } = await createQueue(ctx, { key: name.toLowerCase().replace("_", "-"), name });
  const [one, other] = [await signIn("marcus"), await signIn("ingrid")];
  for (const page of [one, other]) {
    await page.goto("/settings/queues");
    await page.getByRole("button", { name }).click();
  }
  const choose = async (page: typeof one, person: RegExp) => {
    await page.getByRole("dialog").getByRole("checkbox", { name: person }).check();
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  };
  await choose(one, /^Hannah/);
  await expect(one.getByRole("dialog")).toHaveCount(0);
  await other.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill(unique("Renamed"));
  await choose(other, /^Priya/);
  await expect(other.getByRole("dialog").getByText(/^Somebody else changed this/)).toBeVisible();
  expect((await queueMembers(ctx)).get(id)).toEqual(["demo-hannah"]);
  expect((await queues(ctx)).find((one) => one.id === id)?.name).toBe(name);
});
