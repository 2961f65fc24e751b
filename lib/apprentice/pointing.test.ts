/** A step is doubted where what the case opens with points to no kind of case, or to another one, than those it is taken in. */
import { expect, test } from "vitest";
import { propose } from "./engine";
import type { Proposal } from "./model";
import { newApprentice } from "./state";
import { eventOf, learnLookUp, ticketOf } from "./testing/environment";
import { learnCase } from "./training";

/** All tools are given the same kind of name: a name points to none of them. */
type Desk = {
  asks: Record<string, (site: string, since: string) => string>;
  since: string[];
  /** Questions that are asked in the same way, and their answers; the last one is asked about. */
  questions: [asked: string, answer: string][];
};

const sites = ["north-mill", "old-quay", "west-barn", "lake-view", "red-hill", "fen-side", "elm-court"];

const english: Desk = {
  since: ["this morning", "the storm", "Monday", "our last update", "last night", "noon", "the weekend"],
  asks: {
    get_usage: (site, since) =>
      `Please raise the storage limit of our site ${site}, it is used up since ${since}.`,
    get_sign_ins: (site, since) =>
      `Nobody can sign in to our site ${site} since ${since}, the password is refused.`,
    get_backup: (site, since) =>
      `The nightly backup of our site ${site} fails since ${since}, please check it.`,
  },
  questions: [
    [
      "Where do I find the manual of the meter?",
      "Hello, the manual is on the page of the meter, under Documents.",
    ],
    ["Where do I find the tariff we pay?", "Hello, your tariff stands at the top of each invoice."],
    ["Where do I find your certificate?", "Hello, our certificates are in the console under Compliance."],
  ],
};
const german: Desk = {
  since: ["heute früh", "dem Sturm", "Montag", "dem Umbau", "gestern Abend", "Mittag", "dem Wochenende"],
  asks: {
    get_usage: (site, since) =>
      `Bitte erhöhen Sie die Speichergrenze von ${site}, sie ist seit ${since} erreicht.`,
    get_sign_ins: (site, since) =>
      `Seit ${since} kann sich niemand bei ${site} anmelden, das Passwort wird abgelehnt.`,
    get_backup: (site, since) =>
      `Die nächtliche Sicherung von ${site} schlägt seit ${since} fehl, bitte prüfen.`,
  },
  questions: [
    [
      "Wo finde ich die Anleitung des Zählers?",
      "Guten Tag, sie steht auf der Seite des Zählers unter Dokumente.",
    ],
    ["Wo finde ich unseren Tarif?", "Guten Tag, Ihr Tarif steht oben auf jeder Rechnung."],
    ["Wo finde ich Ihr Zertifikat?", "Guten Tag, unsere Zertifikate stehen in der Konsole unter Nachweise."],
  ],
};

function experienced({ asks, since, questions }: Desk): (body: string) => Proposal {
  const apprentice = newApprentice();
  let number = 0;
  for (const [round, when] of since.entries()) {
    for (const [place, [tool, ask]] of Object.entries(asks).entries()) {
      const site = sites[(round + place) % sites.length] ?? "";
      learnLookUp(apprentice, tool, { site }, ask(site, when), ++number);
    }
    for (const [asked, answer] of questions) {
      const events = [
        eventOf("customer_message", { body: asked }),
        eventOf("analyst_reply", { body: answer }),
      ];
      learnCase(apprentice, { ...ticketOf(++number, events), closedAt: number * 3_600_000 });
    }
  }
  return (body) => propose(apprentice, ticketOf(999, [eventOf("customer_message", { body })]));
}

test.each([
  [
    "English",
    english,
    "Our site gull-rock needs a higher storage limit, can you raise it?",
    "Please tell us how much carbon our site gull-rock emits since Monday.",
  ],
  [
    "German",
    german,
    "Die Speichergrenze von gull-rock ist erreicht, bitte erhöhen.",
    "Bitte sagen Sie uns, wie viel Kohlendioxid gull-rock seit Montag verursacht.",
  ],
])("a look-up that nothing but a name speaks for is unlike those before it: %s", (_, desk, known, anew) => {
  const propose = experienced(desk);
  expect(propose(known).tool?.tool).toBe("get_usage");
  expect(propose(known).tool?.unlike).toBeLessThan(0.5);
  expect(propose(anew).tool?.unlike).toBeGreaterThan(0.8);
});

test.each([
  ["English", english, "Where do I see how much of our storage limit is used up?"],
  ["German", german, "Wo sehe ich, wie weit die Speichergrenze erreicht ist?"],
])("the answer to another question is unlike, though it is asked the same way: %s", (_, desk, other) => {
  const propose = experienced(desk);
  const [asked = "", answer] = desk.questions.at(-1) ?? [];
  expect(propose(asked).replies[0]).toMatchObject({ text: answer, unlike: 0 });
  const answers = desk.questions.map(([, one]) => one);
  const borrowed = propose(other).replies.filter(({ text }) => answers.includes(text));
  expect(borrowed.length).toBeGreaterThan(0);
  expect(Math.min(...borrowed.map(({ unlike }) => unlike))).toBeGreaterThan(0.3);
});

test("nothing is unlike where nothing was said", () => {
  expect(experienced(english)("").features.unlike).toBe(0);
});

test("a name with a number, and a number that is new, speak neither for nor against a kind", () => {
  const propose = experienced(english);
  const bare = propose("Our site gull-rock needs a higher storage limit.").tool?.unlike ?? 0;
  const named = propose("Our site gull-rock needs a higher storage limit. 55123, zrh-4").tool?.unlike;
  expect(named).toBeCloseTo(bare, 6);
});

test("a number that is said again and again speaks for the kind it was said in", () => {
  const apprentice = newApprentice();
  for (const [round, site] of sites.entries()) {
    learnLookUp(apprentice, "get_policy", { site }, `${site} ends with 403.`, round * 2 + 1);
    learnLookUp(apprentice, "get_targets", { site }, `${site} ends with 502.`, round * 2 + 2);
  }
  const kindOf = (code: number) =>
    propose(
      apprentice,
      ticketOf(999, [eventOf("customer_message", { body: `Every page of gull-rock: ${code}.` })]),
    ).tool;
  expect(kindOf(403)).toMatchObject({ tool: "get_policy", unlike: 0 });
  expect(kindOf(502)).toMatchObject({ tool: "get_targets", unlike: 0 });
});
