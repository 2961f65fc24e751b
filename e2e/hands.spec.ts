/** Nothing is sent that nobody meant to send: what arrives while somebody types takes nothing away, and is asked about. */
import { person } from "#lib/suggestions/testing/fixtures";
import { assign } from "#lib/tickets/commands";
import { timeline } from "#lib/tickets/queries";
import { reply } from "#lib/tickets/replies/commands";
import { composer, editor, typesOn } from "./fields";
import { answered, conversation, expect, notice, press, proposal, test } from "./fixtures";
import { proposes, repliesOn, waitingLookUp, waitingReply, writesAgain } from "./tickets";

test("a message and a newer proposal leave the editor, the caret and the text; sending asks first", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  const waiting = await openWaiting(desk);
  await press(desk, "e");
  await editor(desk).fill("Hello Mira, stop the instance");
  await desk.keyboard.press("ArrowLeft");
  const { eventId } = await writesAgain(ctx, waiting, "Never mind, it works again.");
  await expect(conversation(desk)).toContainText("it works again");
  await expect(desk.getByText("New message – draft may be outdated, review")).toBeVisible();
  await typesOn(desk, editor(desk), "aadd");
  await proposes(ctx, waiting.ticketId, eventId, "Glad to hear that, Mira.");
  await expect(desk.getByRole("button", { name: /Newer draft/ })).toBeVisible();
  await typesOn(desk, editor(desk), "aa3aa");
  expect(await repliesOn(ctx, waiting.ticketId)).toEqual([]);

  const mine = await editor(desk).inputValue();
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(desk.getByRole("alert").filter({ hasText: "it works again" })).toBeVisible();
  expect(await repliesOn(ctx, waiting.ticketId)).toEqual([]);
  await expect(editor(desk)).toHaveValue(mine);
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect.poll(() => repliesOn(ctx, waiting.ticketId)).toEqual([mine]);
});

test("a draft and a text that was begun are gone on with at their end", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  const other = await waitingReply(ctx, "Another ticket waits.");
  const waiting = await openWaiting(desk);
  await press(desk, "e");
  await expect(editor(desk)).toBeFocused();
  await desk.keyboard.type(" Regards");
  await expect(editor(desk)).toHaveValue(`${waiting.draft} Regards`);
  await desk.keyboard.press("Escape");
  await press(desk, "r");
  await expect(composer(desk)).toBeFocused();
  await desk.keyboard.type("Hello Mira,");
  await desk.goto(`/inbox?ticket=${other.ticketId}`);
  await expect(proposal(desk)).toContainText("Another ticket waits.");
  await desk.goto(`/inbox?ticket=${waiting.ticketId}`);
  await expect(composer(desk)).toHaveValue("Hello Mira,");
  await press(desk, "r");
  await expect(composer(desk)).toBeFocused();
  await desk.keyboard.type(" one moment.");
  await expect(composer(desk)).toHaveValue("Hello Mira, one moment.");
});

test("the newer draft is one key away, and what was typed waits in the composer", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  const waiting = await openWaiting(desk);
  await press(desk, "e");
  await editor(desk).fill("Hello Mira, which volume?");
  const { eventId } = await writesAgain(ctx, waiting, "It is volume 7.");
  await proposes(ctx, waiting.ticketId, eventId, "Then detach volume 7 first.");
  await expect(desk.getByRole("button", { name: /Newer draft/ })).toBeVisible();
  await desk.keyboard.press("ControlOrMeta+.");
  await expect(proposal(desk)).toContainText("detach volume 7");
  await expect(composer(desk)).toHaveValue("Hello Mira, which volume?");
  expect(await repliesOn(ctx, waiting.ticketId)).toEqual([]);
});

test("a colleague who takes the proposal leaves my editor; what I wrote can go out as my own", async ({
  signIn,
  ctx,
  openWaiting,
}) => {
  const [hannah, priya] = [await signIn("hannah"), await signIn("priya")];
  const waiting = await openWaiting(hannah);
  await priya.goto(`/inbox?ticket=${waiting.ticketId}`);
  await expect(proposal(priya)).toBeVisible();
  await press(priya, "e");
  await expect(hannah.getByText("Priya Ramdas is editing this proposal")).toBeVisible();
  await editor(priya).fill("Hello Mira, I would look at the disk first");
  await press(hannah, "a");
  await expect(notice(hannah, `Reply to #${waiting.ticketId} is on its way`)).toBeVisible();
  await expect(priya.getByText("Hannah Brekke decided on this proposal meanwhile")).toBeVisible();
  await typesOn(priya, editor(priya), ", aa3");
  await expect(priya.getByRole("button", { name: /Send as own reply/ })).toBeVisible();
  for (const size of [
    { width: 1280, height: 720 },
    { width: 390, height: 760 },
    { width: 640, height: 360 },
  ]) {
    await priya.setViewportSize(size);
    await expect(editor(priya), `the text is seen at ${size.width}×${size.height}`).toBeInViewport({
      ratio: 1,
    });
    const height = async () => (await editor(priya).boundingBox())?.height ?? 0;
    await expect.poll(height).toBeGreaterThanOrEqual(40);
    await expect(priya.getByRole("button", { name: /Send as own reply/ })).toBeInViewport({ ratio: 1 });
  }
  await priya.setViewportSize({ width: 1440, height: 900 });
  await priya.keyboard.press("ControlOrMeta+Enter");
  await expect(priya.getByRole("alert").filter({ hasText: waiting.draft })).toBeVisible();
  await priya.keyboard.press("ControlOrMeta+Enter");
  await expect
    .poll(() => repliesOn(ctx, waiting.ticketId))
    .toEqual([waiting.draft, "Hello Mira, I would look at the disk first, aa3"]);
});

test("a proposal that comes before the first letter leaves the composer; a colleague's reply is asked about", async ({
  signIn,
  ctx,
}) => {
  const desk = await signIn("hannah");
  const waiting = await waitingReply(ctx);
  await desk.goto(`/inbox?ticket=${waiting.ticketId}`);
  await expect(proposal(desk)).toBeVisible();
  await press(desk, "d");
  await answered(desk, () => press(desk, "3"));
  await desk.goto(`/inbox?ticket=${waiting.ticketId}`);
  await expect(proposal(desk)).toHaveCount(0);
  await composer(desk).click();
  const { eventId } = await writesAgain(ctx, waiting, "And it beeps.");
  await proposes(ctx, waiting.ticketId, eventId, "Which beep is it?");
  await expect(proposal(desk)).toBeVisible();
  await typesOn(desk, composer(desk), "Hello Mira, aa");
  const colleague = await person(ctx);
  await reply(colleague, { ticketId: waiting.ticketId, text: "I am on it." });
  await expect(conversation(desk)).toContainText("I am on it.");
  await typesOn(desk, composer(desk), " da3");
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(desk.getByRole("alert").filter({ hasText: "I am on it." })).toBeVisible();
  expect(await repliesOn(ctx, waiting.ticketId)).toEqual(["I am on it."]);
  await expect(desk.getByRole("button", { name: /Send anyway/ })).toBeVisible();
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect.poll(() => repliesOn(ctx, waiting.ticketId)).toEqual(["I am on it.", "Hello Mira, aa da3"]);
});

test("the reason's note and a result being written stay as well", async ({ desk, ctx, openWaiting }) => {
  const waiting = await openWaiting(desk);
  await press(desk, "d");
  const note = desk.getByRole("textbox", { name: "Note" });
  await note.focus();
  await desk.keyboard.type("Wrong vol");
  const { eventId } = await writesAgain(ctx, waiting, "It is volume 7.");
  await proposes(ctx, waiting.ticketId, eventId, "Then detach volume 7 first.");
  await expect(desk.getByRole("button", { name: /Newer draft/ })).toBeVisible();
  await desk.keyboard.type("ume 1 2 3");
  await expect(note).toHaveValue("Wrong volume 1 2 3");
  await expect(note).toBeFocused();

  const ticketId = await waitingLookUp(ctx);
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(proposal(desk, "Look up")).toBeVisible();
  await press(desk, "a");
  const result = desk.getByRole("textbox", { name: /What door_log said/ });
  await expect(result).toBeVisible();
  await press(desk, "f");
  await expect(result).toBeFocused();
  await desk.keyboard.type("door: jam");
  const colleague = await person(ctx);
  const call = (await timeline(ctx, ticketId)).find(({ kind }) => kind === "tool_call");
  const { recordResultByHand } = await import("#lib/tickets/tool-calls/commands");
  await recordResultByHand(colleague, { eventId: call?.id ?? 0, text: "door: open" });
  await expect(desk.getByText("A colleague recorded a result meanwhile")).toBeVisible();
  await typesOn(desk, result, "med aa");
  await assign(colleague, { ticketId, assigneeId: colleague.actor.id });
  await typesOn(desk, result, "!");
});

test("a form half filled in is not lost to a click beside it or to Escape", async ({ desk }) => {
  await desk.goto("/inbox");
  await press(desk, "c");
  const dialog = desk.getByRole("dialog", { name: "New ticket" });
  const subject = dialog.getByRole("textbox", { name: "Subject" });
  await subject.fill("Called in by phone");
  await desk.mouse.click(5, 400);
  await expect(dialog.getByRole("alert")).toContainText("Nothing is saved yet");
  await dialog.getByRole("button", { name: "Go on editing" }).click();
  await expect(subject).toHaveValue("Called in by phone");
  await desk.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toHaveCount(0);

  await press(desk, "c");
  await expect(subject).toHaveValue("");
  await desk.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});
