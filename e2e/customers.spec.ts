/** One person who is known as two customers: found, merged from the card, undone by the notice and on the card. */
import type { Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "#lib/tickets/commands";
import { expect, notice, test } from "./fixtures";

async function writes(ctx: Ctx, customer: { name: string; email: string; verified?: boolean }) {
  const connector: Ctx = { ...ctx, actor: { kind: "connector", id: "e2e", name: "Browser tests" } };
  return recordEvent(connector, {
    source: "e2e",
    externalId: unique("event"),
    ticketExternalId: unique("ticket"),
    kind: "customer_message",
    at: ctx.now(),
    actorKind: "customer",
    actorName: customer.name,
    body: "The volume is full.",
    ticket: { subject: "Volume full" },
    customer: { externalId: unique("customer"), ...customer },
    runsAgent: false,
  });
}

test("a customer is found by the address, merged with a word on what happens, and taken apart again", async ({
  desk,
  ctx,
}) => {
  const [name, other] = [unique("Ann"), unique("Bob")];
  const ann = await writes(ctx, { name, email: `${name}@example.com` });
  const bob = await writes(ctx, { name: other, email: `${other}@example.com` });
  await desk.goto(`/inbox?ticket=${ann.ticketId}`);
  const panel = desk.getByRole("tabpanel", { name: "Details" });
  await panel.getByRole("button", { name: "Merge with…" }).click();
  const dialog = desk.getByRole("dialog", { name: `Merge with ${name}` });
  await dialog.getByLabel("Name, email or company of the other customer").fill(`${other}@`);
  await expect(dialog.getByRole("button", { name: "Merge", exact: true })).toBeDisabled();
  await dialog.getByRole("radio", { name: other }).check();
  await expect(dialog.getByRole("list", { name: "What will happen" })).toContainText(
    `The ticket of ${other}, and what ${other} writes from now on, is filed under ${name}.`,
  );
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(notice(desk, `${other} merged with ${name}`)).toBeVisible();
  await expect(panel.getByText(`Merged from ${other}`)).toBeVisible();
  await desk.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(panel.getByText(`Merged from ${other}`)).toBeHidden();

  await panel.getByRole("button", { name: "Merge with…" }).click();
  await dialog.getByLabel("Name, email or company of the other customer").fill(other);
  await dialog.getByRole("radio", { name: other }).check();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(panel.getByText(`Merged from ${other}`)).toBeVisible();
  // The other ticket has the card now, and the way back.
  await desk.goto(`/inbox?ticket=${bob.ticketId}`);
  await expect(panel.getByText(name, { exact: true })).toBeVisible();
  await panel.getByRole("button", { name: `Undo the merge of ${other}` }).click();
  await expect(panel.getByText(`Merged from ${other}`)).toBeHidden();
  await expect(panel.getByText(`${other}@example.com`)).toBeVisible();
});

test("two channels with one verified address are offered as one, and not merged unasked", async ({
  desk,
  ctx,
}) => {
  const [name, other] = [unique("Ann"), unique("ann_chat")];
  const email = `${name.toLowerCase()}@example.com`;
  const mail = await writes(ctx, { name, email, verified: true });
  await writes(ctx, { name: other, email, verified: true });
  await desk.goto(`/inbox?ticket=${mail.ticketId}`);
  const panel = desk.getByRole("tabpanel", { name: "Details" });
  await expect(panel.getByText(`Same address as ${other}`)).toBeVisible();
  await panel.getByRole("button", { name: `Merge with ${other}` }).click();
  await desk
    .getByRole("dialog", { name: `Merge with ${name}` })
    .getByRole("button", { name: "Merge", exact: true })
    .click();
  await expect(panel.getByText(`Merged from ${other}`)).toBeVisible();
  await expect(panel.getByText(`Same address as ${other}`)).toBeHidden();
});
