/** The browsers of the demo team: signed in once, and handed from one test to the next with nothing stored in them. */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from "@playwright/test";

export type DemoPerson = "hannah" | "priya" | "marcus" | "ingrid" | "ken";

type Taken = {
  /** A page that has opened nothing yet, in a browser that holds nothing but the session. */
  freshPage: () => Promise<Page>;
  /** Closes the pages. A browser of a test that failed is `isSound: false`: who knows how it was left. */
  giveBack: (end: { isSound: boolean }) => Promise<void>;
};

/**
 * A new browser starts a process for the desk, and compiles all of it, before it shows anything: a third of what most tests
 * cost. One that was given back has that process still, because a page without any script is kept open in it. What a test can
 * leave behind goes: its pages, with their routes and scripts, and all storage.
 */
export function keptBrowsers(browser: Browser, options: BrowserContextOptions) {
  const free = new Map<string, Kept[]>();
  const opened = async (hasTouch: boolean): Promise<Kept> => {
    const context = await browser.newContext({ ...options, hasTouch });
    const anchor = await context.newPage();
    await anchor.goto("/api/health/live");
    return { context, anchor };
  };
  return {
    async take(person: DemoPerson, { hasTouch = false }): Promise<Taken> {
      const kind = hasTouch ? `${person}, by touch` : person;
      const kept = free.get(kind)?.pop() ?? (await opened(hasTouch));
      const { context, anchor } = kept;
      return {
        async freshPage() {
          await forget(context, anchor);
          await context.addCookies(await sessionOf(person, context));
          return context.newPage();
        },
        async giveBack({ isSound }) {
          if (!isSound) return context.close();
          for (const page of context.pages()) if (page !== anchor) await page.close();
          await context.setOffline(false);
          free.set(kind, [...(free.get(kind) ?? []), kept]);
        },
      };
    },
    async close(): Promise<void> {
      for (const { context } of [...free.values()].flat()) await context.close();
    },
  };
}

type Kept = { context: BrowserContext; anchor: Page };

/** All that the browser stores for the desk, sessions too. What it loaded from there stays in its cache. */
async function forget(context: BrowserContext, anchor: Page): Promise<void> {
  const devtools = await context.newCDPSession(anchor);
  const { origin } = new URL(anchor.url());
  await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await devtools.detach();
}

/** Sessions by person: signing in is rate-limited, so each of the team does it once. */
const sessions = new Map<DemoPerson, Cookies>();
type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** The cookies of somebody who has signed in to the demo. */
export async function sessionOf(person: DemoPerson, { request }: BrowserContext): Promise<Cookies> {
  const known = sessions.get(person);
  if (known) return known;
  const url = process.env.VIGIL_TEST_URL ?? "";
  const answer = await request.post(`${url}/api/auth/sign-in/demo`, {
    data: { userId: `demo-${person}` },
    headers: { origin: url },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { cookies } = await request.storageState();
  sessions.set(person, cookies);
  return cookies;
}
