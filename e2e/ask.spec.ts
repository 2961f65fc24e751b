/** Asking the agent at the desk, without a model: by keyboard, cited, kept over a reload, put into the reply, on a phone, with the network gone. */
import { conversation, expect, press, test } from "./fixtures";
import { customerWrites } from "./tickets";
import { expectAccessible } from "./well-made";

const asks = {
  subject: "Volume vol-5521 is full",
  body: "Our volume vol-5521 is full since this morning. Can you grow it to 300 GB?",
  runsAgent: false,
};
const field = "Your question about this ticket";

test("a question is asked by key, answered with its source, and the answer outlives a reload", async ({
  desk,
  ctx,
}) => {
  const { ticketId } = await customerWrites(ctx, asks);
  await desk.goto(`/tickets/${ticketId}`);
  await expect(conversation(desk).getByText("grow it to 300 GB")).toBeVisible();
  await press(desk, "Shift+A");
  await expect(desk.getByRole("textbox", { name: field })).toBeFocused();
  await expect(desk.getByText("Ask about this ticket", { exact: true })).toBeVisible();
  await desk.keyboard.type("What did the customer ask?");
  // Pressed twice, it is asked once.
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("Enter");
  const answers = desk.getByRole("list", { name: "Questions and answers" });
  await expect(answers.getByText(/Can you grow it to 300 GB/)).toBeVisible();
  await expect(desk.getByRole("textbox", { name: field })).toHaveValue("");
  await desk.reload();
  await desk.getByRole("tab", { name: "Ask" }).click();
  await expect(answers.getByText("What did the customer ask?")).toHaveCount(1);
  await answers.getByRole("button", { name: /^Source 1: On this ticket/ }).click();
  await answers.getByRole("button", { name: "Helpful", exact: true }).click();
  await expect(answers.getByRole("button", { name: "Helpful", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expectAccessible(desk);
  await answers.getByRole("button", { name: "Erase" }).click();
  await expect(answers).toHaveCount(0);
});

test("what the knowledge base says goes into the reply by key; what nothing answers is said", async ({
  desk,
  ctx,
}) => {
  const { ticketId } = await customerWrites(ctx, asks);
  await desk.goto(`/tickets/${ticketId}`);
  await expect(conversation(desk).getByText("grow it to 300 GB")).toBeVisible();
  await press(desk, "Shift+A");
  await desk.keyboard.type("How do I point a domain to your name servers?");
  await desk.keyboard.press("Enter");
  const answers = desk.getByRole("list", { name: "Questions and answers" });
  await expect(answers.getByText("The knowledge base says:")).toBeVisible();
  await answers.getByRole("button", { name: /^Source 1/ }).click();
  await expect(
    desk.getByRole("tabpanel", { name: "Sources" }).getByText("Article", { exact: true }),
  ).toBeVisible();
  await desk.getByRole("tab", { name: "Ask" }).click();
  await desk.getByRole("textbox", { name: field }).fill("Where is the quetzalcoatlus greenhouse?");
  await desk.getByRole("textbox", { name: field }).press("Enter");
  await expect(answers.getByText(/^Nothing was found about “.*quetzalcoatlus/)).toBeVisible();
  await desk.locator("[data-ticket-pane]").focus();
  await press(desk, "Shift+R");
  await expect(desk.getByRole("textbox", { name: "Write to the customer" })).toHaveValue(
    /ns1\.halden\.example/,
  );
});

test.describe("with the network gone", () => {
  test.use({ expectedNoise: /Failed to fetch|ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|network error/i });
  test("the question is kept, and asked once it is back", async ({ desk, ctx }) => {
    const { ticketId } = await customerWrites(ctx, asks);
    await desk.goto(`/tickets/${ticketId}`);
    await desk.getByRole("tab", { name: "Ask" }).click();
    await desk.getByRole("textbox", { name: field }).fill("What is open?");
    await desk.context().setOffline(true);
    await desk.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(desk.getByRole("alert").filter({ hasText: "Vigil cannot be reached" })).toBeVisible();
    await expect(desk.getByRole("textbox", { name: field })).toHaveValue("What is open?");
    await desk.context().setOffline(false);
    await desk.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(desk.getByRole("list", { name: "Questions and answers" }).getByText("Open:")).toBeVisible();
  });
});

test("on a phone the panel is a sheet that asks, answers and gives way to the reply", async ({
  desk,
  ctx,
}) => {
  const { ticketId } = await customerWrites(ctx, asks);
  await desk.setViewportSize({ width: 390, height: 844 });
  await desk.goto(`/tickets/${ticketId}`);
  await expect(conversation(desk).getByText("grow it to 300 GB")).toBeVisible();
  await press(desk, "Shift+A");
  const sheet = desk.getByRole("dialog");
  await sheet.getByRole("textbox", { name: field }).fill("How do I point a domain to your name servers?");
  await sheet.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(sheet.getByText("The knowledge base says:")).toBeVisible();
  expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessible(desk);
  await sheet.getByRole("button", { name: "Use in reply" }).click();
  await expect(sheet).toBeHidden();
  await expect(desk.getByRole("textbox", { name: "Write to the customer" })).toHaveValue(
    /ns1\.halden\.example/,
  );
});
