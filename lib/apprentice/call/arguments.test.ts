/** Arguments of calls: whole identifiers of the ticket at hand, each in its own place, never another ticket's. */
import { expect, test } from "vitest";
import { propose } from "../engine";
import type { CaseEvent, ClosedCase } from "../model";
import { newApprentice } from "../state";
import { learnCase } from "../training";

let id = 0;
function event(kind: CaseEvent["kind"], body: string, call?: Partial<CaseEvent>): CaseEvent {
  id++;
  return { id, kind, at: id * 60_000, actorId: kind === "customer_message" ? null : "ann", body, ...call };
}

function pathCase(ticketId: number, source: string, destination: string, words: string): ClosedCase {
  const asked = { tool: "check_path", arguments: { source, destination } };
  return {
    ticketId,
    subject: "No connection",
    queue: null,
    assigneeId: "ann",
    customer: null,
    closedAt: ticketId * 3_600_000,
    events: [
      event("customer_message", words.replace("SOURCE", source).replace("DESTINATION", destination)),
      event("tool_call", "", asked),
      event("tool_result", "", { tool: "check_path", result: { open: "no" } }),
      event("analyst_reply", "Hello, the firewall drops it."),
    ],
  };
}

const wordings = [
  "Our server SOURCE cannot reach DESTINATION since noon, connection timed out.",
  "Hello, from SOURCE no connection to DESTINATION is possible. Nothing was changed.",
  "SOURCE gets time-outs to DESTINATION. Please look at the path.",
];

function trained() {
  const apprentice = newApprentice();
  for (let ticket = 1; ticket <= 12; ticket++) {
    const words = wordings[ticket % wordings.length] ?? "";
    learnCase(apprentice, pathCase(ticket, `vm-${ticket}c9`, `pg-shop-${ticket}`, words));
  }
  return apprentice;
}

test("identifiers are taken whole, and two arguments do not share one", () => {
  const { events, ...about } = pathCase(
    99,
    "vm-77f0",
    "pg-crm-main",
    "Hi, SOURCE no longer reaches DESTINATION. Help.",
  );
  const { tool } = propose(trained(), { ...about, events: events.slice(0, 1) });
  expect(tool?.arguments).toEqual({ source: "vm-77f0", destination: "pg-crm-main" });
});

test("an identifier of another ticket is never filled in", () => {
  const { events: _, ...about } = pathCase(99, "", "", "");
  const events = [event("customer_message", "Our server cannot reach the database since noon.")];
  const { tool } = propose(trained(), { ...about, events });
  expect(JSON.stringify(tool?.arguments ?? {})).not.toMatch(/vm-|pg-/);
});

test("nested values are of this ticket, and what one tool found is asked of the next", () => {
  const told = (ticketId: number, region: string, service: string): ClosedCase => ({
    ticketId,
    subject: "Slow",
    queue: null,
    assigneeId: "ann",
    customer: null,
    closedAt: ticketId * 3_600_000,
    events: [
      event("customer_message", `${service} in ${region} is slow`),
      event("tool_call", "", {
        tool: "metrics",
        arguments: { query: { labels: { service, region } }, step: 60, levels: ["WARN", "ERROR"] },
      }),
      event("tool_result", "", { tool: "metrics", result: { worst: `ip-10-${ticketId}-7` } }),
      event("tool_call", "", { tool: "logs", arguments: { host: `ip-10-${ticketId}-7` } }),
      event("tool_result", "", { tool: "logs", result: { lines: 3 } }),
    ],
  });
  const apprentice = newApprentice();
  for (let ticket = 1; ticket <= 16; ticket++)
    learnCase(apprentice, told(ticket, `eu-west-${ticket % 3}`, `svc-${ticket % 5}a`));
  const { events, ...about } = told(99, "ap-south-9", "svc-77z");
  const first = propose(apprentice, { ...about, events: events.slice(0, 1) });
  expect(first.tool?.arguments).toEqual({
    query: { labels: { service: "svc-77z", region: "ap-south-9" } },
    step: 60,
    levels: ["WARN", "ERROR"],
  });
  const second = propose(apprentice, { ...about, events: events.slice(0, 3) });
  expect(second.tool).toMatchObject({ tool: "logs", arguments: { host: "ip-10-99-7" } });
});

test("identifiers end where a script without spaces begins; links are taken whole", () => {
  const told = (ticketId: number, host: string): ClosedCase => ({
    ...pathCase(ticketId, "", "", ""),
    events: [
      event("customer_message", `实例${host}无法登录，见https://idp.${host}.cn/meta。`),
      event("tool_call", "", { tool: "look", arguments: { host, url: `https://idp.${host}.cn/meta` } }),
    ],
  });
  const apprentice = newApprentice();
  for (let ticket = 1; ticket <= 12; ticket++) learnCase(apprentice, told(ticket, `i-bp${ticket}c7`));
  const { events, ...about } = told(99, "i-bp88f0");
  const { tool } = propose(apprentice, { ...about, events: events.slice(0, 1) });
  expect(tool?.arguments).toEqual({ host: "i-bp88f0", url: "https://idp.i-bp88f0.cn/meta" });
});

test("an argument may have any name", () => {
  const told = (ticketId: number): ClosedCase => ({
    ...pathCase(ticketId, "", "", ""),
    events: [
      event("customer_message", `look at vm-${ticketId}`),
      event("tool_call", "", { tool: "look", arguments: { "id(": `vm-${ticketId}`, "*": 1, "": true } }),
    ],
  });
  const apprentice = newApprentice();
  for (let ticket = 1; ticket <= 8; ticket++) learnCase(apprentice, told(ticket));
  const { events, ...about } = told(99);
  const { tool } = propose(apprentice, { ...about, events: events.slice(0, 1) });
  expect(tool?.arguments).toEqual({ "id(": "vm-99", "*": 1, "": true });
});

test("an address with its port gives both", () => {
  const apprentice = newApprentice();
  for (let ticket = 1; ticket <= 12; ticket++) {
    const [source, destination, port] = [`vm-${ticket}c9`, `10.0.${ticket}.7`, 5000 + ticket];
    const { events, ...about } = pathCase(ticket, source, destination, "");
    learnCase(apprentice, {
      ...about,
      events: [
        event("customer_message", `${source} does not reach ${destination} on port ${port}.`),
        event("tool_call", "", { tool: "check_path", arguments: { source, destination, port } }),
        ...events.slice(2),
      ],
    });
  }
  const call = (body: string) => {
    const { events: _, ...about } = pathCase(99, "", "", "");
    return propose(apprentice, { ...about, events: [event("customer_message", body)] }).tool?.arguments;
  };
  const told = { source: "vm-77f0", destination: "10.9.8.7", port: 6432 };
  expect(call("vm-77f0 does not reach 10.9.8.7:6432.")).toEqual(told);
  expect(call("vm-77f0 does not reach 10.9.8.7 on port 6432.")).toEqual(told);
});
