/** How far the apprentice believes itself before it was judged often. */
import { expect, test } from "vitest";
import { goodbyes, propose } from "./engine";
import type { CaseEvent, ClosedCase } from "./model";
import { newApprentice } from "./state";
import { learnCase } from "./training";

let id = 0;
function event(kind: CaseEvent["kind"], body: string): CaseEvent {
  id++;
  return { id, kind, at: id * 60_000, actorId: kind === "customer_message" ? null : "ann", body };
}

function shortCase(ticketId: number, question: string, answer: string): ClosedCase {
  return {
    ticketId,
    subject: "",
    queue: null,
    assigneeId: "ann",
    customer: null,
    closedAt: ticketId * 3_600_000,
    events: [
      event("customer_message", question),
      event("analyst_reply", answer),
      event("customer_message", "thank you, it works now"),
      event("analyst_reply", "You are welcome. Have a nice day!"),
    ],
  };
}

test("a goodbye is no answer to a question, and one to thanks", () => {
  const apprentice = newApprentice();
  const asked = ["the mail is slow", "my disk is full", "the login fails", "a certificate expired"];
  asked.forEach((question, index) => {
    learnCase(apprentice, shortCase(index, question, `Answer number ${"abcd"[index]} to this.`));
  });
  const about = { ticketId: 99, subject: "", queue: null, assigneeId: "ann", customer: null };
  const askedOf = (body: string) => ({
    ...about,
    events: [
      event("customer_message", "hello"),
      event("analyst_reply", "Please try it again."),
      event("customer_message", body),
    ],
  });
  const thanked = propose(apprentice, askedOf("thank you, it works now"));
  expect(thanked.replies[0]?.text).toMatch(/nice day/);
  const [goodbye = ""] = thanked.replies.map(({ text }) => text);
  expect(goodbyes(apprentice, askedOf("why is it down for 3 hours?")).isRash(goodbye)).toBe(true);
  expect(goodbyes(apprentice, askedOf("thank you, it works now")).isRash(goodbye)).toBe(false);
});
