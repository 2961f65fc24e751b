/** A lead makes a scenario of a ticket, runs it, and reads what came of it. */
import { expect, test } from "./fixtures";
import { expectAccessible } from "./well-made";

test("a scenario is made of a ticket, saved, run and removed", async ({ signIn, openWaiting }) => {
  const page = await signIn("marcus");
  const { ticketId } = await openWaiting(page);
  await page.goto("/learning/scenarios");
  await page.getByRole("button", { name: "Add a scenario" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox", { name: "From a ticket" }).fill(`#${ticketId}`);
  await sheet.getByRole("button", { name: "Use this ticket" }).click();
  const text = sheet.getByRole("textbox", { name: "Scenario", exact: true });
  await expect(text).toHaveValue(new RegExp(`"ticket-${ticketId}"`));
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Save and run" }).click();
  const row = page.getByRole("row", { name: new RegExp(`ticket-${ticketId}`) });
  await expect(row.getByText(/^(Passed|Failed)$/)).toBeVisible();
  await row.getByRole("button", { name: `ticket-${ticketId}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(row).toBeHidden();
});
