/** Files that come with messages, as an analyst meets them. */
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "#lib/tickets/commands";
import { conversation, expect, test } from "./fixtures";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a picture is shown, a file is saved, and nothing is loaded from foreign addresses", async ({
  desk,
  ctx,
}) => {
  const log = Buffer.from("disk full\n");
  const { ticketId } = await recordEvent(
    { ...ctx, actor: { kind: "connector", id: "e2e", name: "Browser tests" } },
    {
      source: "e2e",
      externalId: unique("event"),
      ticketExternalId: unique("ticket"),
      kind: "customer_message",
      at: ctx.now(),
      actorKind: "customer",
      actorName: "Mira Castellane",
      attachments: [
        { name: "error.png", type: "image/png", size: png.length, content: png },
        { name: "node.log", type: "text/plain", size: log.length, content: log },
        { name: "far.png", type: "image/png", address: "https://files.example/far.png" },
      ],
      customer: { externalId: "mira", name: "Mira Castellane" },
      runsAgent: false,
    },
  );
  const foreign: string[] = [];
  desk.on("request", (request) => {
    if (request.url().includes("files.example")) foreign.push(request.url());
  });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const files = conversation(desk).getByRole("list", { name: "Attachments" });
  const picture = files.getByRole("img", { name: "error.png" });
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);

  await expect(files).toContainText("text/plain");
  const [download] = await Promise.all([
    desk.waitForEvent("download"),
    files.getByRole("link", { name: "node.log" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("node.log");

  const far = files.getByRole("listitem").filter({ hasText: "far.png" });
  await expect(far).toContainText("not kept here");
  await expect(far.getByRole("img")).toHaveCount(0);
  const link = far.getByRole("link", { name: "far.png" });
  await expect(link).toHaveAttribute("href", "https://files.example/far.png");
  await expect(link).toHaveAttribute("rel", /noreferrer/);
  expect(foreign).toEqual([]);
});
