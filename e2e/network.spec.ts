/** What a bad network shows: the truth about the connection, nothing lost, nothing sent twice, and a desk that stays. */
import { expect, notice, press, test } from "./fixtures";
import { repliesOn } from "./tickets";

test.use({ expectedNoise: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|Failed to load resource/ });

test("live is said once the stream stands, not before", async ({ signIn }) => {
  const page = await signIn("priya");
  let stand = () => {};
  const wait = new Promise<void>((resolve) => {
    stand = resolve;
  });
  await page.route("**/api/stream*", async (route) => {
    await wait;
    await route.fallback();
  });
  await page.goto("/inbox");
  await expect(page.getByRole("list", { name: "Active" })).toBeVisible();
  await expect(page.getByText("Connecting", { exact: true })).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toHaveCount(0);
  stand();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
});

test("a reply whose answer is lost comes back, and is sent once however often it is sent", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  const { ticketId } = await openWaiting(desk);
  await desk.route("**/inbox*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await press(desk, "r");
  const composer = desk.getByRole("textbox", { name: "Write to the customer" });
  await composer.fill("Hello Mira, one moment.");
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, "It may not have been sent")).toBeVisible();
  await expect(composer).toHaveValue("Hello Mira, one moment.");
  await desk.unroute("**/inbox*");
  await composer.focus();
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  expect(await repliesOn(ctx, ticketId)).toEqual(["Hello Mira, one moment."]);
});

test("offline the desk stays where it is, whatever is clicked", async ({ desk }) => {
  await expect(desk.getByText("Live", { exact: true })).toBeVisible();
  await desk.context().setOffline(true);
  await expect(desk.getByText("Offline", { exact: true })).toBeVisible();
  await desk.getByRole("link", { name: "Knowledge" }).click();
  await expect(notice(desk, "Vigil cannot be reached")).toBeVisible();
  await expect(desk).toHaveURL(/\/inbox/);
  await desk.context().setOffline(false);
  await expect(desk.getByText("Live", { exact: true })).toBeVisible();
  await desk.getByRole("link", { name: "Knowledge" }).click();
  await expect(desk).toHaveURL(/\/knowledge/);
});
