/** A call is no stopgap for a likelier one that lacks a value, unless what the ticket names points to it. */
import { expect, test } from "vitest";
import { propose } from "../engine";
import { type Apprentice, newApprentice } from "../state";
import { eventOf, ticketOf } from "../testing/environment";
import { learnCase } from "../training";

const projects = [
  "acme-shop",
  "fjl-web",
  "grainbox-live",
  "kw-archive",
  "lmh-live",
  "moss-live",
  "npay-core",
  "bcl-exam",
];
const regions = ["nor-1", "sgp-1", "ash-2", "fra-1"];

function trained(): Apprentice {
  const apprentice = newApprentice();
  const learn = (ticket: number, ask: string, tool: string, given: Record<string, unknown>) => {
    const events = [
      eventOf("customer_message", { body: ask }),
      eventOf("tool_call", { tool, arguments: given }),
      eventOf("tool_result", { tool, result: { ok: true } }),
      eventOf("analyst_reply", { body: "Thank you, it is on its way." }),
    ];
    learnCase(apprentice, { ...ticketOf(ticket, events), closedAt: ticket * 3_600_000 });
  };
  projects.forEach((project, place) => {
    const region = regions[place % 4] ?? "";
    learn(place + 1, `Our quota of ${project} in ${region} is used up.`, "get_quota", { region, project });
    learn(place + 101, `Somebody tried to sign in to ${project} at night.`, "get_audit", { project });
    learn(place + 201, `lb-${place}c4 answers 502.`, "get_lb", { lb: `lb-${place}c4` });
  });
  return apprentice;
}

const apprentice = trained();
const drafted = (body: string) =>
  propose(apprentice, ticketOf(999, [eventOf("customer_message", { body })])).tool?.tool;

test("what a likelier call lacks is asked for; nothing else is looked up meanwhile", () => {
  expect(drafted("Our quota of falk-prod in ash-2 is used up.")).toBe("get_quota");
  expect(drafted("Our quota of falk-prod is used up.")).toBeUndefined();
});

test("an id that only one tool takes is looked up whatever the words say", () => {
  expect(drafted("Our quota is used up on lb-77e1.")).toBe("get_lb");
});
