/** Accept, edit, reject, undo: by keyboard, and each decision is a label that can be exported. */
import type { Page } from "@playwright/test";
import { composer } from "./fields";
import {
  attentive,
  conversation,
  expect,
  inTime,
  notice,
  press,
  proposal,
  seek,
  test,
  undoes,
} from "./fixtures";
import { holdTime, whileHeld } from "./held-time";
import { repliesOn } from "./tickets";

test.describe("for as long as it is told", () => {
  test.use({ holdsTime: true });
  test("A sends the draft as it is, and what tells of it covers nothing", async ({ desk, openWaiting }) => {
    const { ticketId } = await openWaiting(desk);
    await press(desk, "a");
    await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
    await holdTime(desk);
    for (const width of [1024, 1280, 1440]) {
      await desk.setViewportSize({ width, height: 800 });
      // The next ticket opens meanwhile: until it stands there is nothing to be covered.
      await whileHeld(desk, async () => (await overlap(desk)) === 0, `not covered at ${width} px`);
    }
  });
});

/** What can be taken back. */
const done: Record<string, (page: Page) => Promise<void>> = {
  "a draft that was sent": (page) => press(page, "a"),
  async "an own reply"(page) {
    await press(page, "r");
    await composer(page).fill("In my own words.");
    await page.keyboard.press("ControlOrMeta+Enter");
  },
  "that the ticket is done": (page) => press(page, "m"),
};

for (const [what, does] of Object.entries(done))
  test(`Z takes back ${what}, and gives the proposal back`, async ({ desk, openWaiting }) => {
    await inTime(async () => {
      const { ticketId, draft } = await openWaiting(desk);
      await does(desk);
      await expect(notice(desk, new RegExp(`#${ticketId} (is on its way|resolved)`))).toBeVisible();
      if (!(await undoes(desk))) return false;
      await expect(desk).toHaveURL(new RegExp(`ticket=${ticketId}`));
      await expect(proposal(desk)).toContainText(draft);
      return true;
    });
  });

test("a decision after a search in the palette is made as any other", async ({ desk, ctx, openWaiting }) => {
  const { ticketId, draft } = await openWaiting(desk);
  await seek(desk, `#${ticketId}`);
  await expect(desk.getByRole("option", { name: `#${ticketId}` })).toBeVisible();
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("dialog")).toHaveCount(0);
  await press(desk, "a");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  await expect.poll(() => repliesOn(ctx, ticketId)).toEqual([draft]);
});

/** How far a notice lies over the ticket one reads, writes and sends on, beyond its margin, in px; NaN while either is not there. */
function overlap(page: Page): Promise<number> {
  return page.evaluate(() => {
    const edgeOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const [told, pane] = [edgeOf("[data-sonner-toast]"), edgeOf("[data-ticket-pane]")];
    const margin = 12;
    return told && pane ? Math.max(0, Math.round(pane.right - margin - told.left)) : Number.NaN;
  });
}

test("E edits in place, mod+Enter sends, and the pair is in the DPO export", async ({
  desk,
  openWaiting,
  signIn,
}) => {
  const { ticketId, draft } = await openWaiting(desk);
  await press(desk, "e");
  const editor = desk.getByRole("textbox", { name: "Edit the proposal" });
  await expect(editor).toBeFocused();
  const final = `Hello Mira, volume ${ticketId} must be detached first: stop the instance, detach, resize, attach.`;
  await editor.fill(final);
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(notice(desk, `Reply to #${ticketId} is on its way`)).toBeVisible();
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(conversation(desk)).toContainText(final);

  const lead = await signIn("marcus");
  const answer = await lead.request.get("/api/dataset?format=trl-dpo");
  expect(answer.ok()).toBe(true);
  const rows = (await answer.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const pair = rows.find((row) => JSON.stringify(row.chosen).includes(`volume ${ticketId} must be`));
  expect(JSON.stringify(pair.rejected)).toContain(draft.slice(-30));
});

test("D asks for the reason, a digit gives it, the ticket stays usable", async ({ desk, openWaiting }) => {
  const { ticketId } = await openWaiting(desk);
  await press(desk, "d");
  await expect(desk.getByRole("group", { name: "Why is it rejected?" })).toBeVisible();
  await press(desk, "3");
  await expect(notice(desk, `#${ticketId} rejected: misses the question`)).toBeVisible();
  await desk.goto(`/inbox?ticket=${ticketId}`);
  await expect(proposal(desk)).toHaveCount(0);
  await press(desk, "r");
  const composer = desk.getByRole("textbox", { name: "Write to the customer" });
  await composer.fill("Hello Mira, which volume is it?");
  await desk.reload();
  await expect(desk.getByRole("textbox", { name: "Write to the customer" })).toHaveValue(
    "Hello Mira, which volume is it?",
  );
  await attentive(desk);
  await desk.getByRole("textbox", { name: "Write to the customer" }).focus();
  await desk.keyboard.press("ControlOrMeta+Enter");
  await expect(conversation(desk)).toContainText("which volume is it?");
});

test("the loser of a race sees who decided and keeps his text", async ({ signIn, openWaiting }) => {
  const [hannah, priya] = [await signIn("hannah"), await signIn("priya")];
  const { ticketId } = await openWaiting(hannah);
  await priya.goto(`/inbox?ticket=${ticketId}`);
  await expect(proposal(priya)).toBeVisible();
  await press(priya, "e");
  const mine = "Hello Mira, I would rather look at the disk first.";
  await priya.getByRole("textbox", { name: "Edit the proposal" }).fill(mine);
  await press(hannah, "a");
  await expect(notice(hannah, `Reply to #${ticketId} is on its way`)).toBeVisible();
  await expect(priya.getByText("Hannah Brekke decided on this proposal meanwhile")).toBeVisible();
  await expect(priya.getByRole("textbox", { name: "Edit the proposal" })).toHaveValue(mine);
  await priya.keyboard.press("Escape");
  await expect(priya.getByRole("textbox", { name: "Write to the customer" })).toHaveValue(mine);
});

test("a viewer reads along and cannot decide", async ({ signIn, openWaiting }) => {
  const page = await signIn("ken");
  await openWaiting(page);
  await expect(page.getByRole("button", { name: /^Send/ })).toHaveCount(0);
});
