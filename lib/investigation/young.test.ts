/** A desk that has closed few cases claims no more than they bear out. */
import { expect, test } from "vitest";
import { assess } from "./assess";
import { learnCauses } from "./causes";
import type { Example } from "./groups";

type Result = Record<string, unknown>;

const told = {
  lag: "Hello, the replica is ⟨replica_lag⟩ seconds behind; a long query holds it back.",
  full: "Hello, the disk is ⟨disk_used⟩ percent full and cannot be written to, please enlarge it.",
  grown: "Hello, the item that grew is the largest one; you see it by day under usage.",
  twice: "You are right and I apologise: it was charged twice and the refund has begun.",
  busy: "Hello, ⟨connections⟩ of ⟨max_connections⟩ connections are in use, please connect through the pooler.",
};
let ticketId = 0;
function example(result: Result, reply: string): Example {
  const values = new Map(Object.entries(result).map(([name, value]) => [name, String(value)]));
  const text = reply.replaceAll(/⟨(\w+)⟩/gu, (_, name: string) => String(result[name]));
  return { ticketId: ++ticketId, result, reply: text, values };
}

function look(examples: readonly Example[], result: Result) {
  const causes = learnCauses(examples);
  return assess({
    lookedUp: [{ tool: "check", eventId: 7, result, objection: null, values: new Map() }],
    planned: [],
    causesOf: () => causes,
    quiet: new Set(["healthy"]),
  });
}

type Database = [connections: number, limit: number, used: number, lag: number, verdict?: string];
const database = ([connections, limit, used, lag, verdict]: Database): Result => ({
  connections,
  max_connections: limit,
  disk_used: used,
  replica_lag: lag,
  ...(verdict && { verdict }),
});
const databases = (reply: string, ...all: Database[]) => all.map((one) => example(database(one), reply));

test("a figure met twice with a fault, and told of it, is none where nothing is unusual", () => {
  const few = [
    ...databases(told.lag, [160, 400, 47, 806, "lagging"], [29, 100, 61, 1344, "lagging"]),
    ...databases(told.busy, [397, 400, 41, 0, "exhausted"], [397, 400, 55, 0, "exhausted"]),
    ...databases(told.full, [61, 200, 97, 0, "full"], [160, 400, 97, 0, "full"]),
  ];
  expect(look(few, database([198, 200, 61, 0])).outcome).toBe("unresolved");
  expect(look(few, database([70, 200, 55, 0])).outcome).toBe("no_fault");
});

test("where something that is measured speaks for a fault, nothing is not claimed beside it", () => {
  const few = [
    ...databases(told.busy, [99, 100, 31, 0, "exhausted"], [397, 400, 41, 0, "exhausted"]),
    ...databases(told.busy, [197, 200, 60, 0, "exhausted"]),
    ...databases(told.lag, [160, 400, 43, 2051, "lagging"], [40, 100, 58, 445, "lagging"]),
    ...databases(told.lag, [80, 200, 48, 721, "lagging"]),
    ...databases(told.full, [160, 400, 97, 0, "full"]),
  ];
  expect(look(few, database([80, 200, 52, 1760, "healthy"])).outcome).not.toBe("no_fault");
});

const invoice = (of: Result): Result => ({ refund: null, amount: 612, ...of });

test("that another cause's sign is missing is no sign of the one that is left", () => {
  const few = [
    ...[1, 2, 3].map((n) => example(invoice({ amount: 600 + 90 * n, item: `egress ${n}` }), told.grown)),
    ...[1, 2].map((n) => example(invoice({ refund: 400 + n, amount: 400 + n }), told.twice)),
  ];
  const made = look(few, invoice({ amount: 87, verdict: "payment_refused" }));
  expect(made.outcome).toBe("unresolved");
});

test("a cause met once is not believed where the tool calls it something else", () => {
  const few = [
    example(invoice({ verdict: "usage_growth", status: "open" }), told.grown),
    ...[1, 2].map((n) =>
      example(invoice({ verdict: "charged_twice", status: "paid", refund: 400 + n }), told.twice),
    ),
  ];
  expect(look(few, invoice({ verdict: "as_usual", status: "open" })).outcome).toBe("unresolved");
});

test("what varies with a cause refutes it by no name of another's, where it has a sign of its own", () => {
  const event = (reason: string, object: string, count: number): Result => ({ reason, object, count });
  const killed = "Hello, it was killed for its memory, please raise the limit.";
  const waits = "Hello, it finds no node with room, please add one.";
  const seen = [
    ...["api", "api", "search", "api", "api"].map((name, n) =>
      example(event("killed", `deployment/${name}`, n), killed),
    ),
    ...["worker", "worker", "mail", "worker"].map((name, n) =>
      example(event("unscheduled", `deployment/${name}`, n), waits),
    ),
  ];
  const made = look(seen, event("killed", "deployment/worker", 9));
  expect(made).toMatchObject({ outcome: "finding", text: expect.stringContaining("killed") });
});
