/** A past answer about a colleague, put to the person concerned; and those that speak of somebody the ticket speaks of. */
import { expect, test } from "vitest";
import { checkCandidate } from "./checks";
import { seenEvent, seenOn, seenSource } from "./testing/seen";
import { strangersPronoun } from "./third-person";

const own = "I got a new phone and the codes are gone. I cannot sign in to the console any more.";
const colleagues =
  "Our colleague Elena got a new phone, and her codes are gone. She cannot sign in any more.";

test.for<[string, string, string | null]>([
  [own, "I can see failed sign-ins. Was that her? Please use one of her recovery codes.", "her"],
  [own, "I can see failed sign-ins. Was that you? Please use one of your recovery codes.", null],
  [colleagues, "I can see failed sign-ins. Was that her? Please use one of her recovery codes.", null],
  [colleagues, "Please let him use one of his recovery codes.", "him"],
  [own, "The volume is full, and its snapshots with it. There it is.", null],
  [
    "Ich komme nicht mehr hinein.",
    "Bitte stellen Sie das Gerät von hier nach dort her. Er startet neu.",
    null,
  ],
  ["No puedo entrar.", "Hola, he revisado la cuenta y he visto el error.", null],
])("%s: %s", ([asked, text, found]) => {
  expect(strangersPronoun(text, asked)).toBe(found);
});

test("is not shown, and the reason says of whom it speaks", () => {
  const message = seenEvent(1, "customer_message", own);
  const sources = [seenSource("ticket", 5, "Was that her?")];
  const draft = { kind: "reply" as const, payload: {}, sources };
  const check = (text: string) => checkCandidate({ ...draft, text }, seenOn([message], message));
  expect(check("I can see failed sign-ins. Was that you?")).toEqual({ ok: true });
  expect(check("I can see failed sign-ins. Was that her?")).toMatchObject({
    ok: false,
    detail: "It speaks of somebody as “her”, of whom nobody spoke.",
  });
});
