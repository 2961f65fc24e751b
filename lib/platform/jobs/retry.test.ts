/** What a job waits out, and what ends it. */
import { DrizzleQueryError } from "drizzle-orm/errors";
import postgres from "postgres";
import { expect, test } from "vitest";
import { AppError } from "../errors";
import { retryWaits, withRetries } from "./retry";

const passing = [
  "53100",
  "53200",
  "53300",
  "55P03",
  "57P01",
  "57P02",
  "57P03",
  "58000",
  "58030",
  "40001",
  "40P01",
];

test.each([...passing, "CONNECTION_CLOSED", "ECONNREFUSED"])(
  "%s is waited out, however long it lasts",
  async (code) => {
    const waits: number[] = [];
    const failing = 40;
    let tried = 0;
    const work = async () => {
      if (tried++ < failing) throw new DrizzleQueryError("insert …", [], stateError(code));
      return "done";
    };
    expect(await withRetries(work, async (wait) => void waits.push(wait))).toBe("done");
    expect(waits).toHaveLength(failing);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_500);
    expect(waits[0]).toBeLessThan(waits.at(-1) ?? 0);
  },
);

test.each(["22P02", "23505", "42703", "57014", "XX000"])(
  "%s ends the job after a few attempts",
  async (code) => {
    let tried = 0;
    const work = async () => {
      tried++;
      throw stateError(code);
    };
    await expect(withRetries(work, async () => {})).rejects.toThrow();
    expect(tried).toBe(retryWaits.length + 1);
  },
);

test("what may not be is tried once", async () => {
  let tried = 0;
  const work = async () => {
    tried++;
    throw new AppError("not_found", "There is no such ticket.");
  };
  await expect(withRetries(work, async () => {})).rejects.toThrow();
  expect(tried).toBe(1);
});

function stateError(code: string): Error {
  return Object.assign(new Error("The server says no."), {
    name: postgres.PostgresError?.name ?? "PostgresError",
    code,
  });
}
