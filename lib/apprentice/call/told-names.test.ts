/** Which words of a ticket name a thing: not a time, not a piece of a code, not a word all customers use; a stated value before the usual one. */
import { expect, test } from "vitest";
import { proposeArguments } from "../engine";
import { type Apprentice, newApprentice } from "../state";
import { eventOf, ticketOf } from "../testing/environment";
import { learnCase } from "../training";

const projects = [
  "acme-shop",
  "fjl-web",
  "grainbox",
  "kw-archive",
  "lmh-live",
  "moss-live",
  "npay-core",
  "bcl-exam",
];
const regions = ["nor-1", "nor-1", "nor-1", "sgp-1", "nor-1", "ash-1", "nor-1", "nor-1"];

function trained(): Apprentice {
  const apprentice = newApprentice();
  const learn = (ticket: number, ask: string, tool: string, given: Record<string, unknown>) => {
    const events = [
      eventOf("customer_message", { body: ask }),
      eventOf("tool_call", { tool, arguments: given }),
      eventOf("tool_result", { tool, result: { ok: true } }),
      eventOf("analyst_reply", { body: "Thank you, it is on its way." }),
    ];
    const customer = { id: `customer ${ticket}`, name: "Ann Lee", company: null };
    learnCase(apprentice, { ...ticketOf(ticket, events), customer, closedAt: ticket * 3_600_000 });
  };
  projects.forEach((project, place) => {
    const region = regions[place] ?? "nor-1";
    const where = region === "nor-1" ? "" : ` in ${region}`;
    learn(place + 1, `How much quota has ${project} left${where}?`, "get_quota", { region, project });
    learn(place + 101, `vm-${place}a1c is down since the morning.`, "get_vm", { instance: `vm-${place}a1c` });
    learn(place + 201, `After the two-factor prompt lb-${place}c4 logs us out.`, "get_lb", {
      lb: `lb-${place}c4`,
    });
  });
  return apprentice;
}

const apprentice = trained();
const filled = (tool: string, body: string, subject = "") =>
  proposeArguments(apprentice, ticketOf(999, [eventOf("customer_message", { body })], subject), tool);

test.each([
  ["a time of the day", "How much quota is left since 10:12 UTC?"],
  ["a share", "How much quota is left of the 3/4 we had?"],
  ["a piece of a code", "How much quota is left? It says ACCESS_DENIED and QUOTA_LIMIT_HIT."],
  ["the word after the argument's name", "How much quota is left? Where do I find the project id?"],
  ["a word that customers share", "How much quota is left? The two-factor prompt does not tell."],
])("%s is no project", (_, body) => {
  expect(filled("get_quota", body)).not.toHaveProperty("project");
});

test("a project nobody named before is one all the same", () => {
  expect(filled("get_quota", "How much quota has falk-prod left?")).toMatchObject({ project: "falk-prod" });
});

test("a value the ticket states goes before the usual one", () => {
  expect(filled("get_quota", "How much quota has falk-prod left in fra-2?")).toMatchObject({
    region: "fra-2",
  });
  expect(filled("get_quota", "How much quota has falk-prod left?")).toMatchObject({ region: "nor-1" });
});

test("an identifier is found with its port, in a link, at the beginning of a sentence and in the subject alone", () => {
  expect(filled("get_vm", "Nothing answers at vm-77be01:8080 any more.")).toEqual({ instance: "vm-77be01" });
  expect(filled("get_vm", "See https://console.example/compute/vm-77be01?tab=log please.")).toEqual({
    instance: "vm-77be01",
  });
  expect(filled("get_vm", "Vm-77be01 is down, please help.")).toEqual({ instance: "vm-77be01" });
  expect(filled("get_vm", "Please help, see subject.", "vm-31ac77 is down")).toEqual({
    instance: "vm-31ac77",
  });
});
