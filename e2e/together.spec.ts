/** Two people on one ticket at a time: what one does while the other chooses from a menu is told, and not passed over. */
import { ticketById } from "#lib/tickets/queries";
import { expect, notice, press, test } from "./fixtures";

test("an assignment, a priority and a snooze that a colleague made while a menu was open are told and stand", async ({
  signIn,
  ctx,
  openWaiting,
}) => {
  const [mine, theirs] = [await signIn("hannah"), await signIn("priya")];
  const { ticketId } = await openWaiting(mine);
  await theirs.goto(`/inbox?ticket=${ticketId}`);
  const now = () => ticketById(ctx, ticketId);

  await press(mine, "Shift+I");
  await press(theirs, "i");
  await expect.poll(async () => (await now()).assigneeId).toBe("demo-priya");
  await mine.getByRole("menuitemradio", { name: "Marcus" }).click();
  await expect(notice(mine, "Somebody else changed the assignee meanwhile")).toBeVisible();
  expect(await now()).toMatchObject({ assigneeId: "demo-priya" });

  await press(mine, "p");
  await press(theirs, "p");
  await theirs.getByRole("menuitemradio", { name: "Urgent" }).click();
  await expect.poll(async () => (await now()).priority).toBe("urgent");
  await mine.getByRole("menuitemradio", { name: "Low" }).click();
  await expect(notice(mine, "Somebody else changed the priority meanwhile")).toBeVisible();
  expect(await now()).toMatchObject({ priority: "urgent" });

  await press(mine, "h");
  await press(theirs, "h");
  await theirs.getByRole("menuitem", { name: "Until tomorrow at 9" }).click();
  await expect.poll(async () => (await now()).status).toBe("on_hold");
  const { followUpAt } = await now();
  await mine.getByRole("menuitem", { name: "Until somebody writes" }).click();
  await expect(notice(mine, "Somebody else snoozed this ticket")).toBeVisible();
  expect(await now()).toMatchObject({ status: "on_hold", followUpAt });
});

test("a hand-over that two people make is made once, and the second is told who was first", async ({
  signIn,
  ctx,
  openWaiting,
}) => {
  const [mine, theirs] = [await signIn("hannah"), await signIn("priya")];
  const { ticketId } = await openWaiting(mine);
  await press(mine, "i");
  await expect.poll(async () => (await ticketById(ctx, ticketId)).assigneeId).toBe("demo-hannah");
  await theirs.goto(`/inbox?ticket=${ticketId}`);
  await press(mine, "u");
  const asked = mine.getByRole("group", { name: "Escalate" });
  await expect(asked).toBeVisible();
  await press(theirs, "u");
  await theirs
    .getByRole("group", { name: "Escalate" })
    .getByRole("button", { name: /^Escalate/ })
    .click();
  await expect(mine.getByText("Priya Ramdas decided on this proposal meanwhile.")).toBeVisible();
  await asked.getByRole("button", { name: /^Escalate/ }).click();
  await expect(notice(mine, `Ticket #${ticketId} was not decided`)).toBeVisible();
});
