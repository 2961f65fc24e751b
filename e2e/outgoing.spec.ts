/** A reply on its way out: to another desk when it answers, visibly not delivered when it refuses, and honest where there is none. */
import { createConnector, setOutgoing } from "#lib/connectors/commands";
import { startReceiver } from "#lib/connectors/testing/receiver";
import type { Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { conversation, expect, press, test } from "./fixtures";
import { customerWrites } from "./tickets";

test("what is not delivered says so, is counted, and goes out by Retry", async ({ desk, ctx }) => {
  const other = await startReceiver(410);
  const source = await makeWebhook(ctx);
  await setOutgoing(ctx, { id: source, url: other.url });
  const words = { subject: "Volume", body: "The volume is gone.", runsAgent: false };
  const { ticketId } = await customerWrites(ctx, { ...words, source });

  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(conversation(desk)).toContainText("The volume is gone.");
  await press(desk, "r");
  await desk.getByRole("textbox", { name: "Write to the customer" }).fill("Which volume?");
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(conversation(desk).getByText("On its way to Test webhook")).toBeVisible();
  const alert = conversation(desk).getByRole("alert");
  await expect(alert).toContainText("Not delivered to Test webhook. The other side answered 410.");
  await desk.getByRole("tab", { name: /Not delivered/ }).click();
  await expect(desk.getByRole("link").filter({ hasText: `#${ticketId}` })).toBeVisible();
  await alert.getByRole("button", { name: "Retry" }).click();
  await expect(conversation(desk).getByText(/Sent to Test webhook/)).toBeVisible();
  expect(other.arrived.map(({ body }) => JSON.parse(body).text)).toEqual(["Which volume?", "Which volume?"]);
  await other.stop();
});

test("a reply on a ticket without a way out is recorded, and says so", async ({ desk, ctx }) => {
  const { ticketId } = await customerWrites(ctx, { subject: "By hand", body: "Hello?", runsAgent: false });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await press(desk, "r");
  await desk.getByRole("textbox", { name: "Write to the customer" }).fill("Hello!");
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(conversation(desk).getByText("Recorded here, not sent anywhere")).toBeVisible();
});

test("an administrator sets the address of a connector and tries it", async ({ signIn, ctx }) => {
  const other = await startReceiver(204, 401);
  const id = await makeWebhook(ctx);
  const page = await signIn("ingrid");
  await page.goto("/settings/connectors");
  const row = page.getByRole("row").filter({ hasText: id });
  await row.getByRole("button", { name: /^Replies to/ }).click();
  const dialog = page.getByRole("dialog");
  const address = dialog.getByRole("textbox", { name: "Outgoing address" });
  await address.fill("https://name:word@desk.example");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("Leave out user and password");
  await address.fill(other.url);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText(`Replies to ${new URL(other.url).host}`);
  await row.getByRole("button", { name: /^Replies to/ }).click();
  await dialog.getByRole("button", { name: "Send a test" }).click();
  await expect(dialog.getByRole("status")).toContainText("Works: it answered 204");
  await dialog.getByRole("button", { name: "Send a test" }).click();
  await expect(dialog.getByRole("status")).toContainText("The other side answered 401.");
  await other.stop();
});

async function makeWebhook(ctx: Ctx): Promise<string> {
  const id = unique("hook").replace("_", "-");
  await createConnector(ctx, { id, kind: "webhook", name: "Test webhook" });
  return id;
}
