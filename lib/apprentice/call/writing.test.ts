/** What is written as no value of an argument ever was is none: a standard, an illness, a product; by what was seen, not by a list. */
import { expect, test } from "vitest";
import { proposeArguments } from "../engine";
import { newApprentice } from "../state";
import { eventOf, learnLookUp, ticketOf } from "../testing/environment";
import { fits, ownersOf } from "./fits";
import { positionAt } from "./writing";

const nobody = ownersOf([]);

const desks = {
  numbered: ["web-1", "orders-db-2", "cache-3", "mail-2", "search-7", "web-4", "billing-1", "pay-2"],
  projects: ["acme-shop", "fjl-web", "grainbox-x", "kw-archive", "lmh-live", "moss-live", "npay-core", "a-2"],
  words: ["atlas-shop", "falcon-web", "grain-box", "kowal-archive", "moss-live", "newpay-core", "bcl-exam"],
  hosts: ["web-1", "orders-db-2", "api.example.org", "cache-main", "10.0.0.7", "mail-2", "db-eu-1"],
};
const standards = ["COVID-19", "ISO-27001", "GPT-4", "UTF-8", "SHA-256", "Wi-Fi-6", "Windows-11", "PCI-DSS"];
const real = { numbered: "queue-7", projects: "falk-prod", words: "tally-web", hosts: "shop.example.org" };

function trained(values: readonly string[], said: readonly string[] = []) {
  const apprentice = newApprentice();
  values.forEach((name, place) => {
    const ask = `${name} is slow today, please have a look. ${said[place] ?? ""}`;
    const customer = { id: `customer ${place}`, name: "Ann Lee", company: null };
    learnLookUp(apprentice, "get_it", { name }, ask, place + 1, customer);
  });
  return (body: string) =>
    proposeArguments(apprentice, ticketOf(999, [eventOf("customer_message", { body })]), "get_it");
}

const keys = ["numbered", "projects", "words", "hosts"] as const;

test.each(keys)("where things are named as %s, a standard is no name, and a new name is one", (desk) => {
  const filled = trained(desks[desk]);
  for (const standard of standards) {
    expect(filled(`Since ${standard} our service is slow.`)).toEqual({});
    expect(filled(`Nothing works with ${standard} any more.`)).toEqual({});
    const body = `We use ${standard}. Nothing works on ${real[desk]} any more.`;
    expect(filled(body)).toEqual({ name: real[desk] });
  }
});

test("where a name begins a sentence, or everything is shouted, its large letters are not its own", () => {
  const filled = trained(desks.words);
  expect(filled("Help. Tally-web is slow.")).toEqual({ name: "tally-web" });
  expect(filled("TALLY-WEB IS DOWN, PLEASE HELP")).toEqual({ name: "tally-web" });
  expect(positionAt("It is slow: web-1", 12)).toBe("first");
  expect(positionAt("It is web-1", 6)).toBe("within");
});

test("a desk that names things in large letters is taken at its word", () => {
  const filled = trained(["ACME-3", "FALK-12", "MOSS-2", "NPAY-7", "LMH-9", "BCL-4", "KW-2"]);
  expect(filled("Nothing works on TALLY-3 any more.")).toEqual({ name: "TALLY-3" });
});

test("what several customers write and nobody ever looked up is a word of the trade, with a number as well", () => {
  const body = "Our files are not utf-8 any more, and it is slow.";
  expect(trained(desks.numbered)(body)).toEqual({ name: "utf-8" });
  expect(trained(desks.numbered, ["It is utf-8.", "As utf-8."])(body)).toEqual({});
  // What was looked up is a name, whoever shares it.
  const shared = ["Unlike web-4.", "Like web-4.", "As web-4 is."];
  expect(trained(desks.numbered, shared)("Nothing works on web-4.")).toEqual({ name: "web-4" });
});

/** What an argument was given, all of one kind. */
function taken(name: string, kind: string, given: readonly string[]) {
  const values = new Map(given.map((value) => [value, { value }]));
  return { name, kinds: new Map([[kind, given.length]]), count: given.length, values };
}

test("where every value held a number, joined words are none", () => {
  const numbered = ["cache-11", "cache-12", "cache-13", "cache-14", "cache-15", "cache-16"];
  expect(fits("award-winning", taken("cache", "id -", numbered), nobody)).toBe(false);
  expect(fits("cache-207", taken("cache", "id -", numbered), nobody)).toBe(true);
  // Too few to tell, or one of them is words.
  expect(fits("award-winning", taken("cache", "id -", numbered.slice(1)), nobody)).toBe(true);
  expect(fits("orders-api", taken("cache", "id -", [...numbered, "search-index"]), nobody)).toBe(true);
});

test("words of a sentence are no name where every name was one small word", () => {
  const spaces = taken("namespace", "text", ["shop", "billing", "checkout", "web"]);
  for (const words of ["Our CTO", "our platform", "Berlin"]) expect(fits(words, spaces, nobody)).toBe(false);
  expect(fits("payments", spaces, nobody)).toBe(true);
  // Where one name was two words, or a large one, others may be.
  expect(fits("Our CTO", taken("namespace", "text", ["shop", "Berlin", "Night shift", "web"]), nobody)).toBe(
    true,
  );
});
