/** What the browser tests share: a signed-in page, tickets made the way the product makes them, and no console noise. */
import "#lib/code-tools";
import "#lib/reactions";
import { isDeepStrictEqual } from "node:util";
import { test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";
import { database } from "#db/client";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { type DemoPerson, keptBrowsers, sessionOf } from "./browsers";
import { type Waiting, waitingReply } from "./tickets";

type Fixtures = {
  /** A page of the administrator for tests that only look: one browser for all of them, which keeps what it has loaded. */
  reader: Page;
  /** Where the demo runs. */
  url: string;
  /** Acts on the demo's database beside the browser. */
  ctx: Ctx;
  /** What a test that has something fail may find in the console; nothing unless it says so. */
  expectedNoise: RegExp | null;
  /** True for tests that hold the time of their pages: it stays held in their browser, which is not handed on. */
  holdsTime: boolean;
  /** A page of a browser with nothing stored in it, signed in as one of the demo team; its console must stay quiet. */
  signIn: (person: DemoPerson) => Promise<Page>;
  /** A page of the analyst Hannah, who has opened nothing yet. */
  desk: Page;
  /** A ticket whose reply proposal waits; opened in the given page. */
  openWaiting: (page: Page, draft?: string) => Promise<Waiting>;
};

type Kept = { readerPage: Page; browsers: ReturnType<typeof keptBrowsers> };

export const test = base.extend<Fixtures, Kept>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from this pattern
  url: async ({}, use) => use(process.env.VIGIL_TEST_URL ?? ""),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from this pattern
  ctx: async ({}, use) => use(systemCtx("e2e", database())),
  expectedNoise: [null, { option: true }],
  holdsTime: [false, { option: true }],
  browsers: [
    async ({ browser }, use, { project }) => {
      const browsers = keptBrowsers(browser, { ...project.use, baseURL: process.env.VIGIL_TEST_URL ?? "" });
      await use(browsers);
      await browsers.close();
    },
    { scope: "worker" },
  ],
  signIn: async ({ browsers, hasTouch, expectedNoise, holdsTime }, use, info) => {
    const taken: Awaited<ReturnType<typeof browsers.take>>[] = [];
    const noise: string[] = [];
    await use(async (person) => {
      const one = await browsers.take(person, { hasTouch });
      taken.push(one);
      const page = await one.freshPage();
      if (holdsTime) await page.clock.install();
      listen(page, noise);
      return page;
    });
    for (const one of taken) await one.giveBack({ isSound: info.errors.length === 0 && !holdsTime });
    expectQuiet(noise, expectedNoise);
  },
  readerPage: [
    async ({ browser }, use, { project }) => {
      const baseURL = process.env.VIGIL_TEST_URL ?? "";
      const context = await browser.newContext({ ...project.use, baseURL });
      await context.addCookies(await sessionOf("ingrid", context));
      await use(await context.newPage());
      await context.close();
    },
    { scope: "worker" },
  ],
  reader: async ({ readerPage, expectedNoise }, use) => {
    const noise: string[] = [];
    const stop = listen(readerPage, noise);
    // As every page is that nobody has changed the size or the colours of.
    await readerPage.setViewportSize({ width: 1440, height: 900 });
    await readerPage.emulateMedia({ colorScheme: null, reducedMotion: null });
    await use(readerPage);
    stop();
    expectQuiet(noise, expectedNoise);
  },
  desk: async ({ signIn }, use) => use(await signIn("hannah")),
  openWaiting: async ({ ctx }, use) =>
    use(async (page, draft) => {
      const waiting = await waitingReply(ctx, draft);
      await page.goto(`/inbox?ticket=${waiting.ticketId}`);
      await expect(proposal(page)).toBeVisible();
      return waiting;
    }),
});

export { expect } from "@playwright/test";

/**
 * A key, or several one right after the other, pressed by somebody who has looked at the screen: right after a change single
 * keys are deaf. What a change just before it made deaf is pressed again, as long as the page itself counts it as not heard.
 */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  let isHeard = false;
  while (!isHeard) {
    await attentive(page);
    const before = await ignoredKeys(page);
    await Promise.all(keys.map((key) => page.keyboard.press(key)));
    isHeard = (await ignoredKeys(page)) <= before;
  }
}

/** Does something that the server answers, and waits for that: who leaves the page sooner takes the request with him. */
export async function answered(page: Page, act: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse(
    (response) =>
      response.request().method() === "POST" && response.ok() && !response.url().endsWith("/api/presence"),
  );
  await act();
  await answer;
}

/**
 * Takes back what was just done, by its key. False for a hand that was too slow for the seconds there are for that: `inTime`
 * has it do everything again.
 */
export async function undoes(page: Page): Promise<boolean> {
  await press(page, "z");
  const late = notice(page, /can be undone for|has already been sent/);
  const done = page.getByText("Undone.", { exact: true });
  await expect(late.or(done).first()).toBeAttached();
  return (await late.count()) === 0;
}

/** Plays what has to be done within some seconds until it was: `story` says whether it was in time. */
export async function inTime(story: () => Promise<boolean>): Promise<void> {
  while (!(await story()));
}

/** Opens the palette and types into it, once the letters go there. */
export async function seek(page: Page, words: string): Promise<void> {
  await press(page, "ControlOrMeta+k");
  await expect(page.getByRole("dialog", { name: "Commands" }).getByRole("combobox")).toBeFocused();
  await page.keyboard.type(words);
}

/** What `read` tells once it tells the same twice: a place that is still being found is no place to compare with. */
export async function atRest<T>(read: () => Promise<T>): Promise<T> {
  let last = await read();
  const isSame = async () => {
    const before = last;
    last = await read();
    return isDeepStrictEqual(before, last);
  };
  await expect.poll(isSame, { intervals: [200] }).toBe(true);
  return last;
}

/** How many keys the page has not heard since it was opened. */
async function ignoredKeys(page: Page): Promise<number> {
  return Number(await page.locator("html").getAttribute("data-keys-ignored"));
}

/** Escalates the proposal that is open, of a ticket somebody has, to a person of the team by the first letters of a name. */
export async function escalate(page: Page, to: string): Promise<void> {
  await expect(page.getByRole("button", { name: /^Escalate/ })).toBeVisible();
  await press(page, "u");
  const asked = page.getByRole("group", { name: "Escalate" });
  await asked.getByRole("combobox", { name: "Escalate to" }).click();
  await page.getByRole("option", { name: new RegExp(`^${to}`) }).click();
  await asked.getByRole("button", { name: /^Escalate/ }).click();
}

/** Waits until what stands on the screen can be decided on: the page listens, and an opened ticket is all there. */
export async function attentive(page: Page): Promise<void> {
  await expect(page.locator("html[data-keys=live]")).toBeAttached();
}

/**
 * Keeps what the browser complains of, until the function it returns is called. A failed resource is named by its address,
 * which the text alone leaves out.
 */
function listen(page: Page, noise: string[]): () => void {
  const tell = (message: ConsoleMessage) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const { url } = message.location();
    noise.push(url && !message.text().includes(url) ? `${message.text()} (${url})` : message.text());
  };
  const fail = (error: Error) => void noise.push(error.message);
  page.on("console", tell).on("pageerror", fail);
  return () => void page.off("console", tell).off("pageerror", fail);
}

function expectQuiet(noise: readonly string[], expected: RegExp | null): void {
  const surprises = noise.filter((text) => !expected?.test(text));
  expect(surprises, "the browser's console").toEqual([]);
}

/** The card of the open proposal. */
export function proposal(page: Page, kind = "Reply") {
  return page.getByRole("region", { name: `Proposal: ${kind}` });
}

/** The conversation of the open ticket. */
export function conversation(page: Page) {
  return page.getByRole("list", { name: "Conversation" });
}

/** A notice at the edge of the screen that says `words`. */
export function notice(page: Page, words: string | RegExp) {
  return page.getByRole("region", { name: /Notifications/ }).getByText(words);
}
