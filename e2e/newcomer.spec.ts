/** A newcomer's first look at the demo: what Vigil is, what to do first, and four weeks of work to see. */
import { expect, test } from "./fixtures";
import { makeNewcomer } from "./guide";

test("the way in says in one sentence what Vigil is", async ({ page, url }) => {
  await page.goto(`${url}/login`);
  await expect(page.getByText(/proposes the next step before you ask/)).toBeVisible();
});

test("the guide has three steps, and once dismissed it stays away from this person alone", async ({
  signIn,
  ctx,
}) => {
  await makeNewcomer(ctx, "ken");
  const page = await signIn("ken");
  await page.goto("/inbox");
  const guide = page.getByRole("region", { name: "New here? Three steps" });
  await expect(guide.getByRole("listitem")).toHaveCount(3);
  await guide.getByRole("button", { name: "Dismiss the guide" }).click();
  await expect(guide).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("Select a ticket")).toBeVisible();
  await expect(guide).toHaveCount(0);

  const colleague = await signIn("marcus");
  await colleague.goto("/inbox");
  const other = colleague.getByRole("region", { name: "New here? Three steps" });
  await other.getByRole("link", { name: /from silence/ }).click();
  await expect(colleague.getByRole("list", { name: "Learnt ticket by ticket" })).toBeVisible();
});

test("a phone has the guide below its list", async ({ signIn, ctx }) => {
  await makeNewcomer(ctx, "priya");
  const page = await signIn("priya");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/inbox");
  const guide = page.getByRole("region", { name: "New here? Three steps" });
  await expect(guide).toBeVisible();
  await guide.getByRole("button", { name: "Dismiss the guide" }).click();
  await expect(guide).toHaveCount(0);
});

test("what was learnt is there at first sight", async ({ signIn }) => {
  const page = await signIn("marcus");
  await page.goto("/learning");
  const steps = page.getByRole("list", { name: "Learnt ticket by ticket" }).getByRole("listitem");
  await expect(steps.first()).toContainText(/No proposal|Escalated/);
  await expect(steps.last()).toContainText("Proposed");
  await expect(page.getByText(/Nothing has been decided|No labels yet/)).toHaveCount(0);

  await page.goto("/learning/gate");
  await expect(page.locator("#judgements").getByRole("row").nth(5)).toBeVisible();
  await expect(page.locator("#abstentions").getByRole("row").nth(2)).toBeVisible();

  await page.goto("/learning/replays");
  await expect(page.getByRole("heading", { name: "Four weeks at Halden Cloud" })).toBeVisible();

  await page.goto("/analytics");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/No data yet|Nothing yet/)).toHaveCount(0);
});
