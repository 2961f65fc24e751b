/** A desk whose tickets are all worded alike, by a form, knows its answers when somebody writes in other words, and doubts them for other matters. */
import { expect, test } from "vitest";
import { propose } from "./engine";
import type { ReplyCandidate } from "./model";
import { type Apprentice, newApprentice } from "./state";
import { eventOf, ticketOf } from "./testing/environment";
import { learnCase } from "./training";

type Desk = {
  form: (fault: string, number: number) => string;
  answers: Record<string, string>;
  /** Reworded, each with the fault it tells. */
  reworded: [fault: string, said: string][];
  others: string[];
};

const desks: Record<string, Desk> = {
  German: {
    form: (fault, number) => `Störung: ${fault}\nGerät: G-${number}\nRaum: ${number % 9}.${number % 40}`,
    answers: {
      "Drucker druckt nicht": "Guten Tag, wir haben den Toner getauscht. Ihre IT",
      "Bildschirm bleibt schwarz": "Guten Tag, bitte tauschen Sie das Kabel am Bildschirm. Ihre IT",
      "Kein Netz": "Guten Tag, die Dose wurde neu gepatcht. Ihre IT",
      "Anmeldung scheitert": "Guten Tag, wir haben Ihr Konto entsperrt. Ihre IT",
    },
    reworded: [
      ["Drucker druckt nicht", "Störung: Drucker druckt gar nicht mehr\nGerät: G-5123\nRaum: 4.22"],
      ["Drucker druckt nicht", "Störung: Drucker druckt nicht\nGerät: Laserjet Empfang\nRaum: Lager Süd"],
      ["Drucker druckt nicht", "Hallo, unser Drucker druckt nicht, bitte helfen"],
      ["Bildschirm bleibt schwarz", "Störung: Bildschirm bleibt morgens schwarz\nGerät: G-9\nRaum: 3.1"],
    ],
    others: [
      "Störung: Kaffeemaschine tropft\nGerät: G-5123\nRaum: 4.22",
      "Störung: Fenster klemmt\nGerät: –\nRaum: 4.22",
    ],
  },
  English: {
    form: (fault, number) => `Problem: ${fault}\nDevice: D-${number}\nRoom: ${number % 9}.${number % 40}`,
    answers: {
      "printer prints blank pages": "Hello, we replaced the toner. Your IT",
      "screen stays black": "Hello, please replace the cable of the screen. Your IT",
      "no network": "Hello, the socket was patched anew. Your IT",
      "sign-in fails": "Hello, we unlocked your account. Your IT",
    },
    reworded: [
      [
        "printer prints blank pages",
        "Problem: printer always prints blank pages\nDevice: D-5123\nRoom: 4.22",
      ],
      ["printer prints blank pages", "Hi all, the printer in our hall prints only blank pages"],
      ["screen stays black", "Problem: screen stays black\nDevice: big one beside Ann\nRoom: storage south"],
    ],
    others: [
      "Problem: coffee machine drips\nDevice: D-5123\nRoom: 4.22",
      "Problem: window jams\nDevice: –\nRoom: 4.22",
    ],
  },
};

function learnt({ form, answers }: Desk): Apprentice {
  const apprentice = newApprentice();
  const faults = Object.entries(answers);
  for (let number = 1; number <= 120; number++) {
    const [fault, answer] = faults[number % faults.length] ?? ["", ""];
    const events = [
      eventOf("customer_message", { body: form(fault, number * 7) }),
      eventOf("analyst_reply", { body: answer }),
    ];
    learnCase(apprentice, { ...ticketOf(number, events), closedAt: number * 3_600_000 });
  }
  return apprentice;
}

const firstReply = (apprentice: Apprentice, body: string): ReplyCandidate | undefined =>
  propose(apprentice, ticketOf(999, [eventOf("customer_message", { body })])).replies[0];

test.each(Object.entries(desks))(
  "what is said in other words than the form's is not unlike: %s",
  (_, desk) => {
    const apprentice = learnt(desk);
    for (const [fault, said] of desk.reworded) {
      const reply = firstReply(apprentice, said);
      expect(reply?.text, said).toBe(desk.answers[fault]);
      expect(reply?.unlike, said).toBeLessThan(0.1);
    }
  },
);

test.each(Object.entries(desks))("the form with another matter in it is: %s", (_, desk) => {
  const apprentice = learnt(desk);
  for (const other of desk.others) expect(firstReply(apprentice, other)?.unlike, other).toBeGreaterThan(1);
});
