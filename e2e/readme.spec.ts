/** The README's picture; taken only when asked for, because it changes with every run: `VIGIL_PICTURE=1 npm run test:browser readme`. */

import { expect, test } from "./fixtures";
import { customerWrites } from "./tickets";

test.skip(!process.env.VIGIL_PICTURE, "VIGIL_PICTURE is not set");

test("the inbox with a proposal on the composer", async ({ desk, ctx }) => {
  await desk.goto("/inbox");
  await expect(desk.getByText(/Reply|Diagnostic/).nth(5)).toBeVisible();
  const { ticketId } = await customerWrites(ctx, {
    subject: "502 from lb-a94e since the deployment",
    body: "Hi, every request to lb-a94e ends in 502 Bad Gateway since our deployment this morning. The pods look fine from inside. What does your health check say?",
    runsAgent: true,
  });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(desk.getByRole("region", { name: "Proposal: Diagnostic" })).toBeVisible();
  await desk.waitForTimeout(1_000);
  await desk.screenshot({ path: "docs/inbox.png" });
});
