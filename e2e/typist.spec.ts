/** A random typist and random arrivals: no reply exists whose text was not under somebody's eyes when its key was pressed. */
import type { Page } from "@playwright/test";
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import fc from "fast-check";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { settleMs } from "../components/shortcuts/deafness";
import { attentive, expect, proposal, test } from "./fixtures";
import { customerWrites, proposes, type Waiting, writesAgain } from "./tickets";

/** What was before the eyes of who pressed a key: the text of the field with the focus, the drafts on the cards and since when. */
type Press = { key: string; field: string | null; drafts: { text: string; ms: number }[] };

const typists = ["hannah", "priya"] as const;

const keys = fc.oneof(
  // The keys that decide come often, as they do in "thanks, that and…"; `g` would leave the desk.
  { weight: 3, arbitrary: fc.constantFrom("a", "a", "d", "u", "w", "t", "x", "e", "r", "1", "2", "3") },
  { weight: 3, arbitrary: fc.constantFrom(..."bcfhijklmnopqsvyz0456789 .,") },
  { weight: 2, arbitrary: fc.constantFrom("ControlOrMeta+Enter", "Enter", "Escape", "j", "k", "Backspace") },
);
const steps = fc.oneof(
  { weight: 5, arbitrary: fc.record({ typed: fc.array(keys, { minLength: 1, maxLength: 6 }) }) },
  { weight: 3, arbitrary: fc.record({ arrives: fc.constantFrom("message", "proposal", "ticket") }) },
  { weight: 2, arbitrary: fc.record({ waits: fc.constantFrom(20, settleMs + 60) }) },
  { weight: 1, arbitrary: fc.record({ takes: fc.constant(true) }) },
);
const runs = fc.record({ typist: fc.nat(typists.length - 1), story: fc.array(steps, { maxLength: 3 }) });

test("whatever is typed and whatever arrives, only what was seen is sent", async ({ signIn, ctx }) => {
  test.setTimeout(900_000);
  const word = `Typist${Date.now().toString(36)}`;
  const arrivals = new Map<number, Waiting>();
  let count = 0;
  async function newTicket() {
    count += 1;
    const draft = `Draft ${count} of ${word}, grow the volume.`;
    const subject = `${word} ${count}`;
    const written = await customerWrites(ctx, { subject, body: "The volume is full.", runsAgent: false });
    await proposes(ctx, written.ticketId, written.eventId, draft);
    arrivals.set(written.ticketId, { ...written, draft });
  }
  async function arrive(what: string, page: Page) {
    const open = arrivals.get(Number(new URL(page.url()).searchParams.get("ticket")));
    if (what === "ticket" || !open) return newTicket();
    count += 1;
    const { eventId } = await writesAgain(ctx, open, `Message ${count}: and it beeps.`);
    if (what === "proposal")
      await proposes(ctx, open.ticketId, eventId, `Newer draft ${count} of ${word}, look at the beep.`);
  }

  for (let first = 0; first < 6; first++) await newTicket();
  const start = (await newestEventId(ctx)) ?? 0;
  const presses: Press[] = [];
  const pages: Page[] = [];
  for (const typist of typists) {
    const page = await signIn(typist);
    await page.exposeBinding("pressed", (_, press: Press) => void presses.push(press));
    await page.addInitScript(watch);
    await page.goto(`/inbox?search=${word}&ticket=${[...arrivals.keys()][pages.length]}`);
    await expect(proposal(page)).toBeVisible();
    pages.push(page);
  }

  await fc.assert(
    fc.asyncProperty(runs, async ({ typist, story }) => {
      const page = pages[typist];
      if (!page) return;
      for (const step of story) {
        if ("arrives" in step) await arrive(step.arrives, page);
        if ("takes" in step) await take(page);
        if ("waits" in step) await page.waitForTimeout(step.waits);
        if ("typed" in step) for (const key of step.typed) await page.keyboard.press(key);
      }
      expect(await unseenReplies(ctx, start, presses)).toEqual([]);
    }),
    { numRuns: 200, seed: 20_261_128, endOnFailure: true },
  );
  // A slow machine hears fewer keys: whoever looks first is heard, until enough was sent to prove something.
  await expect(async () => {
    for (const page of pages) await take(page);
    expect((await repliesSince(ctx, start)).length, "replies sent by the typists").toBeGreaterThan(5);
  }).toPass();
  // The last sends are on their way to the database.
  await pages[0]?.waitForTimeout(1_000);
  expect(await unseenReplies(ctx, start, presses)).toEqual([]);
});

/** Somebody who looks before they press: out of whatever is open, on to a ticket, and its proposal is taken. */
async function take(page: Page): Promise<void> {
  const { keyboard } = page;
  if ((await page.getByRole("dialog").count()) > 0) await keyboard.press("Escape");
  if ((await page.locator("textarea:focus, input:focus").count()) > 0) await keyboard.press("Escape");
  if (!page.url().includes("ticket=")) await keyboard.press("j");
  await attentive(page);
  await keyboard.press("a");
}

/** In the page: at every key, what stands before the eyes of who presses it. */
function watch() {
  const since = new Map<string, number>();
  const drafts = () =>
    [...document.querySelectorAll('[aria-label^="Proposal: "] [aria-label="Draft"]')].map(
      (draft) => draft.textContent ?? "",
    );
  const look = () => {
    const seen = drafts();
    for (const text of since.keys()) if (!seen.includes(text)) since.delete(text);
    for (const text of seen) if (!since.has(text)) since.set(text, performance.now());
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  window.addEventListener(
    "keydown",
    ({ key, timeStamp }) => {
      const field = document.activeElement;
      const isField = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
      const seen = drafts().map((text) => ({ text, ms: timeStamp - (since.get(text) ?? timeStamp) }));
      const { pressed } = window as unknown as { pressed: (press: Press) => void };
      pressed({ key, field: isField ? field.value : null, drafts: seen });
    },
    { capture: true },
  );
}

/**
 * Replies whose text was in no field with the focus and on no card that had stood there long enough, at any key. What
 * somebody wrote in a field himself he knows when it stands on the card.
 */
async function unseenReplies(ctx: Ctx, start: number, presses: readonly Press[]): Promise<string[]> {
  const replies = await repliesSince(ctx, start);
  const wasSeen = (text: string) => {
    const isOwn = presses.some(({ field }) => field?.trim() === text);
    return presses.some(
      ({ key, field, drafts }) =>
        (key === "Enter" && field?.trim() === text) ||
        ((key === "a" || key === "Enter") &&
          drafts.some((draft) => draft.text.trim() === text && (isOwn || draft.ms >= settleMs - frameMs))),
    );
  };
  return replies.filter((text) => !wasSeen(text));
}

/** The page notes what it shows with the next change of the document, the desk at its own. */
const frameMs = 34;

async function repliesSince(ctx: Ctx, start: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ body: ticketEvent.body })
    .from(ticketEvent)
    .where(
      and(
        gt(ticketEvent.id, start),
        eq(ticketEvent.kind, "analyst_reply"),
        inArray(
          ticketEvent.actorId,
          typists.map((typist) => `demo-${typist}`),
        ),
      ),
    );
  return rows.map(({ body }) => body);
}

async function newestEventId(ctx: Ctx): Promise<number | undefined> {
  const [row] = await ctx.db
    .select({ newest: sql<number>`max(${ticketEvent.id})::float8` })
    .from(ticketEvent);
  return row?.newest;
}
