/** A request that was lost is asked for again by the same key; an answered one is over; the same is not asked twice at a time. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ActionResult } from "#lib/platform/model";
import { type LostRequest, onceAsker } from "./once";

beforeEach(() => {
  vi.stubGlobal("navigator", { onLine: true });
});
afterEach(() => vi.unstubAllGlobals());

const refusal: ActionResult<null> = {
  ok: false,
  error: { code: "conflict", message: "Taken.", fields: [] },
};

/** A form whose server answers in turn: as told, or not at all. */
function form(...answers: (ActionResult<null> | "lost")[]) {
  const ask = onceAsker();
  const lost: LostRequest = { key: null };
  const keys: string[] = [];
  const send = async (_: { text: string }, key: string): Promise<ActionResult<null>> => {
    keys.push(key);
    const answer = answers.shift() ?? { ok: true, data: null };
    if (answer === "lost") throw new TypeError("Failed to fetch");
    return answer;
  };
  return { keys, run: (text: string) => ask(send, { text }, lost) };
}

test("what was never answered keeps its key until there is an answer, whatever it says then", async () => {
  const { keys, run } = form("lost", "lost", refusal);
  expect(await run("one")).toMatchObject({ ok: false, error: { code: "unreachable" } });
  await run("one");
  await run("another");
  await run("another");
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).toBe(keys[0]);
  expect(keys[3]).not.toBe(keys[0]);
});

test("the same pressed twice is asked once; something else beside it is a request of its own", async () => {
  const { keys, run } = form();
  const [first, second, other] = await Promise.all([run("one"), run("one"), run("two")]);
  expect([first?.ok, second, other?.ok]).toEqual([true, null, true]);
  expect(new Set(keys).size).toBe(2);
});
