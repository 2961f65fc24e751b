/** A value of one kind never fills an argument of another: by the shapes seen, by what the tool declares, by who owns a kind. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { learnCase, propose } from "../engine";
import { type Apprentice, newApprentice } from "../state";
import { eventOf, ticketOf } from "../testing/desk";
import { fits, kindOf, kindsDescribed, type ToolSchemas } from "./kinds";

const schemas: ToolSchemas = (tool) =>
  new Map(
    tool === "get_volume"
      ? [
          [
            "volume",
            {
              description: "Volume id, vol-…",
              isRequired: true,
              accepts: (value) => typeof value === "string",
            },
          ],
        ]
      : [],
  );

function learn(
  apprentice: Apprentice,
  tool: string,
  given: Record<string, unknown>,
  ask: string,
  ticket: number,
): void {
  const events = [
    eventOf("customer_message", { body: ask }),
    eventOf("tool_call", { tool, arguments: given }),
    eventOf("tool_result", { tool, result: { ok: true } }),
    eventOf("analyst_reply", { body: "Thank you, it is on its way." }),
  ];
  learnCase(apprentice, { ...ticketOf(ticket, events), closedAt: ticket * 3_600_000 });
}

function taught(): Apprentice {
  const apprentice = newApprentice();
  for (let ticket = 1; ticket <= 8; ticket++) {
    learn(
      apprentice,
      "get_balancer",
      { load_balancer: `lb-${ticket}a9e` },
      `lb-${ticket}a9e answers 502 again`,
      ticket,
    );
    learn(
      apprentice,
      "get_database",
      { instance: `pg-shop-${ticket}` },
      `pg-shop-${ticket} is slow today`,
      100 + ticket,
    );
    learn(
      apprentice,
      "get_audit",
      { action: "objects.write" },
      "Who did objects.write in our project?",
      200 + ticket,
    );
  }
  return apprentice;
}

const ask = (apprentice: Apprentice, body: string, by?: ToolSchemas) =>
  propose(apprentice, ticketOf(999, [eventOf("customer_message", { body })]), by).tool;

test.each([
  ["an id of another kind", "vm-e07a55 answers 502 on every request", "get_balancer", "load_balancer"],
  ["a project in the place of a database", "npay-live is slow today", "get_database", "instance"],
  ["an error in the place of a name", "It says PERMISSION_DENIED and is slow", "get_database", "instance"],
])("%s is not filled in", (_, body, tool, argument) => {
  const call = ask(taught(), body);
  if (call?.tool === tool) expect(JSON.stringify(call.arguments[argument] ?? null)).toBe("null");
});

test("the tool whose kind was named is asked, from the first message on", () => {
  expect(ask(taught(), "lb-a94e is slow today")).toMatchObject({
    tool: "get_balancer",
    arguments: { load_balancer: "lb-a94e" },
  });
  expect(ask(taught(), "Our page answers 502, behind it is pg-bcl-exam")).toMatchObject({
    tool: "get_database",
    arguments: { instance: "pg-bcl-exam" },
  });
});

test("what a tool describes decides from the first call on", () => {
  const apprentice = newApprentice();
  learn(apprentice, "get_volume", { volume: "vol-77ae02" }, "vol-77ae02 is slow", 1);
  expect(ask(apprentice, "vm-4f7710 is slow", schemas)?.arguments.volume).toBeUndefined();
  expect(ask(apprentice, "vol-90ff11 is slow", schemas)?.arguments).toEqual({ volume: "vol-90ff11" });
});

test("descriptions give kinds in several ways", () => {
  expect(kindsDescribed("Instance id, vm-…")).toEqual(["id vm-"]);
  expect(kindsDescribed("ID der Instanz (z. B. srv-0a17)")).toEqual(["id srv-"]);
  expect(kindsDescribed("Host or service, lb-... or vip-<id>")).toEqual(["id lb-", "id vip-"]);
  expect(kindsDescribed("Namespace, or kube-system for nodes")).toEqual([]);
});

test("an argument of many kinds takes new ones; one of a single kind does not", () => {
  const values = (given: readonly string[]) => new Map(given.map((value) => [value, { value }]));
  const takenBy = (given: readonly string[]) => {
    const kinds = new Map<string, number>();
    for (const value of given) kinds.set(kindOf(value), (kinds.get(kindOf(value)) ?? 0) + 1);
    return { name: "x", kinds, count: given.length, values: values(given) };
  };
  const hosts = takenBy(["web-1", "orders-db-2", "api.example.org", "cache-main", "10.0.0.7", "mail-2"]);
  expect(fits("queue-7", hosts, new Map())).toBe(true);
  expect(fits("Now I", hosts, new Map())).toBe(false);
  const boxes = takenBy(["vm-1a", "vm-2b", "vm-3c", "vm-4d", "vm-5e", "vm-6f"]);
  expect(fits("vm-9z", boxes, new Map())).toBe(true);
  expect(fits("lb-9a", boxes, new Map())).toBe(false);
  expect(fits("ash-2", boxes, new Map())).toBe(false);
});

test("whatever a customer writes, an argument has a kind seen for it or declared by its tool", () => {
  const apprentice = taught();
  const piece = fc.oneof(
    fc.constantFrom(
      "vm-1f",
      "lb-7c2e",
      "pg-crm",
      "npay-live",
      "PERMISSION_DENIED",
      "Now I",
      "objects.read",
      "12",
      "a@b.org",
    ),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
      const call = ask(apprentice, pieces.join(" "));
      const kinds: Record<string, string[]> = {
        load_balancer: ["id lb-"],
        instance: ["id pg-"],
        action: ["id ."],
      };
      for (const [name, value] of Object.entries(call?.arguments ?? {}))
        expect(kinds[name]).toContain(kindOf(value));
    }),
    { numRuns: 60 },
  );
});
