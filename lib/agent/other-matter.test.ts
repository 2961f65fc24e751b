/** What a customer begins after he was answered is read by itself where he says that the first matter is over. */
import { expect, test } from "vitest";
import { otherMatter } from "./other-matter";
import { seenEvent, seenOn } from "./testing/seen";

function apart(...messages: string[]) {
  const said = messages.map((body, at) => seenEvent(3 + at, "customer_message", body));
  const timeline = [
    seenEvent(1, "customer_message", "vol-0d31 is very slow."),
    seenEvent(2, "analyst_reply", "vol-0d31 reaches its limit; please raise it."),
    ...said,
  ];
  const other = otherMatter(seenOn(timeline, said.at(-1) ?? seenEvent(9, "note", "")));
  return other && { events: other.case.events.map(({ body }) => body), subject: other.case.subject };
}

test.each([
  ["Works now. pg-web says too many clients.", "pg-web says too many clients."],
  ["That helped. And could you send us your SOC 2 report?", "And could you send us your SOC 2 report?"],
  [
    "Great. By the way, every upload to kw-raw ends with 403.",
    "By the way, every upload to kw-raw ends with 403.",
  ],
  [
    "Perfect, thank you. One more thing: does that cost anything by itself?",
    "One more thing: does that cost anything by itself?",
  ],
  ["Danke, läuft. Noch eine Frage: was kostet das?", "Noch eine Frage: was kostet das?"],
  ["Danke, läuft wieder. Wo finden wir den SOC-2-Bericht?", "Wo finden wir den SOC-2-Bericht?"],
  ["Merci, ça marche.\nOù trouver votre rapport SOC 2 ?", "Où trouver votre rapport SOC 2 ?"],
  ["好了，谢谢。请问在哪里下载SOC 2报告？", "请问在哪里下载SOC 2报告？"],
])("%s", (message, rest) => {
  expect(apart(message)).toEqual({ events: [rest], subject: "" });
});

test("the end may stand in a message of its own", () => {
  expect(apart("Works now, thanks!", "pg-web says too many clients.")?.events).toEqual([
    "pg-web says too many clients.",
  ]);
});

test.each([
  "Thanks! The third one still shows 404.",
  "Thanks! One more thing: vol-0d32 is still slow.",
  "Great, but vol-0d32 is slow.",
  "It does not help. What else can we do?",
  "Works now, thanks!",
  "pg-web says too many clients.",
])("no other matter: %s", (message) => {
  expect(apart(message)).toBeNull();
});

test("nobody who was not answered begins another matter", () => {
  const event = seenEvent(1, "customer_message", "Great. Every upload to kw-raw ends with 403.");
  expect(otherMatter(seenOn([event], event))).toBeNull();
});
