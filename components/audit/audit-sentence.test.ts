/** Every action the product records has words, and they make sentences. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { AuditEntry } from "#lib/audit/model";
import { verdicts } from "#lib/suggestions/model";
import { eventKinds } from "#lib/tickets/model";
import { actionOptions, auditSentence } from "./audit-sentence";
import { actionWords } from "./audit-words";

const names = { people: { "demo-hannah": "Hannah Weiss" }, queues: { 3: "Billing" } };
const entry: AuditEntry = {
  id: 1,
  at: new Date(0),
  actorKind: "user",
  actorId: "demo-hannah",
  actorName: "Hannah Weiss",
  action: "suggestion.accept",
  entity: "suggestion",
  entityId: "58",
  before: { status: "open" },
  after: { status: "accepted", ticketId: 123, kind: "reply" },
  sequence: null,
  hash: null,
};
const said = (changed: Partial<AuditEntry>) => {
  const { before, thing, after } = auditSentence({ ...entry, ...changed }, names);
  return [before, thing, after].filter(Boolean).join(" ");
};

test("an entry reads as a sentence", () => {
  expect(said({})).toBe("accepted a reply on #123");
  expect(said({ action: "suggestion.hand_over" })).toBe("escalated #123 instead of accepting a reply");
  expect(said({ after: null })).toBe("accepted a proposal on a ticket");
  const ticket = { entity: "ticket", entityId: "9", before: null } as const;
  expect(said({ ...ticket, action: "ticket.assign", after: { assigneeId: "demo-hannah" } })).toBe(
    "assigned #9 to Hannah Weiss",
  );
  expect(said({ ...ticket, action: "ticket.assign", after: { assigneeId: null } })).toBe("unassigned #9");
  expect(said({ ...ticket, action: "ticket.move", after: { status: "on_hold" } })).toBe("set #9 to on hold");
  expect(said({ action: "queue.rename", entity: "queue", entityId: "3", after: null })).toBe(
    "renamed the queue Billing",
  );
  expect(said({ action: "session.create", entity: "user", entityId: "demo-hannah" })).toBe("signed in");
  expect(said({ action: "moon.land", entity: "moon", entityId: "1", after: null })).toBe(
    "did “moon land” on the moon 1",
  );
});

test("what a value says is never taken for a part of the sentence, and keeps its direction to itself", () => {
  const refused = {
    action: "session.refuse",
    entity: "user",
    entityId: "demo-hannah",
    before: null,
  } as const;
  expect(said({ ...refused, after: { reason: "{it} {person} $& $'" } })).toBe(
    "refused a sign-in as Hannah Weiss : {it} {person} $& $'",
  );
  expect(said({ action: "queue.rename", entity: "queue", entityId: "9", after: { name: "דלפק 7" } })).toBe(
    "renamed the queue \u2068דלפק 7\u2069",
  );
});

test("no two entries of the filter are called the same, and one entry finds all that is called so", () => {
  const options = actionOptions([...Object.keys(actionWords), "moon.land"]);
  expect(new Set(options.map(({ label }) => label)).size).toBe(options.length);
  expect(options).toContainEqual({ value: "ticket.assign,ticket.assignment", label: "Assign" });
  expect(options).toContainEqual({ value: "moon.land", label: "moon land" });
  expect(options.flatMap(({ value }) => value.split(",")).sort()).toEqual(
    [...Object.keys(actionWords), "moon.land"].sort(),
  );
});

test("every action that is recorded has words", () => {
  const sources = readdirSync("lib", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/test|bench|demo|agent/.test(name))
    .map((name) => readFileSync(join("lib", name), "utf8"));
  const recorded = sources.flatMap((source) =>
    [...source.matchAll(/\baction(?::|\s*=)[^\n]*/g)].flatMap(([line]) =>
      [...line.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map((found) => found[1] ?? ""),
    ),
  );
  const made = [...verdicts.map((one) => `suggestion.${one}`), ...eventKinds.map((one) => `ticket.${one}`)];
  expect(recorded.length).toBeGreaterThan(30);
  expect([...new Set([...recorded, ...made])].filter((action) => !(action in actionWords))).toEqual([]);
});
