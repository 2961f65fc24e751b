/** Every page, in both themes and at phone width: a heading, nothing axe objects to, nothing sideways. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";

const pages = [
  "/inbox",
  "/knowledge",
  "/analytics",
  "/learning",
  "/learning/gate",
  "/learning/replays",
  "/audit",
  "/settings/people",
  "/settings/queues",
  "/settings/connectors",
  "/settings/tools",
  "/settings/model",
  "/settings/policy",
  "/settings/hours",
];

for (const colorScheme of ["light", "dark"] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const path of pages)
      test(`${path} is clean`, async ({ signIn }) => {
        const page = await signIn("ingrid");
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.waitForLoadState("networkidle").catch(() => {});
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        ).toEqual([]);
      });
  });

test("a ticket with more than fits on the screen is clean: what scrolls is reached by keyboard", async ({
  desk,
  openWaiting,
}) => {
  await openWaiting(desk, "Please grow the volume, then reboot.\n\n".repeat(40));
  const { violations } = await new AxeBuilder({ page: desk }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test.describe("phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  for (const path of [
    "/inbox",
    "/knowledge",
    "/analytics",
    "/learning",
    "/learning/gate",
    "/audit",
    "/settings/people",
  ])
    test(`${path} fits`, async ({ signIn }) => {
      const page = await signIn("ingrid");
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });

  for (const [path, label] of [
    ["/audit", "Audit trail"],
    ["/learning/gate", "Threshold by queue"],
    ["/settings/people", "People"],
  ] as const)
    test(`the table “${label}” is read without scrolling sideways`, async ({ signIn }) => {
      const page = await signIn("ingrid");
      await page.setViewportSize({ width: 360, height: 780 });
      await page.goto(path);
      const table = page.getByRole("region", { name: label });
      await expect(table.getByRole("row").nth(1)).toBeVisible();
      expect(await table.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    });
});

for (const width of [360, 1440])
  test(`what the demo offers for a sign-in fits its buttons at ${width} px`, async ({ page, url }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${url}/login`);
    const buttons = page.getByRole("button", { name: /^Continue as/ });
    await expect(buttons.first()).toBeFocused();
    for (const button of await buttons.all())
      expect(await button.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
