/** Mail as people and machines send it: what is not said now is folded, and automatic mail is a line. */
import { conversation, expect, test } from "./fixtures";
import { customerWrites } from "./tickets";

test("quotations and signatures are folded where they stand, and open", async ({ desk, ctx }) => {
  const { ticketId } = await customerWrites(ctx, {
    subject: "Disk of node 3",
    body: "The disk is full again.\n\n-- \nAnn Lee\nThis e-mail is confidential and attorney-client privileged.\n\nOn Mon, 3 Nov 2026 at 10:00, Hannah <h@x.example> wrote:\n> We will come back to you by tomorrow.",
    considers: false,
  });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(conversation(desk)).toContainText("The disk is full again.");
  const quoted = conversation(desk).getByText("We will come back to you by tomorrow.");
  await expect(quoted).toBeHidden();
  await conversation(desk).getByText("Quoted text, signature").click();
  await expect(quoted).toBeVisible();
});

test("an out-of-office note is a line that opens", async ({ desk, ctx }) => {
  const body =
    "Automatic reply: I am out of the office until 9 March. For urgent matters please contact Bob.";
  const { ticketId } = await customerWrites(ctx, { subject: "Disk of node 3", body, considers: false });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(conversation(desk).getByText(body)).toBeHidden();
  await conversation(desk)
    .getByText(/^Automatic reply from/)
    .click();
  await expect(conversation(desk).getByText(body)).toBeVisible();
});
