/** An administrator imports a table of closed tickets: sees how it is read, mends it, starts it, and takes it back. */
import { unique } from "#lib/platform/testing/unique";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./well-made";

test("a table is uploaded, its columns mended, imported and undone", async ({ signIn }) => {
  const name = unique("orders");
  const csv = [
    "Ref,When,Who,Body,Topic",
    `${name}-1,2026-03-02 09:00,customer,"Where is the invoice of my order, please?",Invoices`,
    `${name}-1,2026-03-02 09:30,agent,"Hello, you find it under Account, Invoices.",Invoices`,
    `${name}-2,yesterday,customer,"Where is my order?",Orders`,
  ].join("\n");
  const page = await signIn("ingrid");
  await page.goto("/settings/import");
  await page
    .getByLabel("File with tickets")
    .setInputFiles({ name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(csv) });
  const form = page.getByRole("region", { name: `${name}.csv` });
  await form.getByRole("combobox", { name: "Ticket (required)" }).click();
  await page.getByRole("option", { name: "Ref" }).click();
  await form.getByRole("combobox", { name: "Subject" }).click();
  await page.getByRole("option", { name: "Topic" }).click();
  await expect(form.getByRole("article", { name: `Ticket ${name}-1` })).toContainText("Invoices");
  await expect(form.getByText("“yesterday” is no time")).toBeVisible();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Start import" }).click();
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row.getByText("done")).toBeVisible();
  await expect(row.getByText("1 ticket with 3 events")).toBeVisible();
  await expect(row.getByText("Learnt from 1 closed ticket: 1 reply")).toBeVisible();
  await row.getByRole("button", { name: "Undo import" }).click();
  await expect(row.getByText("Its tickets were removed.")).toBeVisible();
});
