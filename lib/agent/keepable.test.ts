/** Drafts promise only what somebody will be there to keep. */
import { expect, test } from "vitest";
import { usualHours } from "#lib/sla/model";
import { keepable } from "./keepable";

const fridayNight = new Date("2026-03-06T22:00:00Z");
const mondayNoon = new Date("2026-03-09T12:00:00Z");
const reply = (text: string) => ({ kind: "reply" as const, text });

test("what falls due while nobody works is not promised", () => {
  const draft = reply("I will get back to you within 2 hours.");
  expect(keepable({ ok: true }, draft, usualHours, fridayNight)).toMatchObject({
    ok: false,
    reason: "cannot_keep",
  });
  expect(keepable({ ok: true }, draft, usualHours, mondayNoon)).toEqual({ ok: true });
  expect(
    keepable({ ok: true }, reply("Ich melde mich bis morgen Mittag."), usualHours, fridayNight),
  ).toMatchObject({ ok: false });
});

test("a draft without a promise, and one that failed already, stay as they are", () => {
  expect(keepable({ ok: true }, reply("Please restart it."), usualHours, fridayNight)).toEqual({ ok: true });
  const failed = { ok: false, reason: "repeat", detail: "" } as const;
  expect(keepable(failed, reply("I will write in 2 hours."), usualHours, fridayNight)).toBe(failed);
});
