/** A call is no stopgap for a likelier one that lacks a value, unless what the ticket names points to it. */
import { expect, test } from "vitest";
import { propose } from "../engine";
import { dialogueOf } from "../moment";
import { type Apprentice, newApprentice } from "../state";
import { eventOf, learnLookUp, ticketOf } from "../testing/environment";
import { fillArguments } from "./fill";

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
  projects.forEach((project, place) => {
    const region = regions[place % 4] ?? "";
    const quota = `Our quota of ${project} in ${region} is used up.`;
    learnLookUp(apprentice, "get_quota", { region, project }, quota, place + 1);
    const signIn = `Somebody tried to sign in to ${project} at night.`;
    learnLookUp(apprentice, "get_audit", { project }, signIn, place + 101);
    learnLookUp(apprentice, "get_lb", { lb: `lb-${place}c4` }, `lb-${place}c4 answers 502.`, place + 201);
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

test("a likely call says which value it lacks", () => {
  const lacking = (body: string) =>
    propose(apprentice, ticketOf(999, [eventOf("customer_message", { body })])).lacking;
  expect(lacking("It answers 502.")).toMatchObject({ tool: "get_lb", lacks: ["lb"] });
  expect(lacking("lb-77e1 answers 502.")?.tool).not.toBe("get_lb");
});

test("an id that only one tool takes is looked up whatever the words say", () => {
  expect(drafted("Our quota is used up on lb-77e1.")).toBe("get_lb");
});

test("what lacks a value of somebody else keeps back no look-up of the one thing that was named", () => {
  const desk = newApprentice();
  for (let place = 1; place <= 8; place++) {
    const [source, target, lone] = [`vm-${place}a1`, `vm-${place}b2`, `vm-${place}c3`];
    learnLookUp(desk, "check_path", { source, target }, `${source} is down for ${target}`, place);
    learnLookUp(
      desk,
      "check_path",
      { source: target, target: lone },
      `${target} is down for ${lone}`,
      place + 50,
    );
    learnLookUp(desk, "describe_vm", { vm: lone }, `${lone} hangs`, place + 100);
  }
  const call = propose(desk, ticketOf(999, [eventOf("customer_message", { body: "vm-77c1 is down" })])).tool;
  expect(call).toMatchObject({ tool: "describe_vm", arguments: { vm: "vm-77c1" } });
});

test("a customer names in any language what is looked up", () => {
  const desk = newApprentice();
  for (const [place, name] of ["shop", "mail", "docs", "my", "eat", "book", "status", "play"].entries()) {
    const domain = `${name}.acme.example`;
    learnLookUp(desk, "check_dns", { domain }, `${domain} is not found`, place + 1);
  }
  const call = (body: string) => propose(desk, ticketOf(999, [eventOf("customer_message", { body })])).tool;
  expect(call("Bonjour, boutique.morel.test ne répond plus depuis hier soir.")).toMatchObject({
    tool: "check_dns",
    arguments: { domain: "boutique.morel.test" },
  });
  expect(call("Bonjour, rien ne répond plus depuis hier soir.")).toBeNull();
});

test("the identifier that points to the tool least says how far the call does; words and untold values do not", () => {
  const pointing = (tool: string, body: string) =>
    fillArguments(
      apprentice.callArguments,
      tool,
      dialogueOf(apprentice, ticketOf(999, [eventOf("customer_message", { body })])),
    ).specificity;
  expect(pointing("get_lb", "Our quota is used up on lb-77e1.")).toBe(1);
  expect(pointing("get_quota", "Our quota of npay-web in fra-1 is used up."), "two tools take projects").toBe(
    0.5,
  );
  expect(pointing("get_quota", "Where is the carbon report of falk-prod in fra-1?"), "nobody's project").toBe(
    0,
  );
  const worded = newApprentice();
  for (const [place, room] of ["Aurora", "Borealis", "Cumulus", "Draco"].entries())
    learnLookUp(worded, "find_room", { room }, `The screen in ${room} is dark.`, place + 1);
  const aurora = ticketOf(999, [eventOf("customer_message", { body: "Who may book Aurora?" })]);
  expect(fillArguments(worded.callArguments, "find_room", dialogueOf(worded, aurora)).specificity).toBe(0);
});

test("what is named points to no call of which nobody said what is asked", () => {
  const desk = newApprentice();
  const kinds = ["vCPU", "GPU", "vCPU", "SSD"];
  projects.forEach((project, place) => {
    const [region, resource] = [regions[place % 4], kinds[place % 4]];
    const told = `The ${resource} quota of ${project} in ${region} is used up.`;
    learnLookUp(desk, "get_quota", { region, project, resource }, told, place + 1);
    const untold = `Our quota of ${project} in ${region} is used up.`;
    learnLookUp(desk, "get_quota", { region, project, resource: "vCPU" }, untold, place + 101);
  });
  const call = (body: string) => propose(desk, ticketOf(999, [eventOf("customer_message", { body })])).tool;
  expect(call("Writes of kw-archive in ash-2 hang.")?.specificity ?? 0).toBe(0);
  expect(call("GPU machines of kw-archive in ash-2 do not start.")?.specificity).toBe(1);
  expect(call("Our quota of kw-archive in ash-2 is used up.")?.arguments).toEqual({
    region: "ash-2",
    project: "kw-archive",
    resource: "vCPU",
  });
});

test("a tool that cannot be called and is about something else takes nothing from a name that points to another", () => {
  const desk = newApprentice();
  for (let place = 1; place <= 12; place++) {
    const [source, target, lone] = [`vm-${place}a1`, `vm-${place}b2`, `vm-${place}c3`];
    learnLookUp(desk, "check_path", { source, target }, `no route from ${source} to ${target}`, place);
    learnLookUp(desk, "describe_vm", { vm: lone }, `${lone} hangs`, place + 100);
    learnLookUp(desk, "get_lb", { lb: `lb-${place}c4` }, `lb-${place}c4 answers 502`, place + 200);
  }
  const call = (body: string) => propose(desk, ticketOf(999, [eventOf("customer_message", { body })])).tool;
  expect(call("our build box (vm-77c1) froze right after lunch")).toMatchObject({
    tool: "describe_vm",
    specificity: 1,
  });
  expect(call("no route from vm-77c1")?.specificity ?? 0).toBeLessThan(0.5);
});
