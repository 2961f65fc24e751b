/** Every page there is, in both themes and at phone width: a heading, nothing axe objects to, nothing sideways. */
import { readdirSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { expect, test } from "./fixtures";
import { expectAccessible, expectPageWellMade, screenSizes } from "./well-made";

/** The paths of `app`, as its folders name them, e.g. `/incidents/[id]`. */
const routes = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => `/${file.replace(/\/?page\.tsx$/, "").replace(/\([^)]*\)\/?/g, "")}`)
  .sort();

/** Where the things stand that a page shows one of, by the folder above its id. */
const tables: Record<string, string> = {
  incidents: "incident",
  knowledge: "article",
  metrics: "metric_series",
  schedules: "oncall_schedule",
  tickets: "ticket",
};

/** Nobody is called in the demo: on-call's own test calls somebody and looks at the page as here. */
const shownElsewhere = new Set(["/oncall/pages/[id]"]);

const pages = [
  ...routes.filter((route) => !shownElsewhere.has(route)),
  "/inbox?view=proposed",
  "/no-access?permission=tool.manage",
  "/no-such-page",
];

test.describe("a page", () => {
  // The one page that is not there says so to the browser too.
  test.use({ expectedNoise: /status of 404.*no-such-page/ });
  for (const path of pages)
    test(`${path} is clean in both themes, on a desktop and on a phone`, async ({ reader: page, ctx }) => {
      const address = await addressOf(ctx, path);
      await expectPageWellMade(page, address);
      await expect(page).toHaveTitle(/.+ · Vigil$/);
      // Of several open tabs each says which of the things it shows.
      if (address !== path)
        await expect(page).not.toHaveTitle(
          /^(?:Incident|Article|Series|Schedule|Ticket|Edit|Change the schedule) · Vigil$/,
        );
    });
});

/** The address of a route, of the first thing there is where it shows one. */
async function addressOf({ db }: Ctx, route: string): Promise<string> {
  const [, folder] = /(\w+)\/\[id\]/.exec(route) ?? [];
  if (!folder) return route;
  const table = tables[folder];
  if (!table) throw new Error(`Say where the things of ${route} stand.`);
  const [row] = await db.execute<{ id: number | null }>(
    sql`select min(id) as id from ${sql.identifier(table)}`,
  );
  if (!row?.id) throw new Error(`The demo has none of what ${route} shows.`);
  return route.replace("[id]", String(row.id));
}

/** Nothing of it lies beside what can be seen of it. */
async function expectNotCut(what: Locator): Promise<void> {
  const hidden = () => what.evaluate((one) => one.scrollWidth - one.clientWidth);
  await expect.poll(hidden).toBeLessThanOrEqual(0);
}

test("nobody is led where they may not go", async ({ signIn }) => {
  const page = await signIn("ken");
  const led = new Map<string, string>();
  for (const path of ["/inbox", "/metrics", "/oncall", "/incidents/load", "/learning", "/tickets/1"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    const links = page.locator("a[href^='/']");
    for (const href of await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? "")))
      led.set(href, path);
  }
  const refused: string[] = [];
  for (const [href, from] of led) {
    const answer = await page.request.get(href, { maxRedirects: 0 });
    if (answer.headers().location?.startsWith("/no-access")) refused.push(`${from}: ${href}`);
  }
  expect(led.size).toBeGreaterThan(20);
  expect(refused).toEqual([]);
});

test("who asked for stillness has it: nothing moves when the colours change", async ({ reader: page }) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto("/inbox");
  await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const moving = () => document.getAnimations().filter((one) => one instanceof CSSTransition).length;
  expect(await page.evaluate(moving)).toBe(0);
});

test("a ticket with more than fits on the screen is clean: what scrolls is reached by keyboard", async ({
  desk,
  openWaiting,
}) => {
  await openWaiting(desk, "Please grow the volume, then reboot.\n\n".repeat(40));
  await expectAccessible(desk);
});

test.describe("phone", () => {
  test.use({ viewport: screenSizes.phone, hasTouch: true });
  for (const [path, label] of [
    ["/audit", "Audit trail"],
    ["/learning/gate", "Threshold by queue"],
    ["/settings/people", "People"],
    ["/settings/account", "Sessions"],
    ["/settings/actions", "Actions"],
    ["/settings/investigation", "Tools the agent may run"],
    ["/metrics/sources", "Metric sources"],
    ["/learning/replays", "Finished replays"],
    ["/incidents/load", "Noisiest rules"],
    ["/incidents/load", "Busiest shifts"],
  ] as const)
    test(`the table “${label}” is read without scrolling sideways`, async ({ signIn }) => {
      const page = await signIn("ingrid");
      await page.setViewportSize({ width: 360, height: 780 });
      await page.goto(path);
      const table = page.getByRole("group", { name: label });
      await expect(table.getByRole("row").nth(1)).toBeVisible();
      await expectNotCut(table);
      await expectAccessible(page);
    });
});

for (const width of [360, 1440])
  test(`what the demo offers for a sign-in fits its buttons at ${width} px`, async ({ page, url }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${url}/login`);
    const buttons = page.getByRole("button", { name: /^Continue as/ });
    await expect(buttons.first()).toBeFocused();
    for (const button of await buttons.all()) await expectNotCut(button);
    await expectAccessible(page);
  });
