/** Promises in replies, in several languages, and what is none. */
import { expect, test } from "vitest";
import { usualHours } from "#lib/sla/model";
import { commitmentsIn } from "./commitment-text";

/** A Monday. */
const at = new Date("2026-03-02T10:00:00Z");
const dues = (text: string, hours = usualHours, now = at) =>
  commitmentsIn(hours, text, now).map((one) => one.at);

test.each([
  ["I'll get back to you by tomorrow.", "2026-03-03T17:00Z"],
  ["We will update you within 2 hours.", "2026-03-02T12:00Z"],
  ["We will update you within two hours.", "2026-03-02T12:00Z"],
  ["Thanks! I’ll have news in 30 minutes", "2026-03-02T10:30Z"],
  ["We'll look into it and write by Friday.", "2026-03-06T17:00Z"],
  ["We'll look into it and write by Friday noon.", "2026-03-06T12:00Z"],
  ["You will hear from us by 3 pm.", "2026-03-02T15:00Z"],
  // Who does it was said before, or goes without saying.
  ["I have asked our billing team and will let you know by Wednesday.", "2026-03-04T17:00Z"],
  ["Will get back to you by tomorrow noon.", "2026-03-03T12:00Z"],
  ["We're on it, will update you within 2 hours.", "2026-03-02T12:00Z"],
  ["Passed this on to billing and will come back to you by Wednesday.", "2026-03-04T17:00Z"],
  ["Ich habe nachgefragt und melde mich bis Mittwoch.", "2026-03-04T17:00Z"],
  ["Melde mich bis Mittwoch.", "2026-03-04T17:00Z"],
  ["J'ai transmis votre demande et vous tiens informé d'ici demain.", "2026-03-03T17:00Z"],
  ["Heb het doorgegeven en laat het u morgen weten.", "2026-03-03T17:00Z"],
  ["I will send it by 12 March.", "2026-03-12T17:00Z"],
  ["I will report back by end of day.", "2026-03-02T17:00Z"],
  ["We will check again on Monday.", "2026-03-09T17:00Z"],
  ["I will come back to you next week.", "2026-03-13T17:00Z"],
  ["I will come back to you within 3 working days.", "2026-03-05T17:00Z"],
  ["I will come back to you by the end of the week.", "2026-03-06T17:00Z"],
  ["Ich melde mich bis morgen bei Ihnen.", "2026-03-03T17:00Z"],
  ["Ich melde mich bis morgen Mittag bei Ihnen.", "2026-03-03T12:00Z"],
  ["Sie bekommen bis Freitag 12 Uhr eine Antwort.", "2026-03-06T12:00Z"],
  ["Wir geben Ihnen innerhalb von 3 Stunden Bescheid.", "2026-03-02T13:00Z"],
  ["Wir melden uns innerhalb von zwei Werktagen.", "2026-03-04T17:00Z"],
  ["Je reviens vers vous demain.", "2026-03-03T17:00Z"],
  ["Je reviens vers vous demain midi.", "2026-03-03T12:00Z"],
  ["Nous vous tenons informés dans 2 heures.", "2026-03-02T12:00Z"],
  ["Nous vous répondrons vendredi avant midi.", "2026-03-06T12:00Z"],
  ["Le aviso mañana con el resultado.", "2026-03-03T17:00Z"],
  ["Le avisaremos mañana al mediodía.", "2026-03-03T12:00Z"],
  ["Le respondo el viernes a las 12.", "2026-03-06T12:00Z"],
  ["我们明天回复您。", "2026-03-03T17:00Z"],
  ["我们明天中午前回复您。", "2026-03-03T12:00Z"],
  ["我们会在2小时内联系您。", "2026-03-02T12:00Z"],
  ["我们会在两个工作日内联系您。", "2026-03-04T17:00Z"],
  ["Le scrivo domani a mezzogiorno.", "2026-03-03T12:00Z"],
  ["Vou responder até amanhã.", "2026-03-03T17:00Z"],
  ["Ik laat het u morgen weten.", "2026-03-03T17:00Z"],
])("%s", (text, due) => {
  expect(dues(text)).toEqual([new Date(due)]);
});

test.each([
  "Please try again tomorrow.",
  "The quota was raised. We will keep an eye on it.",
  "It failed in 2 hours, twice. Could you send the log?",
  "Will we have your answer by tomorrow?",
  "We restarted it and the node will be back by tomorrow.",
  "I closed the ticket and you will be billed on Friday.",
  "We will not be able to answer by tomorrow.",
  "If we do not hear from you by Friday, we will close this ticket.",
  "I will look at the failure of 3 March.",
  "We restarted it yesterday at 5 pm and will watch it.",
  "Hello,\nthis is done.\n\n> I will get back to you by tomorrow.",
  "On Mon, 2 Mar 2026 at 09:00, Eva wrote:\n> We will write by Friday noon.",
  "Bitte versuchen Sie es morgen noch einmal.",
  "Können wir bis morgen eine Antwort von Ihnen bekommen?",
  "Wir können bis morgen leider nichts zusagen.",
  "Wenn Sie bis Freitag nicht antworten, schließen wir das Ticket.",
  "Pourriez-vous réessayer demain ?",
  "Nous ne pourrons pas vous répondre demain.",
  "¿Puede probarlo mañana?",
  "No le podremos responder mañana.",
  "请您明天再试一次。",
  "我们明天无法回复您。",
  "Potrebbe riprovare domani?",
  "Pode tentar amanhã?",
  "Kunt u het morgen nog eens proberen?",
  "",
])("no promise: %s", (text) => {
  expect(dues(text)).toEqual([]);
});

test("every promise of a reply is one, and one that is said twice is one", () => {
  expect(dues("We will know more in an hour. I will call you tomorrow. I'll write by tomorrow.")).toEqual([
    new Date("2026-03-02T11:00Z"),
    new Date("2026-03-03T17:00Z"),
  ]);
});

test("today's end that has passed leaves two hours", () => {
  const evening = new Date("2026-03-02T20:00:00Z");
  expect(dues("I will answer today.", usualHours, evening)).toEqual([new Date("2026-03-02T22:00Z")]);
});

test("the time is the one where the speaker is, on either side of a change of the clocks", () => {
  const there = (timeZone: string) => ({ ...usualHours, timeZone });
  const text = "Ich melde mich bis morgen Mittag.";
  expect(dues(text, there("America/New_York"))).toEqual([new Date("2026-03-03T17:00Z")]);
  expect(dues(text, there("Asia/Tokyo"))).toEqual([new Date("2026-03-03T03:00Z")]);
  // In Berlin the clocks go forward in the night to the 29th.
  const saturday = new Date("2026-03-28T10:00Z");
  expect(dues(text, there("Europe/Berlin"), saturday)).toEqual([new Date("2026-03-29T10:00Z")]);
  expect(
    dues("We will write by 29 February.", there("Europe/Berlin"), new Date("2028-02-27T12:00Z")),
  ).toEqual([new Date("2028-02-29T16:00Z")]);
});
