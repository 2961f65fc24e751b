/** A page that is drawn but does not listen yet: what is clicked or sent then happens once it does. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { attentive, expect, test } from "./fixtures";
import { makeNewcomer } from "./guide";
import { holdReads } from "./held-reads";

const scripts = "**/_next/static/**/*.js";

test("a click before the page listens is done once it does", async ({ signIn, ctx }) => {
  await makeNewcomer(ctx, "ingrid");
  const page = await signIn("ingrid");
  const release = await holdReads(page, scripts);
  await page.goto("/inbox", { waitUntil: "commit" });
  const guide = page.getByRole("region", { name: "New here? Three steps" });
  await guide.getByRole("button", { name: "Dismiss the guide" }).click();
  release();
  await expect(guide).toHaveCount(0);
});

test("a password sent before the page listens stays out of the address", async ({ browser, url }) => {
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  const release = await holdReads(page, scripts);
  await page.goto("/login?with=password", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Email" }).fill("nobody@example.com");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  release();
  await expect(page.locator("form").getByRole("alert")).toBeVisible();
  expect(new URL(page.url()).search).toBe("?with=password");
  await page.context().close();
});

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const shown = [
  { path: "/inbox", size: desktop },
  { path: "/inbox", size: phone },
  { path: "/knowledge", size: desktop },
  { path: "/metrics/1", size: desktop },
  { path: "/audit", size: desktop },
  { path: "/settings/investigation", size: desktop },
  { path: "/oncall/notifications", size: phone },
];
for (const { path, size } of shown) {
  test(`nothing that can be pressed moves on ${path} at ${size.width} px while it begins to listen`, async ({
    reader: page,
    ctx,
  }) => {
    await page.setViewportSize(size);
    const look = async () => {
      const release = await holdReads(page, scripts);
      await page.goto(path, { waitUntil: "domcontentloaded" });
      await page.evaluate(drawn);
      const moved = await page.evaluateHandle(watchPlaces);
      release();
      await attentive(page);
      await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
      const names = await moved.evaluate((read) => read());
      await page.unrouteAll({ behavior: "wait" });
      return names;
    };
    // Whoever writes meanwhile, as customers of the demo do, moves the list: then nothing is shown yet.
    await expect(async () => {
      const before = await newestChange(ctx);
      const moved = await look();
      if ((await newestChange(ctx)) === before) expect(moved).toEqual([]);
      else if (moved.length > 0) throw new Error("Others wrote meanwhile.");
    }).toPass();
  });
}

/** The newest change that those who look at the desk are told of. */
async function newestChange(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.execute<{ id: number }>(
    sql`select coalesce(max(id), 0)::float8 as id from change where topic <> 'presence'`,
  );
  return row?.id ?? 0;
}

/** Runs in the page: once it has been drawn its style sheets are there, and the letters it needs are asked for. */
async function drawn() {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  await document.fonts.ready;
  await frame();
}

/** Runs in the page: notes where everything stands that can be pressed; what it returns names what has moved since. */
function watchPlaces() {
  const pressed = "a, button, input, select, textarea, [role=tab], [role=combobox]";
  const placeOf = (element: Element) => {
    const { x, y, width } = element.getBoundingClientRect();
    return width > 0 ? `${Math.round(x)}, ${Math.round(y)}` : null;
  };
  const before = [...document.querySelectorAll(pressed)].map((element) => ({
    element,
    place: placeOf(element),
  }));
  return () =>
    before.flatMap(({ element, place }) => {
      const now = element.isConnected ? placeOf(element) : null;
      if (!place || !now || now === place) return [];
      return [`${element.ariaLabel ?? element.textContent}: ${place} → ${now}`];
    });
}
