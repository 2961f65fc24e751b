/** A value of one kind never fills an argument of another: by the shapes seen, by what the tool declares, by who owns a kind. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { propose, proposeArguments } from "../engine";
import { type Apprentice, newApprentice } from "../state";
import { eventOf, learnLookUp, ticketOf } from "../testing/environment";
import type { ToolSchemas } from "./fits";
import { kindOf } from "./kinds";

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

function trained(): Apprentice {
  const apprentice = newApprentice();
  for (let ticket = 1; ticket <= 8; ticket++) {
    learnLookUp(
      apprentice,
      "get_balancer",
      { load_balancer: `lb-${ticket}a9e` },
      `lb-${ticket}a9e answers 502 again`,
      ticket,
    );
    learnLookUp(
      apprentice,
      "get_database",
      { instance: `pg-shop-${ticket}` },
      `pg-shop-${ticket} is slow today`,
      100 + ticket,
    );
    learnLookUp(
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
  const call = ask(trained(), body);
  if (call?.tool === tool) expect(JSON.stringify(call.arguments[argument] ?? null)).toBe("null");
});

test("the tool whose kind was named is asked, from the first message on", () => {
  expect(ask(trained(), "lb-a94e is slow today")).toMatchObject({
    tool: "get_balancer",
    arguments: { load_balancer: "lb-a94e" },
  });
  expect(ask(trained(), "Our page answers 502, behind it is pg-bcl-exam")).toMatchObject({
    tool: "get_database",
    arguments: { instance: "pg-bcl-exam" },
  });
});

test("what a tool describes decides from the first call on", () => {
  const apprentice = newApprentice();
  learnLookUp(apprentice, "get_volume", { volume: "vol-77ae02" }, "vol-77ae02 is slow", 1);
  expect(ask(apprentice, "vm-4f7710 is slow", schemas)?.arguments.volume).toBeUndefined();
  expect(ask(apprentice, "vol-90ff11 is slow", schemas)?.arguments).toEqual({ volume: "vol-90ff11" });
});

test("whatever a customer writes, an argument has a kind seen for it or declared by its tool", () => {
  const apprentice = trained();
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

test("two arguments that never named one thing are not given the same one", () => {
  const apprentice = newApprentice();
  for (let ticket = 1; ticket <= 8; ticket++) {
    const [source, target] = [`vm-${ticket}a1`, `vm-${ticket}b2`];
    const said = `${source} cannot reach ${target} any more`;
    learnLookUp(apprentice, "check_path", { source, target }, said, ticket);
  }
  const call = ask(apprentice, "vm-77c1 cannot reach the internet any more");
  expect(call?.arguments.source === "vm-77c1" && call.arguments.target === "vm-77c1").toBe(false);
  expect(ask(apprentice, "vm-77c1 cannot reach vm-88d2 any more")?.arguments).toEqual({
    source: "vm-77c1",
    target: "vm-88d2",
  });
});

test("one of the few values of another argument is that argument's", () => {
  const apprentice = newApprentice();
  const regions = ["fra-1", "nor-1", "ash-2"];
  for (let ticket = 1; ticket <= 9; ticket++) {
    const project = `${"abcdefghi"[ticket - 1]}k-site`;
    const region = regions[ticket % 3] ?? "";
    learnLookUp(
      apprentice,
      "get_quota",
      { project, region },
      `How much is left of ${project} in ${region}?`,
      ticket,
    );
  }
  expect(ask(apprentice, "How much is left in fra-1?")?.arguments.project).not.toBe("fra-1");
});

test("a tool left over when the likely ones have no value is a guess, and told as one", () => {
  const apprentice = trained();
  for (let ticket = 1; ticket <= 2; ticket++)
    learnLookUp(
      apprentice,
      "get_bucket",
      { bucket: `b${ticket}-logs` },
      `b${ticket}-logs is full again`,
      500 + ticket,
    );
  const call = ask(apprentice, "The fan of r17-c2 answers slow today again");
  if (call?.tool === "get_bucket") expect(call.probability).toBeLessThan(0.5);
});

test("an address of the web names no thing that was only ever given by its name", () => {
  const apprentice = newApprentice();
  const buckets = ["acme-logs", "falk-media", "backups", "nightly", "shop-images", "raw"];
  buckets.forEach((bucket, place) => {
    learnLookUp(
      apprentice,
      "get_bucket_policy",
      { bucket },
      `bucket ${bucket} answers 403 since noon`,
      place + 1,
    );
  });
  const call = (body: string) =>
    propose(apprentice, ticketOf(99, [eventOf("customer_message", { body })])).tool?.arguments ?? null;
  expect(call("bucket invoices answers 403 since noon")).toEqual({ bucket: "invoices" });
  expect(call("answers 403 since noon: https://evil.example/verify")).not.toEqual({
    bucket: "https://evil.example/verify",
  });
});

test("what the text calls by another argument's name is that argument's", () => {
  const apprentice = newApprentice();
  for (const [place, name] of ["acme-logs", "falk-media", "kw-raw", "nd-raw", "ot-web", "pl-web"].entries()) {
    learnLookUp(apprentice, "get_bucket", { bucket: `b-${name}` }, `Bucket b-${name} is gone.`, place + 1);
    learnLookUp(
      apprentice,
      "get_roles",
      { project: `${name}-prj` },
      `The roles of ${name}-prj are missing.`,
      place + 101,
    );
  }
  const roles = (body: string) => {
    const of = ticketOf(99, [eventOf("customer_message", { body })]);
    return proposeArguments(apprentice, of, "get_roles");
  };
  expect(roles("The roles of zz-prod are missing.")).toEqual({ project: "zz-prod" });
  expect(roles("The roles of bucket zz-prod are missing.")).toEqual({});
  expect(roles("The roles of project zz-prod are missing.")).toEqual({ project: "zz-prod" });
});

test("where the likeliest value is another argument's, the call is left to the other steps and nothing is guessed", () => {
  const apprentice = newApprentice();
  const projects = ["acme", "falk-prod", "grainbox", "nd-live", "lumen", "pl-web", "northpay", "kw-core"];
  for (const [place, project] of projects.entries()) {
    learnLookUp(
      apprentice,
      "get_bucket",
      { bucket: `b-${project}` },
      `Bucket b-${project} is gone.`,
      place + 1,
    );
    const ask = `We get PERMISSION_DENIED for secrets in project ${project} since noon.`;
    learnLookUp(apprentice, "get_roles", { project }, ask, place + 101);
  }
  const body = "We get PERMISSION_DENIED on bucket zz-media since noon.";
  const of = ticketOf(99, [eventOf("customer_message", { body })]);
  expect(proposeArguments(apprentice, of, "get_roles")).toEqual({});
});
