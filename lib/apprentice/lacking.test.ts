/** What is likely to be looked up and was not told is asked for; a word said of one thing does not ask for it where another is meant. */
import { expect, test } from "vitest";
import { propose } from "./engine";
import type { ReplyCandidate } from "./model";
import { type Apprentice, newApprentice } from "./state";
import { eventOf, learnLookUp, ticketOf } from "./testing/environment";
import { learnCase } from "./training";

type Thing = { tool: string; argument: string; mark: string; faults: string[]; names: string[]; ask: string };

const machines: Record<string, Thing[]> = {
  English: [
    {
      tool: "get_press",
      argument: "press",
      mark: "pr-",
      names: ["press", "presses"],
      faults: ["jams", "is slow", "loses oil"],
      ask: "Hello, which press is it? Its number begins with pr- and stands on its side.",
    },
    {
      tool: "get_oven",
      argument: "oven",
      mark: "ov-",
      names: ["oven", "ovens"],
      faults: ["stays cold", "smokes", "beeps"],
      ask: "Hello, please send us the number of the oven; it begins with ov- and stands above its door.",
    },
  ],
  German: [
    {
      tool: "get_press",
      argument: "press",
      mark: "pr-",
      names: ["Presse", "Pressen"],
      faults: ["klemmt", "läuft langsam", "verliert Öl"],
      ask: "Guten Tag, welche Presse ist es? Ihre Nummer beginnt mit pr- und steht an der Seite.",
    },
    {
      tool: "get_oven",
      argument: "oven",
      mark: "ov-",
      names: ["Ofen", "Öfen"],
      faults: ["bleibt kalt", "raucht", "piept"],
      ask: "Guten Tag, bitte nennen Sie uns die Nummer des Ofens; sie beginnt mit ov- und steht über der Tür.",
    },
  ],
};

/** Presses are often asked for, ovens once: nearly everybody tells theirs. */
const asksFor = (things: Thing[]): Apprentice => {
  const apprentice = newApprentice();
  let number = 0;
  for (let round = 0; round < 24; round++)
    for (const [place, thing] of things.entries()) {
      const { tool, argument, mark, names, faults, ask } = thing;
      const id = `${mark}${30 + round}c${place}`;
      const fault = faults[round % faults.length];
      number++;
      if (place === 0 ? round % 2 === 0 : round === 4) {
        const said = [
          eventOf("customer_message", { body: `${names[0]}: ${fault}` }),
          eventOf("analyst_reply", { body: ask }),
          eventOf("customer_message", { body: id }),
          eventOf("tool_call", { tool, arguments: { [argument]: id } }),
          eventOf("tool_result", { tool, result: { ok: true } }),
          eventOf("analyst_reply", { body: "Thank you, it is on its way." }),
        ];
        learnCase(apprentice, { ...ticketOf(number, said), closedAt: number * 3_600_000 });
      } else learnLookUp(apprentice, tool, { [argument]: id }, `${names[0]} ${id}: ${fault}`, number);
    }
  return apprentice;
};

const firstReply = (apprentice: Apprentice, body: string): ReplyCandidate | undefined =>
  propose(apprentice, ticketOf(999, [eventOf("customer_message", { body })])).replies[0];

test.each(Object.entries(machines))(
  "what lacks its number is asked for it, however seldom that was: %s",
  (_, things) => {
    const apprentice = asksFor(things);
    const [, oven] = things;
    expect(firstReply(apprentice, `${oven?.names[0]}: ${oven?.faults[1]}, ${oven?.faults[2]}`)?.text).toBe(
      oven?.ask,
    );
  },
);

test.each(Object.entries(machines))(
  "what was said of one thing speaks little for it where another is named: %s",
  (_, things) => {
    const apprentice = asksFor(things);
    const [press, oven] = things;
    const unlike = (name?: string) => {
      const of = ticketOf(999, [eventOf("customer_message", { body: `${name}: ${press?.faults[1]}` })]);
      return propose(apprentice, of).replies.find(({ text }) => text === press?.ask)?.unlike ?? 9;
    };
    expect(unlike(press?.names[0])).toBeLessThan(0.2);
    expect(unlike(oven?.names[0])).toBeGreaterThan(0.5);
  },
);
