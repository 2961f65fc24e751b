/** Mail as people and machines send it: what is not said now is folded, and automatic mail is a line. */
import { attentive, conversation, expect, notice, press, proposal, test } from "./fixtures";
import { customerWrites } from "./tickets";

test("quotations and signatures are folded where they stand, and open", async ({ desk, ctx }) => {
  const { ticketId } = await customerWrites(ctx, {
    subject: "Disk of node 3",
    body: "The disk is full again.\n\n-- \nAnn Lee\nThis e-mail is confidential and attorney-client privileged.\n\nOn Mon, 3 Nov 2026 at 10:00, Hannah <h@x.example> wrote:\n> We will come back to you by tomorrow.",
    runsAgent: false,
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
  const { ticketId } = await customerWrites(ctx, { subject: "Disk of node 3", body, runsAgent: false });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(conversation(desk).getByText(body)).toBeHidden();
  await conversation(desk)
    .getByText(/^Automatic reply from/)
    .click();
  await expect(conversation(desk).getByText(body)).toBeVisible();
});

test("mail that may be automatic is answered for with a key, and that is withdrawn with another", async ({
  desk,
  ctx,
}) => {
  const body = "I am on annual leave and cannot sign off the change.";
  const { ticketId } = await customerWrites(ctx, { subject: "Change 7", body, runsAgent: true });
  await desk.goto(`/inbox?ticket=${ticketId}`);
  const card = proposal(desk, "Escalation");
  await expect(card).toContainText("may be an automatic message");
  await press(desk, "y");
  await expect(notice(desk, "Marked as automatic mail")).toBeVisible();
  await expect(card).toBeHidden();
  await expect(conversation(desk).getByText(/^Automatic message from/)).toBeVisible();
  await press(desk, "z");
  await expect(card).toBeVisible();
  await expect(conversation(desk).getByText(body)).toBeVisible();
  await attentive(desk);
  await card.getByRole("button", { name: "A person" }).click();
  await expect(notice(desk, "Marked as written by a person")).toBeVisible();
  await expect(card.getByRole("button", { name: "A person" })).toBeHidden();
});
