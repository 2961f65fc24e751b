/** What has no answer is asked for again by the same key, also by another form of the place; the same is not asked twice at a time. */
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ActionResult } from "#lib/platform/model";
import { askOnce, onceAsker } from "./once";

beforeEach(() => {
  vi.stubGlobal("navigator", { onLine: true });
});
afterEach(() => vi.unstubAllGlobals());

const refused = (code: "conflict" | "unauthenticated" | "unseen"): ActionResult<null> => ({
  ok: false,
  error: { code, message: "Taken.", fields: [] },
});

let places = 0;

/** A server that answers in turn, as told or not at all, and forms of one place that ask it. */
function place(...answers: (ActionResult<null> | "lost")[]) {
  places += 1;
  const name = `place ${places}`;
  const keys: string[] = [];
  const send = async (_: { text: string }, key: string): Promise<ActionResult<null>> => {
    keys.push(key);
    const answer = answers.shift() ?? { ok: true, data: null };
    if (answer === "lost") throw new TypeError("Failed to fetch");
    return answer;
  };
  const open = () => {
    const ask = onceAsker(name);
    return (text: string) => ask(send, { text });
  };
  return { keys, open, name };
}

test("what was never answered keeps its key, also in a form that is opened anew", async () => {
  const { keys, open } = place("lost", "lost");
  expect(await open()("one")).toMatchObject({ ok: false, error: { code: "unreachable" } });
  await open()("one");
  await open()("another");
  await open()("another");
  expect([keys[1], keys[2]]).toEqual([keys[0], keys[0]]);
  expect(keys[3]).not.toBe(keys[0]);
});

test("a refusal tells nothing of the time before: only what is done, or said to be done, is over", async () => {
  const { keys, open } = place("lost", refused("unauthenticated"), refused("conflict"), refused("unseen"));
  const run = open();
  for (const _ of Array(5)) await run("one");
  expect(new Set(keys.slice(0, 4)).size).toBe(1);
  expect(keys[4]).not.toBe(keys[0]);
});

test("without a network nothing is asked, and nothing forgotten", async () => {
  const { keys, open } = place("lost", "lost");
  await open()("one");
  vi.stubGlobal("navigator", { onLine: false });
  expect(await open()("one")).toMatchObject({ ok: false, error: { code: "offline" } });
  vi.stubGlobal("navigator", { onLine: true });
  await open()("one");
  expect(new Set(keys).size).toBe(1);
});

test("the same pressed twice is asked once; something else beside it is a request of its own", async () => {
  const { keys, open } = place();
  const run = open();
  const [first, second, other] = await Promise.all([run("one"), run("one"), run("two")]);
  expect([first?.ok, second, other?.ok]).toEqual([true, null, true]);
  expect(new Set(keys).size).toBe(2);
});

test("of two that are under way at a place, the one whose answer is lost is asked for again by its key", async () => {
  const { name } = place();
  const keys: string[] = [];
  let lose = () => {};
  const first = askOnce<null>(name, (key) => {
    keys.push(key);
    return new Promise((_, reject) => {
      lose = () => reject(new TypeError("Failed to fetch"));
    });
  });
  const done = async (key: string): Promise<ActionResult<null>> => {
    keys.push(key);
    return { ok: true, data: null };
  };
  await askOnce(name, done);
  lose();
  await first;
  await askOnce(name, done);
  expect(keys[1]).not.toBe(keys[0]);
  expect(keys[2]).toBe(keys[0]);
});

test("no two forms have the same place", () => {
  const files = readdirSync("components", { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.tsx?$/.test(path),
  );
  const found = files.flatMap((path) =>
    [...readFileSync(`components/${path}`, "utf8").matchAll(/\buseAction\(\s*(["`][^"`]+["`])/g)].map(
      ([, at]) => at,
    ),
  );
  expect(found.length).toBeGreaterThan(40);
  expect(found.filter((at, index) => found.indexOf(at) !== index)).toEqual([]);
});
