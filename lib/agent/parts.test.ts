/** What is read by itself, and what is no step any more once the customer has said that it is over. */
import { expect, test } from "vitest";
import type { Scored } from "./candidates/candidate";
import { partsOf, withoutEnded } from "./parts";
import { seenEvent, seenOn } from "./testing/seen";

const asked = seenEvent(1, "customer_message", "We need 96 vCPU in acme-web.");
const answer = seenEvent(2, "analyst_reply", "The limit of acme-web is 96 now.");

function partsAfter(body: string) {
  const message = seenEvent(3, "customer_message", body);
  return partsOf(seenOn([asked, answer, message], message));
}

function lookUp(project: string): Scored {
  const payload = { call: { tool: "get_quota", arguments: { project } } };
  return { kind: "diagnostic", payload, gate: { verdict: "show" } } as unknown as Scored;
}

test("a look-up of what has just ended is nothing; of what is named anew it is something", () => {
  const question = partsAfter("Perfect, thank you. What does that cost?");
  expect(withoutEnded(lookUp("acme-web"), question)).toEqual({ reason: "nothing_to_add" });
  const further = lookUp("acme-shop");
  expect(withoutEnded(further, partsAfter("Perfect, thank you. What is the limit of acme-shop?"))).toBe(
    further,
  );
  const still = lookUp("acme-web");
  expect(withoutEnded(still, partsAfter("It is still 48."))).toBe(still);
});

test("of who comes back only a look-up of the same counts, of another matter whatever is known", () => {
  const reply = { kind: "reply", text: "Please send me the id." } as Scored;
  const back = partsAfter("It is still refused.");
  expect(back.map(({ takes }) => [takes(lookUp("acme-web")), takes(reply)])).toEqual([
    [true, false],
    [true, false],
  ]);
  const other = partsAfter("Works now. Where do I find your certificates?");
  expect(other.map(({ takes }) => takes(reply))).toEqual([true]);
});
