/** How the desk feels in a real browser: a working session by keyboard while messages arrive; web vitals and key to paint. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findChromium } from "../../e2e/chromium";
import { signIn } from "./browser";
import { bencher, message } from "./demo-messages";
import { type Figure, quantiles } from "./figures";
import type { Installation } from "./installation";
import { watchVitals } from "./vitals";
import { openSender } from "./webhook-requests";

const openings = 7;
const rounds = 6;
/** Between two keys of a quick hand. */
const keyMs = 140;
const arrivalMs = 1_000;

/** Opens the inbox some times, then works in it. */
export async function deskFeel(installation: Installation): Promise<Figure[]> {
  const cookie = await signIn(installation, bencher);
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
  try {
    const paints: number[] = [];
    for (let opening = 0; opening < openings; opening++)
      paints.push(await largestPaint(browser, installation, cookie));
    const vitals = await session(browser, installation, cookie);
    return [
      ...quantiles("inbox opened, largest paint", paints.slice(1), { atMost: 1200 }),
      ...quantiles("key to paint", vitals.keys, { atMost: 80 }),
      {
        measure: "interaction to next paint",
        value: vitals.inp,
        unit: "ms",
        goal: { atMost: 150 },
        observations: vitals.interactions,
      },
      { measure: "layout shift of the session", value: vitals.cls, unit: "", goal: { atMost: 0.05 } },
    ];
  } finally {
    await browser.close();
  }
}

async function largestPaint(browser: Browser, { address }: Installation, cookie: string): Promise<number> {
  const page = await openPage(browser, address, cookie);
  await page.getByRole("tab", { name: /^Active/ }).waitFor();
  await sleep(1_000);
  const { lcp } = await page.evaluate(() => window.vigilVitals.read());
  await page.context().close();
  return lcp;
}

/** Reads, edits, rejects, asks, and moves on, while a customer writes every second. */
async function session(browser: Browser, installation: Installation, cookie: string) {
  const sender = await openSender(installation, { id: `bench-desk-${process.pid}`, connections: 1 });
  const page = await openPage(browser, installation.address, cookie);
  await page.getByRole("tab", { name: /^Active/ }).waitFor();
  let place = 2_000;
  const arrivals = setInterval(() => void sender.send(message(place++)), arrivalMs);
  try {
    const keys = async (...pressed: string[]) => {
      for (const key of pressed) {
        await page.keyboard.press(key);
        await sleep(keyMs);
      }
    };
    for (let round = 0; round < rounds; round++) {
      await keys(..."jjjjjjjj");
      await sleep(800);
      await keys("e");
      const isEditing = await page.getByRole("textbox", { name: "Edit the proposal" }).isVisible();
      if (isEditing) await keys(..." one more word", "Escape");
      await keys("r", ..."Hello, a moment", "Escape", ..."kkk");
      await keys("Control+k", ..."snooze", "Escape");
      await keys("Shift+ArrowRight", ..."jj", "Shift+ArrowLeft", "v", "?", "Escape");
      await sleep(1_200);
    }
    return await page.evaluate(() => window.vigilVitals.read());
  } finally {
    clearInterval(arrivals);
    await page.context().close();
    sender.close();
  }
}

async function openPage(browser: Browser, address: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const cookies = cookie.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url: address };
  });
  await context.addCookies(cookies);
  // The loader marks functions with their names by a helper that the page does not have.
  await context.addInitScript("globalThis.__name = (value) => value");
  await context.addInitScript(watchVitals);
  const page = await context.newPage();
  await page.goto(`${address}/inbox`);
  return page;
}
