/** The desk speaks the field's English: a lead is spoken to first, charts tell kinds apart, tools have names, commands are found by their words. */
import { ticketById } from "#lib/tickets/queries";
import { expect, seek, test } from "./fixtures";

test("Gate and Policy speak to a lead first; statistics stand behind Details", async ({ reader: page }) => {
  const statistics = /Clopper|quantile|propensit|conformal|bound of|\balpha\b|\bdelta\b|percentile/i;
  await page.goto("/learning/gate");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/^Details: /).first()).toBeVisible();
  expect((await page.getByRole("main").allInnerTexts()).join()).not.toMatch(statistics);
  await page.goto("/settings/policy");
  await expect(page.getByRole("heading", { name: "Maximum error rate" })).toBeVisible();
  await expect(page.getByText("Details", { exact: true }).first()).toBeVisible();
  expect((await page.getByRole("main").allInnerTexts()).join()).not.toMatch(statistics);
});

test("replies, diagnostics and triage are counted apart, beside five figures against the last period", async ({
  reader: page,
}) => {
  await page.goto("/analytics");
  for (const kind of ["replies", "diagnostics", "triage"]) {
    const chart = page.getByRole("heading", { name: `Acceptance of ${kind}` });
    await chart.scrollIntoViewIfNeeded();
    await expect(chart).toBeVisible();
  }
  const tiles = page.getByRole("region", { name: "Key figures" });
  await expect(tiles.locator(":scope > *")).toHaveCount(5);
  for (const name of ["acceptance", "First response", "SLA", "Backlog", "decide"])
    await expect(tiles).toContainText(new RegExp(name, "i"));
});

test("the audit trail's filters have labels, and a tool is named in words beside its id", async ({
  reader: page,
}) => {
  await page.goto("/audit");
  for (const name of ["Person", "Action", "Type"])
    await expect(page.getByRole("combobox", { name, exact: true })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "ID" })).toBeVisible();
  await page.goto("/settings/investigation");
  const row = page.getByRole("row").filter({ has: page.getByText("describe_volume", { exact: true }) });
  await expect(row.getByText("Describe volume", { exact: true })).toBeVisible();
});

test("a command is found by its words and done by Enter", async ({ desk, ctx, openWaiting }) => {
  const { ticketId } = await openWaiting(desk);
  await seek(desk, "assign to me");
  await expect(desk.getByRole("option", { name: /^Assign to me/ })).toBeVisible();
  await desk.keyboard.press("Enter");
  await expect.poll(async () => (await ticketById(ctx, ticketId)).assigneeId).toBe("demo-hannah");
});
