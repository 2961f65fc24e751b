/** Whoever asks the server for something gets an answer, also where none comes; it says no more than is known. */
import { UnrecognizedActionError } from "next/dist/client/components/unrecognized-action-error";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerTo } from "./answer-to";

beforeEach(() => {
  vi.stubGlobal("navigator", { onLine: true });
});
afterEach(() => vi.unstubAllGlobals());

const codeOf = async (act: () => Promise<never>) => {
  const answer = await answerTo(act);
  return answer.ok ? "done" : answer.error.code;
};

test("an answer comes through as it is", async () => {
  const answer = { ok: true as const, data: 7 };
  expect(await answerTo(async () => answer)).toBe(answer);
});

test("a lost answer, one that was never asked for, and one of another version are told apart", async () => {
  const lost = () => Promise.reject(new TypeError("Failed to fetch"));
  expect(await codeOf(lost)).toBe("unreachable");
  expect(await codeOf(() => Promise.reject(new UnrecognizedActionError("gone")))).toBe("outdated");
  vi.stubGlobal("navigator", { onLine: false });
  expect(await codeOf(lost)).toBe("offline");
});
