/** Promises in replies, in several languages, and what is none. */
import { expect, test } from "vitest";
import { usualHours } from "#lib/settings/model";
import { promisedBy } from "./promise";

/** A Monday. */
const at = new Date("2026-03-02T10:00:00Z");

test.each([
  ["I'll get back to you by tomorrow.", "2026-03-03T17:00Z"],
  ["We will update you within 2 hours.", "2026-03-02T12:00Z"],
  ["Thanks! I’ll have news in 30 minutes", "2026-03-02T10:30Z"],
  ["We'll look into it and write by Friday.", "2026-03-06T17:00Z"],
  ["I will report back by end of day.", "2026-03-02T17:00Z"],
  ["We will check again on Monday.", "2026-03-09T17:00Z"],
  ["I will come back to you next week.", "2026-03-09T17:00Z"],
  ["We will know more in an hour. I will call you tomorrow.", "2026-03-02T11:00Z"],
  ["Ich melde mich bis morgen bei Ihnen.", "2026-03-03T17:00Z"],
  ["Wir geben Ihnen innerhalb von 3 Stunden Bescheid.", "2026-03-02T13:00Z"],
  ["Je reviens vers vous demain.", "2026-03-03T17:00Z"],
  ["Nous vous tenons informés dans 2 heures.", "2026-03-02T12:00Z"],
  ["Le aviso mañana con el resultado.", "2026-03-03T17:00Z"],
  ["我们明天回复您。", "2026-03-03T17:00Z"],
  ["我们会在2小时内联系您。", "2026-03-02T12:00Z"],
])("%s", (text, due) => {
  expect(promisedBy(usualHours, text, at)).toEqual(new Date(due));
});

test.each([
  "Please try again tomorrow.",
  "The quota was raised. We will keep an eye on it.",
  "It failed in 2 hours, twice. Could you send the log?",
  "",
])("no promise: %s", (text) => {
  expect(promisedBy(usualHours, text, at)).toBeNull();
});

test("today's end that has passed leaves two hours", () => {
  const evening = new Date("2026-03-02T20:00:00Z");
  expect(promisedBy(usualHours, "I will answer today.", evening)).toEqual(new Date("2026-03-02T22:00Z"));
});
