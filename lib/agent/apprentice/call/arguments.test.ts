/** Arguments of calls: whole identifiers of the ticket at hand, each in its own place, never another ticket's. */
import { expect, test } from "vitest";
import { learnCase, propose } from "../engine";
import type { CaseEvent, ClosedCase } from "../model";
import { newApprentice } from "../state";

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

function taught() {
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
  const { tool } = propose(taught(), { ...about, events: events.slice(0, 1) });
  expect(tool?.arguments).toEqual({ source: "vm-77f0", destination: "pg-crm-main" });
});

test("an identifier of another ticket is never filled in", () => {
  const { events: _, ...about } = pathCase(99, "", "", "");
  const events = [event("customer_message", "Our server cannot reach the database since noon.")];
  const { tool } = propose(taught(), { ...about, events });
  expect(JSON.stringify(tool?.arguments ?? {})).not.toMatch(/vm-|pg-/);
});
