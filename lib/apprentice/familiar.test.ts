/** Of what nobody ever spoke nothing is said, however likely a reply is everywhere else. */
import { expect, test } from "vitest";
import { propose } from "./engine";
import { newApprentice } from "./state";
import { eventOf, ticketOf } from "./testing/environment";
import { learnCase } from "./training";

const faults = ["hangs", "is slow", "lost its network", "does not boot"];

const apprentice = newApprentice();
for (let number = 1; number <= 16; number++) {
  const events = [
    eventOf("customer_message", { body: `Our server vm-${number}a ${faults[number % 4]} since noon.` }),
    eventOf("analyst_reply", { body: "Please restart it once from the console." }),
  ];
  learnCase(apprentice, { ...ticketOf(number, events), closedAt: number * 3_600_000 });
}
const propositionFor = (body: string, subject = "") =>
  propose(apprentice, ticketOf(99, [eventOf("customer_message", { body })], subject));

test.each([
  ["punctuation", "... ???"],
  ["a single sign", "?"],
  ["words nobody ever said", "Lorem ipsum dolor sit amet"],
  ["a question about something else", "Can you write me a poem about autumn leaves?"],
  ["no word of a script without spaces", "请问午饭吃什么"],
])("%s gets nothing, and the reason is kept", (_, body) => {
  const { replies, withheld, tool } = propositionFor(body);
  expect(replies).toEqual([]);
  expect(tool).toBeNull();
  expect(withheld[0]?.bar).toEqual({ kind: "unfamiliar" });
});

test.each([
  ["the same words", "Our server hangs since noon."],
  [
    "many words of which a young desk knows few",
    "Good morning, yesterday evening our machine hangs whenever somebody prints",
  ],
  ["other words about an identifier of a known kind", "Bitte helfen Sie: vm-77c1 antwortet nicht."],
])("%s get an answer", (_, body) => {
  expect(propositionFor(body).replies[0]?.text).toBe("Please restart it once from the console.");
});

test("what the subject names counts", () => {
  expect(propositionFor("?", "Server hangs since noon").replies).not.toEqual([]);
});

test.each(["(no subject)", "[kein Betreff]", "（无主题）"])(
  "%s, which a mail program wrote, says nothing",
  (subject) => {
    const environment = newApprentice();
    for (let number = 1; number <= 4; number++) {
      const events = [
        eventOf("customer_message", { body: `no subject kein betreff 无主题 vm-${number}a` }),
        eventOf("analyst_reply", { body: "Please restart it once from the console." }),
      ];
      learnCase(environment, { ...ticketOf(number, events), closedAt: number * 3_600_000 });
    }
    const asked = ticketOf(99, [eventOf("customer_message", { body: "" })], subject);
    expect(propose(environment, asked).replies).toEqual([]);
  },
);
