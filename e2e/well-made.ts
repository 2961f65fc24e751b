/** What every screen must be: readable by machine, with one head, and no wider than the window. */
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

export const screenSizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** The rules of axe that look at colours, of those that are looked at unasked. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** No rule of axe, or none of `rules`, is broken as the page stands; `what` names it in the report. */
export async function expectAccessible(page: Page, what = "axe", rules?: string[]): Promise<void> {
  // Before the next frame a colour on its way is still the old one, or one between; while a page is read anew it is without a title.
  await page.waitForFunction(
    () =>
      document.title !== "" &&
      document.getAnimations().every((one) => !(one instanceof CSSTransition) || one.playState !== "running"),
  );
  expect.soft(await violationsOn(page, rules), what).toEqual([]);
}

/** What axe objects to. It runs in the page itself: nothing of ours stands in a frame, and a window of its own costs more than the look. */
async function violationsOn(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    const runOnly = only && ({ type: "rule", values: only } as const);
    const { violations } = await here.run(document, {
      resultTypes: ["violations"],
      ...(runOnly && { runOnly }),
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }, rules);
}

/** Nothing is pushed out of the window sideways. */
export async function expectNoOverflow(page: Page, what = "page"): Promise<void> {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.soft.poll(overflow, `sideways, ${what}`).toBeLessThanOrEqual(0);
}

/** Nothing in a table has to be scrolled to sideways, as it must not be on a phone. */
async function expectTablesFit(page: Page, what: string): Promise<void> {
  const tables = page.locator("[role=group]:has(> table)");
  const wide = () =>
    tables.evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel),
    );
  await expect.soft.poll(wide, `tables wider than ${what}`).toEqual([]);
}

/** A page of the desk is opened, and is well made with all that can be folded out. */
export async function expectPageWellMade(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
  await page.waitForLoadState("networkidle").catch(() => {});
  await expectWellMade(page, path, { unfolds: true });
}

async function unfold(page: Page): Promise<void> {
  await page.locator("details").evaluateAll((all) => {
    for (const one of all) one.setAttribute("open", "");
  });
}

/**
 * The page is clean at both sizes, light and dark; it is left as a desktop in the light. `VIGIL_PICTURES` names a folder for
 * a picture of each.
 */
export async function expectWellMade(page: Page, what = "page", { unfolds = false } = {}): Promise<void> {
  for (const [name, size] of Object.entries(screenSizes))
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      if (unfolds) await unfold(page);
      // A theme is nothing but other colours: what is no matter of colour was found in the light.
      await expectAccessible(
        page,
        `${what}, ${name}, ${colorScheme}`,
        colorScheme === "dark" ? colourRules : undefined,
      );
      await expectNoOverflow(page, `${what}, ${name}`);
      if (name === "phone") await expectTablesFit(page, `${what}, ${name}`);
      const { VIGIL_PICTURES } = process.env;
      const file = `${what.replaceAll(/\W/g, "_")}-${name}-${colorScheme}.png`;
      if (VIGIL_PICTURES) await page.screenshot({ path: `${VIGIL_PICTURES}/${file}` });
    }
  await page.setViewportSize(screenSizes.desktop);
  await page.emulateMedia({ colorScheme: "light" });
}
