/** Which words of a ticket name a thing: not a time, not a piece of a code, not a word all customers use; a stated value before the usual one. */
import { expect, test } from "vitest";
import { proposeArguments } from "../engine";
import { type Apprentice, newApprentice } from "../state";
import { eventOf, learnLookUp, ticketOf } from "../testing/environment";
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
  projects.forEach((project, place) => {
    const region = regions[place] ?? "nor-1";
    const where = region === "nor-1" ? "" : ` in ${region}`;
    const learn = (tool: string, given: Record<string, unknown>, ask: string, ticket: number) =>
      learnLookUp(apprentice, tool, given, ask, ticket, {
        id: `customer ${ticket}`,
        name: "Ann Lee",
        company: null,
      });
    learn("get_quota", { region, project }, `How much quota has ${project} left${where}?`, place + 1);
    learn("get_vm", { instance: `vm-${place}a1c` }, `vm-${place}a1c is down since the morning.`, place + 101);
    const prompt = `After the two-factor prompt lb-${place}c4 logs us out.`;
    learn("get_lb", { lb: `lb-${place}c4` }, prompt, place + 201);
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

/** A desk whose quotas are those of one region, unless another is told; with `isShared`, mirrors are of such regions too. */
function usualRegion(isShared: boolean) {
  const further = "tally-web pxf-render sbh-data wh-portal qh-route lane-site".split(" ");
  const learnt = newApprentice();
  [...projects, ...further].forEach((project, place) => {
    const told = ["sgp-1", "ash-2", "fra-1"][place];
    const elsewhere = ["sgp-1", "ash-2", "fra-1"][place % 3] ?? "";
    const customer = { id: `customer ${place}`, name: "Ann Lee", company: null };
    const asked = `How much quota has ${project} left${told ? ` in ${told}` : ""}?`;
    learnLookUp(learnt, "get_quota", { region: told ?? "nor-1", project }, asked, place + 1, customer);
    if (isShared)
      learnLookUp(
        learnt,
        "get_mirror",
        { origin: elsewhere },
        `The mirror of ${elsewhere} is old.`,
        place + 101,
        customer,
      );
  });
  return (body: string) =>
    proposeArguments(learnt, ticketOf(999, [eventOf("customer_message", { body })]), "get_quota");
}

test("a value of a kind that only this argument takes is meant wherever it was told, however usual another is", () => {
  const filled = usualRegion(false);
  expect(filled("How much quota has falk-prod left in fra-2?")).toMatchObject({ region: "fra-2" });
  expect(filled("How much quota has falk-prod left?")).toMatchObject({ region: "nor-1" });
});

test("a value of a kind that several arguments take may be another's: the usual one stays", () => {
  const filled = usualRegion(true);
  expect(filled("The mirror of fra-2 is old. How much quota has falk-prod left?")).toMatchObject({
    region: "nor-1",
  });
});

test.each([
  ["---------- Forwarded message ---------", "From: Ann <ann@x.example>\nDate: 3 Nov 2026\nSubject: alert"],
  [
    "---------- Weitergeleitete Nachricht ---------",
    "Von: Ann <ann@x.example>\nDatum: 3. Nov. 2026\nBetreff: alert",
  ],
])("what is written above a forwarded mail was said after it: %s", (mark, head) => {
  const forwarded = `${mark}\n${head}\n\nvm-31ac77 is down since the morning.`;
  expect(filled("get_vm", `Again, this time vm-77be01.\n\n${forwarded}`)).toEqual({ instance: "vm-77be01" });
  expect(filled("get_vm", `Please have a look.\n\n${forwarded}`)).toEqual({ instance: "vm-31ac77" });
});

/** A desk that speaks of what its customers call by joined words; each cluster has a name of many parts, and a namespace. */
function clusterDesk(): Apprentice {
  const desk = newApprentice();
  const names = ["orders", "search", "billing", "live", "images", "reports", "mail", "events"];
  names.forEach((namespace, place) => {
    const customer = { id: `customer ${place}`, name: "Ann Lee", company: null };
    const cluster = `k8s-shop${place}-prod`;
    const ask = `Pods in namespace ${namespace} of ${cluster} crash.`;
    learnLookUp(desk, "get_events", { cluster, namespace }, ask, place + 1, customer);
    const node = `A node of k8s-mill${place}-test is not ready.`;
    const nodes = { cluster: `k8s-mill${place}-test`, namespace: "kube-system" };
    learnLookUp(desk, "get_events", nodes, node, place + 101, customer);
    const project = projects[place] ?? "";
    learnLookUp(desk, "get_quota", { project }, `How much quota has ${project}?`, place + 201, customer);
    learnCase(desk, {
      closedAt: place,
      ...ticketOf(place + 301, [
        eventOf("customer_message", { body: "My phone is gone." }),
        eventOf("analyst_reply", { body: "Please use two codes, or another factor." }),
      ]),
      customer,
    });
  });
  return desk;
}

const desk = clusterDesk();
const call = (tool: string, body: string) =>
  proposeArguments(desk, ticketOf(999, [eventOf("customer_message", { body })]), tool);

test.each([
  ["a part of the cluster's name is no namespace", "Pods crash: k8s-mossgate-live.", "kube-system"],
  [
    "one that is told goes before the usual one",
    "k8s-mossgate-live: pods in sessions and orders crash.",
    "orders",
  ],
  ["what goes by its own name too", "Pods in namespace sessions of k8s-mossgate-live crash.", "sessions"],
])("%s", (_, body, namespace) => {
  expect(call("get_events", body)).toEqual({ cluster: "k8s-mossgate-live", namespace });
});

test.each([
  ["words of the desk, joined, are no project", "How much quota? The two-factor codes are gone.", undefined],
  ["one of them is enough for a name", "How much quota has two-mills?", "two-mills"],
])("%s", (_, body, project) => {
  expect(call("get_quota", body)).toEqual(project ? { project } : {});
});

test.each([
  ["https://console.example/projects/tide-prod/quotas?tab=use", "tide-prod"],
  ["https://console.example/quotas?project=tide-prod&tab=use", "tide-prod"],
  ["https://console.example/quotas/tide-prod/use", undefined],
])("what a link names by the word of an argument is one: %s", (link, project) => {
  expect(call("get_quota", `How much quota is left? See ${link} please.`)).toEqual(
    project ? { project } : {},
  );
});

test("what a customer is called does not hide what a machine calls alike", () => {
  const asked = [eventOf("customer_message", { body: "How much quota has kw-tide?" })];
  const customer = { id: "kw", name: "KW Tide", company: null };
  expect(proposeArguments(desk, { ...ticketOf(999, asked), customer }, "get_quota")).toEqual({
    project: "kw-tide",
  });
});

test("what joins a name to a number is taken apart where no value ever was so joined", () => {
  const learnt = newApprentice();
  const targets = "pg-fjl-stage vm-7eb43a vm-646893 vm-f4b872 192.0.2.130 vm-93d89f pg-orchard-q".split(" ");
  targets.forEach((target, place) => {
    const [source, port] = [`vm-${place}a1c`, 5430 + place];
    const ask = `${source} cannot connect to ${target} on port ${port} (timeout, no refusal).`;
    learnLookUp(learnt, "check_path", { port, source, target }, ask, place + 1);
    learnLookUp(learnt, "get_db", { db: `pg-${place}-main` }, `pg-${place}-main is slow.`, place + 101);
  });
  const asked = eventOf("customer_message", { body: "vm-77be01 can't reach pg-kelp-main:5432, timeout" });
  expect(proposeArguments(learnt, ticketOf(999, [asked]), "check_path")).toEqual({
    source: "vm-77be01",
    target: "pg-kelp-main",
    port: 5432,
  });
});
