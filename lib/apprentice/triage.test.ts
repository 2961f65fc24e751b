/** Triage learns from whatever field the desk files by, and from what is going on just now. */
import { expect, test } from "vitest";
import type { Case, ClosedCase, TriageField } from "./model";
import { learnTriage, newTriageModel, proposeTriage } from "./triage";

const minute = 60_000;

function greeting(ticketId: number, at: number): Case {
  const event = { id: ticketId, kind: "customer_message" as const, at, actorId: null, body: "Hello there" };
  return { ticketId, subject: "", queue: null, assigneeId: null, customer: null, events: [event] };
}

/** Tickets that say nothing at first come in waves: twenty of one kind, then twenty of the next. */
function learnt(field: TriageField) {
  const model = newTriageModel();
  let draws = 0;
  const random = () => (draws++ % 97) / 97;
  for (let index = 0; index < 400; index++) {
    const wave = Math.floor(index / 20);
    const at = wave * 600 * minute + index * minute;
    const closed: ClosedCase = {
      ...greeting(index, at),
      closedAt: at + minute,
      triage: { [field]: wave % 2 ? "b" : "a" },
    };
    learnTriage(model, closed, random);
  }
  return model;
}

test.for<TriageField>(["queue", "category", "service"])(
  "where a greeting says nothing, the %s in season comes first",
  (field) => {
    const model = learnt(field);
    const wave = 20;
    const start = wave * 600 * minute + 400 * minute;
    const closed = { ...greeting(500, start), closedAt: start + minute, triage: { [field]: "a" } };
    learnTriage(model, closed, () => 0.5);
    const next = proposeTriage(model, greeting(501, start + 2 * minute));
    expect(next[field]?.[0]?.value).toBe("a");
    expect(next[field]?.[0]?.confidence).toBeGreaterThan(0.7);
  },
);
