/** What must never be shown: foreign figures, strangers, repeats, answers without a source. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TimelineEvent } from "#lib/tickets/event";
import type { Candidate, CandidateContent } from "./candidates/candidate";
import { checkCandidate, isRepeat } from "./checks";
import { readCitations, withoutMarks } from "./citations";
import { ungroundedValue, withoutForeign } from "./grounding";
import { hiddenCharacter } from "./hidden-characters";
import type { Source } from "./source";
import { seenEvent, seenOn, seenSource } from "./testing/seen";

const first = seenEvent(
  1,
  "customer_message",
  "Volume vol-77 in fra-1 holds 200 GB and is full, see https://a.example/x1.",
);
const customer = {
  id: 1,
  externalId: null,
  name: "Mira Castellane",
  email: "mira@c.example",
  company: "Castellane",
  plan: null,
  notes: "",
};
const seenWith = (timeline: TimelineEvent[]) =>
  seenOn(timeline, first, { customer, proposed: ["Please restart the instance once."] });
const seen = seenWith([first]);
type Words = CandidateContent & Pick<Candidate, "text" | "sources">;
const draft = (text: string, sources: Source[]): Words => ({ kind: "reply", text, payload: {}, sources });
const article = seenSource("article", 1, "A volume can grow to 16 TB. It takes 5 minutes.");
/** A past ticket on which an analyst wrote `body`; each of another customer, unless told. */
const past = (ref: number, body: string, whose = `customer ${ref}`): Source => ({
  ...seenSource("ticket", ref, body, { people: ["Gunther Prien"] }),
  ours: { whose, text: body },
});

describe("figures, identifiers, addresses", () => {
  test.each([
    ["of the ticket", "vol-77 in fra-1 has 200 GB.", [article], null],
    ["of the ticket in another unit", "It has 200GB.", [article], null],
    ["of a cited article", "It takes 5 minutes.", [article], null],
    ["of nobody", "It has 512 GB.", [article], "512"],
    ["a part of a known number", "It has 20 GB.", [article], "20"],
    [
      "of two past tickets of one customer",
      "Wait 48 hours.",
      [past(5, "48 hours", "c"), past(6, "48 hours", "c")],
      "48",
    ],
    ["a site of nobody", "Sign in at login.evil.example again.", [article], "login.evil.example"],
    ["a site of nobody, with a path", "Open evil.example/a?b=c now.", [article], "evil.example/a?b=c"],
    ["a site in other letters", "Siehe münchen.example bitte.", [article], "münchen.example"],
    ["an abbreviation", "Growing, e.g. overnight, i.e. later, is fine. Thanks.It works.", [article], null],
    ["a link of nobody", "See https://b.example/x.", [article], "https://b.example/x"],
    ["an address of nobody", "Write to eve@evil.example.", [article], "eve@evil.example"],
    ["of one past ticket", "Set it to 384.", [past(5, "Set it to 384.")], "384"],
    ["of two past tickets", "Wait 48 hours.", [past(5, "Wait 48 hours."), past(6, "Wait 48 hours.")], null],
    ["twice of the same past ticket", "Wait 48 hours.", [past(5, "48 hours"), past(5, "48 hours")], "48"],
    [
      "beside a script without spaces",
      "卷vol-77在fra-1已有200GB数据，见https://a.example/x1。",
      [article],
      null,
    ],
    ["of nobody beside such a script", "卷vol-78在fra-1已满", [article], "78"],
    ["before a Korean particle", "vol-77이 200GB를 사용합니다", [article], null],
    ["numbers of a list", "1. Open it.\n2. Grow it.", [article], null],
  ])("%s: %s", (_, text, sources, found) => {
    expect(ungroundedValue(text, sources, seen)).toBe(found);
  });

  test("any number that stands nowhere is found, wherever it is put", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 10 ** 9 }), fc.lorem(), (number, words) => {
        expect(ungroundedValue(`${words} ${number}, ${words}`, [article], seen)).toBe(String(number));
      }),
    );
  });
});

test("a reply without a source is refused", () => {
  expect(checkCandidate(draft("You can grow it.", []), seen)).toMatchObject({
    ok: false,
    reason: "not_grounded",
  });
});

test("another customer's name is refused, this one's is not", () => {
  const cited = [past(5, "Hello Gunther, grow it."), past(6, "Grow it.")];
  expect(checkCandidate(draft("Hello Gunther, grow it.", cited), seen)).toMatchObject({
    ok: false,
    reason: "not_grounded",
  });
  expect(checkCandidate(draft("Hello Mira, grow it.", cited), seen)).toEqual({ ok: true });
});

test.each([
  ["Sehr geehrte Frau Castellane,\n\ngern.", true],
  ["Sehr geehrter Herr Dr. Prien,\n\ngern.", false],
  ["Guten Tag Frau von der Prien,\n\ngern.", false],
  ["Hallo Herr Castellane, gern.", true],
  ["Sehr geehrte Damen und Herren, gern.", true],
  ["Bonjour Madame Prien, voilà.", false],
  ["Hola Señora Castellane, listo.", true],
  ["各位先生，您好。", true],
  ["王先生，您好。", false],
])("whom a greeting addresses has to be of this ticket: %s", (text, isFine) => {
  // Nobody has written yet, so that no language is the customer's.
  expect(checkCandidate(draft(text, [article]), seenWith([])).ok).toBe(isFine);
});

test("a reply in another language than the customer's is refused, a call and what is too short to tell are not", () => {
  const asked = seenEvent(
    2,
    "customer_message",
    "Guten Tag, wie vergrößern wir die Platte und wie lange dauert das?",
  );
  const german = seenWith([asked]);
  const english = draft("You can grow the volume in the console and it takes about a minute.", [article]);
  expect(checkCandidate(english, german)).toMatchObject({ ok: false, reason: "other_language" });
  expect(
    checkCandidate(draft("Sie können die Platte in der Konsole vergrößern.", [article]), german),
  ).toEqual({
    ok: true,
  });
  expect(checkCandidate(draft("OK, done.", [article]), german)).toEqual({ ok: true });
});

test("the small words of another customer's name may be said, the name not", () => {
  const cited = [seenSource("ticket", 5, "x", { people: ["Gunther von der Heide"] })];
  expect(checkCandidate(draft("It is a matter der Zeit, said von here.", cited), seen)).toEqual({ ok: true });
  expect(checkCandidate(draft("As Heide said, grow it.", cited), seen)).toMatchObject({ ok: false });
});

test("a secret is refused, even one the customer wrote", () => {
  const leaked = seenEvent(2, "customer_message", "Our password: hunter2-Sommer! does not work.");
  const text = "Your password: hunter2-Sommer! was reset.";
  expect(checkCandidate(draft(text, [article]), seenWith([first, leaked]))).toMatchObject({
    ok: false,
  });
});

test("what was proposed or said before is a repeat, with other case and punctuation too", () => {
  expect(isRepeat("please restart the INSTANCE, once", seen)).toBe(true);
  expect(isRepeat("Please grow the volume once.", seen)).toBe(false);
});

test("a diagnostic may only carry identifiers of this ticket, and is not asked twice", () => {
  const call = (volume: string): Words => ({
    ...draft("", [article]),
    kind: "diagnostic",
    payload: { call: { tool: "describe_volume", arguments: { volume } } },
  });
  expect(checkCandidate(call("vol-77"), seen)).toEqual({ ok: true });
  const spaced = seenEvent(1, "customer_message", "Volume VOL 77 is full.");
  expect(checkCandidate(call("vol-77"), seenWith([spaced])), "in the customer's spelling").toEqual({
    ok: true,
  });
  expect(checkCandidate(call("vol-78"), seen)).toMatchObject({ ok: false });
  const asked = seenEvent(2, "tool_call", "", { tool: "describe_volume", arguments: { volume: "vol-77" } });
  expect(checkCandidate(call("vol-77"), seenWith([first, asked]))).toMatchObject({
    reason: "repeat",
  });
});

test("nothing is looked up for who only thanks", () => {
  const answer = seenEvent(2, "analyst_reply", "Volume vol-77 is healthy again, its disk was enlarged.");
  const call: Words = {
    ...draft("", [article]),
    kind: "diagnostic",
    payload: { call: { tool: "describe_volume", arguments: { volume: "vol-77" } } },
  };
  const after = (said: string) => {
    const last = seenEvent(3, "customer_message", said);
    return checkCandidate(call, seenOn([first, answer, last], last, { customer }));
  };
  for (const thanks of ["👍", "Thanks!", "Danke, läuft wieder."])
    expect(after(thanks)).toMatchObject({ ok: false });
  expect(after("Thanks, but vol-77 is full again.")).toEqual({ ok: true });
});

test("what a call carries is of this ticket, or what analysts always ask, however deep it lies", () => {
  const call = (values: Record<string, unknown>, sources: Source[]): Words => ({
    ...draft("", sources),
    kind: "diagnostic",
    payload: { call: { tool: "read_logs", arguments: values } },
  });
  const calls = [
    past(5, '{"since": "15m", "host": "a-1", "limit": 2000}'),
    past(6, '{"since": "15m", "host": "b-2", "limit": 2000}'),
  ];
  const usual = { since: "15m", limit: 2000 };
  expect(checkCandidate(call({ ...usual, where: { volume: "vol-77" } }, calls), seen)).toEqual({ ok: true });
  for (const foreign of [
    { where: { host: "a-1" } },
    { hosts: ["vol-77", "b-2"] },
    { account: 84_003_633 },
    { url: "https://idp.other.example/metadata" },
    { to: "eve@other.example" },
  ])
    expect(checkCandidate(call({ ...usual, ...foreign }, calls), seen)).toMatchObject({ ok: false });
});

test("citations leave the text and name their sources; numbers of nothing are dropped", () => {
  const sources = [article, past(5, "x")];
  const read = readCitations(
    "Grow it [1]. Then wait [2, 1] [9].",
    sources.map((source) => [source]),
  );
  expect(read).toEqual({ text: "Grow it. Then wait.", cited: sources });
  expect(withoutMarks("Grow it [1")).toBe("Grow it");
});

test("what is another ticket's own is taken out, what the team tells everybody is not", () => {
  const known = {
    here: "Volume vol-77 is full.",
    ours: [
      { whose: "a", text: "See https://docs.example/grow, your token is Zx81-QwErTy." },
      { whose: "b", text: "See https://docs.example/grow and wait 48 hours." },
    ],
  };
  const text =
    "Grow vol-77, see https://docs.example/grow; token Zx81-QwErTy, mail ann@b.example, site ann.example, wait 48 hours.";
  const clean = withoutForeign(text, known);
  expect(clean).toContain("Grow vol-77, see https://docs.example/grow;");
  expect(clean).toContain("wait 48 hours");
  for (const foreign of ["Zx81", "ann@", "ann.example"]) expect(clean).not.toContain(foreign);
});

describe("what a reader does not see", () => {
  test.each([
    ["a\u200bb", "without width"],
    ["report\u202efdp.exe", "direction of writing"],
    ["hello\u{e0041}\u{e0042}", "without width"],
    ["pay\u200dpal", "without width"],
    ["p\u0430ypal", "two alphabets"],
    ["hello\u200f", "mark of direction"],
  ])("%j is refused", (text, why) => {
    expect(checkCandidate(draft(`Hello ${text}`, [article]), seen)).toMatchObject({
      ok: false,
      detail: expect.stringContaining(why),
    });
  });

  test.each(["👩‍💻 works", "می‌خواهم", "क्‍ष", "שלום\u200f (abc)", "10 kΩ, µs", "Привет, Mira"])(
    "%s is not",
    (text) => expect(hiddenCharacter(text)).toBeNull(),
  );
});

test("what a ticket says is read anew for each moment of it", () => {
  const text = "The new size is 640 GB.";
  expect(ungroundedValue(text, [], seen)).toBe("640");
  const later = seenWith([
    first,
    seenEvent(2, "tool_result", "", { tool: "t", callId: "1", result: { size: 640 } }),
  ]);
  expect(ungroundedValue(text, [], later)).toBeNull();
  expect(ungroundedValue(text, [], seen)).toBe("640");
});
