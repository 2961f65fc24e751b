/** An administrator imports a table of closed tickets: sees how it is read, mends it, starts it, and takes it back. */
import type { Locator, Page } from "@playwright/test";
import { unique } from "#lib/platform/testing/unique";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./well-made";

/** Chooses a table to import; returns what the page shows of it. */
async function upload(page: Page, name: string, csv: string): Promise<Locator> {
  await page.goto("/settings/import");
  const file = { name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(csv) };
  await page.getByLabel("File with tickets").setInputFiles(file);
  return page.getByRole("region", { name: file.name });
}

test("a table is uploaded, its columns mended, imported and undone", async ({ signIn }) => {
  const name = unique("orders");
  const csv = [
    "Ref,When,Who,Body,Topic",
    `${name}-1,2026-03-02 09:00,customer,"Where is the invoice of my order, please?",Invoices`,
    `${name}-1,2026-03-02 09:30,agent,"Hello, you find it under Account, Invoices.",Invoices`,
    `${name}-2,yesterday,customer,"Where is my order?",Orders`,
  ].join("\n");
  const page = await signIn("ingrid");
  const form = await upload(page, name, csv);
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

test("a ticket whose journals stand in cells is shown message by message, with what customers never read as notes", async ({
  signIn,
}) => {
  const name = unique("INC");
  const csv = `number,opened_at,caller_id,short_description,description,state,assigned_to,comments,work_notes
${name},2026-01-02 09:00:00,Ann Lee,Server hangs,My server vm-1 hangs since this morning.,Closed,Sam Roe,"2026-01-02 10:05:00 - Ann Lee (Additional comments)
It answers again.

2026-01-02 10:00:00 - Sam Roe (Additional comments)
I moved it to another host.
","2026-01-02 09:40:00 - Sam Roe (Work notes)
Host h-7 was full.
"`;
  const page = await signIn("ingrid");
  const form = await upload(page, name, csv);
  await expect(form.getByRole("combobox", { name: "Message (required)" })).toHaveText("Message: text");
  const messages = form.getByRole("article", { name: `Ticket ${name}` }).getByRole("listitem");
  await expect(messages).toHaveText([
    /Ann Lee.*customer.*My server vm-1 hangs/,
    /Sam Roe.*internal note.*Host h-7 was full/,
    /Sam Roe.*analyst.*I moved it/,
    /Ann Lee.*customer.*It answers again/,
  ]);
  await form.getByRole("button", { name: "Discard file" }).click();
  await expect(form).toBeHidden();
});
