/** A thing that the text calls by the name of one tool's argument points to that tool, in whatever language the rest is. */
import { expect, test } from "vitest";
import { propose } from "../engine";
import { type Apprentice, newApprentice } from "../state";
import { eventOf, learnLookUp, ticketOf } from "../testing/environment";

const names = "acme-shop fjl-web kelp-raw kw-archive lmh-live moss-media npay-core bcl-exam".split(" ");

function trained(): Apprentice {
  const apprentice = newApprentice();
  names.forEach((name, place) => {
    learnLookUp(apprentice, "get_quota", { project: name }, `How much is left in ${name}?`, place + 1);
    learnLookUp(
      apprentice,
      "get_policy",
      { bucket: `${name}-out` },
      `Reads from ${name}-out are refused with 403.`,
      place + 101,
    );
  });
  return apprentice;
}

const apprentice = trained();
const toolOf = (body: string) =>
  propose(apprentice, ticketOf(999, [eventOf("customer_message", { body })])).tool;

test.each([
  "Hola, al leer del bucket tide-fotos nos da un fallo desde ayer.",
  "Seit gestern kommt beim Lesen aus dem Bucket tide-fotos nichts mehr an.",
  "Dzień dobry, od wczoraj bucket: tide-fotos nie odpowiada.",
])("“%s” points to the tool of buckets", (body) => {
  expect(toolOf(body)).toMatchObject({ tool: "get_policy", arguments: { bucket: "tide-fotos" } });
  expect(toolOf(body)?.specificity).toBe(1);
});

test("a name alone, of which both tools take such, does not", () => {
  expect(toolOf("Hola, desde ayer no podemos leer tide-fotos.")?.specificity ?? 0).toBeLessThan(1);
});
