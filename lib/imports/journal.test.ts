/** Journals of real systems are taken apart into their entries; texts that merely hold times are left whole. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { entriesOf, isJournal } from "./journal";

const entry = (at: string, author: string, text: string, kind = "") => ({ at, author, kind, text });

test.each([
  [
    "a head line with what kind of entry it is",
    "2026-03-02 10:00:00 - Sam Roe (Work notes)\nHost was full.\nMoved it.\n\n2026-03-02 09:00:00 - Ann Lee (Additional comments)\nIt hangs.\n\n",
    [
      entry("2026-03-02 10:00:00", "Sam Roe", "Host was full.\nMoved it.", "Work notes"),
      entry("2026-03-02 09:00:00", "Ann Lee", "It hangs.", "Additional comments"),
    ],
  ],
  [
    "one entry a cell, divided by semicolons",
    "02/Mar/26 9:00 AM;712020:ab-12;Hello; please look:\n02/Mar/26 is the day.",
    [entry("02/Mar/26 9:00 AM", "712020:ab-12", "Hello; please look:\n02/Mar/26 is the day.")],
  ],
  [
    "German heads in brackets",
    "[02.03.2026 09:00] Max Roth: Neu gestartet.\n[03.03.2026 10:15] Jutta Horn: Danke!",
    [
      entry("02.03.2026 09:00", "Max Roth", "Neu gestartet."),
      entry("03.03.2026 10:15", "Jutta Horn", "Danke!"),
    ],
  ],
  [
    "the name first",
    "Max Roth (02.03.2026 09:00):\nNeu gestartet.\nJutta Horn (03.03.2026 10:15):\nDanke!",
    [
      entry("02.03.2026 09:00", "Max Roth", "Neu gestartet."),
      entry("03.03.2026 10:15", "Jutta Horn", "Danke!"),
    ],
  ],
  [
    "bars",
    "2026-03-02 09:00 | Sam Roe | It was stopped.\n2026-03-02 09:30 | Ann Lee | Thanks",
    [entry("2026-03-02 09:00", "Sam Roe", "It was stopped."), entry("2026-03-02 09:30", "Ann Lee", "Thanks")],
  ],
  [
    "no names",
    "02.03.2026 09:00 Kunde angerufen, niemand da\n02.03.2026 10:00 Noch einmal, Drucker läuft",
    [
      entry("02.03.2026 09:00", "", "Kunde angerufen, niemand da"),
      entry("02.03.2026 10:00", "", "Noch einmal, Drucker läuft"),
    ],
  ],
  [
    "French",
    "Le 2 mars 2026 09:00 - Luc Petit : Redémarré.\nLe 2 mars 2026 10:00 - Anne Roy : Merci",
    [entry("2 mars 2026 09:00", "Luc Petit", "Redémarré."), entry("2 mars 2026 10:00", "Anne Roy", "Merci")],
  ],
])("%s", (_, cell, expected) => {
  expect(entriesOf(cell)).toEqual(expected);
  expect(isJournal([cell, cell])).toBe(true);
});

test.each([
  ["a column of times", ["2026-03-02 09:00", "2026-03-02 10:00"]],
  ["attached files", ["02/Mar/26 9:00 AM;ann;screen 1.png;https://desk.example/a/1/screen.png"]],
  ["descriptions", ["It hangs since 2026-03-02 09:00.", "Ann Lee asked: 2026-03-02 09:00?"]],
  ["one line of a log each", ["2026-03-02 09:00:01 ERROR disk full on vm-1, please look into it soon"]],
])("%s are no journals", (_, values) => {
  expect(isJournal(values)).toBe(false);
});

test("nothing makes it throw", () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void entriesOf(text)));
});
