/** Following a procedure: which step is next on a ticket, with which words or call, and when there is none. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { CaseEvent } from "#lib/apprentice/model";
import { callOf } from "#lib/suggestions/step";
import { toolbox } from "#lib/tools/registry";
import { defineTool } from "#lib/tools/tool";
import type { Source } from "../source";
import { follow, type ProcedureContext } from "./follow";

const run = async () => ({});
const findOrder = defineTool({
  name: "find_order",
  description: "",
  input: z.object({ Order: z.string(), Region: z.enum(["north", "south"]).optional() }),
  run,
});
const probe = defineTool({ name: "probe", description: "", input: z.object({ Port: z.number() }), run });

const procedure = `# Charged twice
1. Ask: "Could you give me the order number, please?"
2. Ask: "On which day was it charged?"
3. Run \`find_order(Order)\`.
4. If it was charged twice: say "Order {Order} was charged twice, {customer}; one charge is returned."
5. If nothing was found: say "There is no such order."
6. Say: "Thank you for your patience."`;

const article = (body: string, more: Partial<Source> = {}): Source => ({
  kind: "article",
  ref: 1,
  title: "Charged twice",
  excerpt: "",
  score: 0.8,
  body,
  people: [],
  isInternal: true,
  ...more,
});

const customer = (body: string) => ({ kind: "customer_message" as const, body });
const analyst = (body: string) => ({ kind: "analyst_reply" as const, body });
const call = (tool: string, given: Record<string, unknown>) => ({
  kind: "tool_call" as const,
  body: "",
  tool,
  arguments: given,
});
const found = (result: Record<string, unknown>) => ({ kind: "tool_result" as const, body: "", result });

/** What comes next after these events, the likeliest first. */
function followed(
  events: (Pick<CaseEvent, "kind" | "body"> & Partial<CaseEvent>)[],
  sources: Source[] = [article(procedure)],
  more: Partial<ProcedureContext> = {},
) {
  const trigger: Source = { ...article(""), kind: "event", ref: 1 };
  const moment: ProcedureContext = {
    of: {
      ticketId: 1,
      subject: "",
      queue: null,
      assigneeId: null,
      customer: { id: "1", name: "Mira Castellane", company: null },
      events: events.map((event, place) => ({ id: place + 1, at: place, actorId: null, ...event })),
    },
    proposed: [],
    isSaid: () => false,
    isEnd: false,
    tools: toolbox([findOrder, probe]),
    timesUsed: () => 0,
    argumentsOf: () => null,
    trigger,
    practiceOf: () => ({ practice: null, past: [] }),
    ...more,
  };
  return follow(moment, sources);
}
const next = (...given: Parameters<typeof followed>) => followed(...given).candidates;
const texts = (...given: Parameters<typeof followed>) => next(...given).map(({ text }) => text);

const asked = [customer("I was charged twice."), analyst("What is your order number?"), customer("4711")];
const dated = [...asked, analyst("On which day was it charged?"), customer("It was the day before.")];
const lookedUp = [...dated, call("find_order", { Order: "4711" })];

const givenTo = (step: Parameters<typeof callOf>[0] | undefined) => step && callOf(step)?.arguments;

describe("the next step", () => {
  test("is the first one at the beginning, with the others behind it", () => {
    const steps = next([customer("I was charged twice.")]);
    expect(steps.map(({ text }) => text)).toEqual([
      "Could you give me the order number, please?",
      "On which day was it charged?",
    ]);
    expect(steps[0]?.probability).toBeGreaterThan(steps[1]?.probability ?? 1);
  });

  test("follows the step done last, also where it was done in other words", () => {
    expect(texts(asked)[0]).toBe("On which day was it charged?");
  });

  test("is a call with the answer to the question for its argument", () => {
    expect(next(dated)[0]).toMatchObject({ kind: "diagnostic", payload: { call: { tool: "find_order" } } });
    expect(givenTo(next(dated)[0])).toEqual({ Order: "4711" });
  });

  test("is the case that the result fits, with its values and the customer's name", () => {
    const twice = [...lookedUp, found({ Order: "4711", Charged: "twice" })];
    expect(texts(twice)[0]).toBe("Order 4711 was charged twice, Mira; one charge is returned.");
    expect(texts([...lookedUp, found({})])[0]).toBe("There is no such order.");
  });

  test("passes over the other cases once one was taken", () => {
    const told = [...lookedUp, found({}), analyst("There is no such order."), customer("Oh.")];
    expect(texts(told)).toEqual(["Thank you for your patience."]);
  });

  test("passes over a question that was answered unasked", () => {
    expect(texts([customer("Order 4711 was charged twice on Monday.")])).toEqual([
      "Run find_order with Order 4711.",
    ]);
    expect(givenTo(next([customer("Order 4711 was charged twice on Monday.")])[0])).toEqual({
      Order: "4711",
    });
  });

  test("comes back to a question that was left out, until it was looked up", () => {
    const swapped = [customer("Charged twice."), analyst("On which day was it charged?"), customer("Oh.")];
    const first = [article(procedure.replace("1.", '1. Ask: "Is it urgent?"\n1.'))];
    const begun = [customer("Hi"), analyst("Is it urgent?"), ...swapped];
    expect(texts(begun, first)[0]).toBe("Could you give me the order number, please?");
    expect(texts([...begun, call("find_order", { Order: "1" }), found({})], first)[0]).toBe(
      "There is no such order.",
    );
  });

  test("is no words that were said or proposed before", () => {
    const isSaid = (text: string) => text.includes("order number");
    expect(texts([customer("I was charged twice.")], undefined, { isSaid })[0]).toBe(
      "On which day was it charged?",
    );
  });

  test("of thanks is the closing words alone", () => {
    const thanks = customer("Thanks, it is solved.");
    const told = [...lookedUp, found({}), analyst("There is no such order."), thanks];
    expect(texts(told, undefined, { isEnd: true })).toEqual(["Thank you for your patience."]);
    expect(texts([...asked, thanks], undefined, { isEnd: true })).toEqual([]);
    expect(texts([customer("Thanks!")], undefined, { isEnd: true })).toEqual([]);
  });
});

describe("what is not known is not offered", () => {
  test("words with a value nobody told", () => {
    expect(texts([customer("Hi")], [article('1. Say: "Your order {order id} is on its way."')])).toEqual([]);
    expect(texts([customer("Hi")], [article('1. Say: "Your balance is ___."')])).toEqual([]);
  });

  test("a call with an argument nobody told, nor what comes behind it", () => {
    const text = '1. Run find_order.\n2. Say: "Your order is fine."';
    expect(next([customer("Where is it?")], [article(text)])).toEqual([]);
  });

  test("the arguments analysts would give come first; a choice is one the customer named", () => {
    const text = "1. Run find_order.";
    const argumentsOf = () => ({ Order: "99" });
    expect(givenTo(next([customer("Hi")], [article(text)], { argumentsOf })[0])).toEqual({
      Order: "99",
    });
    const said = [customer("My order 12 in the south is missing.")];
    expect(givenTo(next(said, [article(text)])[0])).toEqual({ Order: "12", Region: "south" });
  });

  test("a tool that is a plain word is named in code or with its brackets only", () => {
    const said = [customer("Port 443 is closed")];
    expect(givenTo(next(said, [article("1. Run `probe`.")])[0])).toEqual({ Port: 443 });
    expect(next(said, [article("1. Run probe(Port).")])[0]?.kind).toBe("diagnostic");
    expect(followed(said, [article("1. Run a probe.")])).toMatchObject({
      candidates: [],
      instruction: { text: "Run a probe." },
    });
  });
});

describe("instructions", () => {
  const runbook = article("1. Open the console.\n2. Restart the gateway.");

  test("of a runbook are named one after the other, and never as words to say", () => {
    const named = (more: Partial<ProcedureContext>) => followed([customer("It is down")], [runbook], more);
    expect(named({})).toMatchObject({ candidates: [], instruction: { text: "Open the console." } });
    const proposed = ["next in it: Open the console."];
    expect(named({ proposed }).instruction?.text).toBe("Restart the gateway.");
  });

  test("of a public article are none: the customer reads it as a whole", () => {
    expect(next([customer("It is down")], [{ ...runbook, isInternal: false }])).toEqual([]);
    expect(followed([customer("It is down")], [{ ...runbook, isInternal: false }]).instruction).toBeNull();
  });

  test("do not keep what is said behind them, but make it less likely", () => {
    const text = '1. Restart the gateway.\n2. Say: "It is up again."';
    const [step] = next([customer("It is down")], [article(text)]);
    const [alone] = next([customer("It is down")], [article(text.slice(text.indexOf("2.")))]);
    expect(step).toMatchObject({ kind: "reply", text: "It is up again." });
    expect(step?.probability).toBeLessThan(alone?.probability ?? 0);
  });
});

test("the more tickets were closed by it, the less its words count beside what was learned", () => {
  const chance = (times: number) =>
    next([customer("I was charged twice.")], undefined, { timesUsed: () => times })[0]?.probability;
  expect(chance(0)).toBeGreaterThan(0.5);
  expect(chance(20)).toBeLessThan(0.2);
});

test("of several procedures the one the ticket is furthest in is followed; one that is about something else is not", () => {
  const other = article('1. Say: "Please restart it."', { ref: 2, score: 0.95 });
  expect(texts(asked, [other, article(procedure, { score: 0.4 })])[0]).toBe("On which day was it charged?");
  expect(texts([customer("Hi")], [article(procedure, { score: 0.05 })])).toEqual([]);
});

test("whatever stands in article and ticket, it ends, and a reply says only what stands in either", () => {
  const line = fc.oneof(
    fc.constantFrom(...procedure.split("\n"), "1. Say: {x}.", "2. If yes: find_order", "Otherwise, say “ok”"),
    fc.string({ maxLength: 40 }),
  );
  const event = fc.record({
    kind: fc.constantFrom("customer_message" as const, "analyst_reply" as const),
    body: line,
  });
  const property = fc.property(
    fc.array(line, { maxLength: 12 }),
    fc.array(event, { maxLength: 6 }),
    (lines, events) => {
      const written = [...lines, ...events.map(({ body }) => body), "Mira Castellane"].join(" ");
      const known = `${written} ${written.replaceAll(/[`*]/g, "")}`;
      for (const { kind, text } of next(events, [article(lines.join("\n"))]))
        if (kind === "reply")
          for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) expect(known).toContain(word);
    },
  );
  fc.assert(property, { numRuns: 300 });
});
