/** Names in replies: whose they are on this ticket, and never those of the tickets they were learnt from. */
import { expect, test } from "vitest";
import { newDialogueState } from "./dialogue-state";
import { readEvent } from "./dialogue-update";
import { propose } from "./engine";
import type { Case, CaseEvent, ClosedCase } from "./model";
import { valuesBySlot } from "./slot-values";
import { newApprentice } from "./state";
import { fill, toPattern } from "./templates";
import { learnCase } from "./training";

type About = { customer?: string; analyst?: string | null };

function caseOf(ticketId: number, bodies: readonly string[], { customer = "", analyst = null }: About): Case {
  const events = bodies.map((body, index): CaseEvent => {
    const kind = index % 2 === 0 ? "customer_message" : "analyst_reply";
    return { id: ticketId * 10 + index, kind, at: ticketId * 1e6 + index * 1e4, actorId: null, body };
  });
  const asker = { id: `c${ticketId}`, name: customer, company: null };
  return {
    ticketId,
    subject: "",
    queue: null,
    assigneeId: "a",
    assigneeName: analyst,
    customer: asker,
    events,
  };
}
const closed = (of: Case): ClosedCase => ({ ...of, closedAt: of.ticketId * 1e6 + 5e5 });

function valuesOf(of: Case): Map<string, string> {
  const dialogue = newDialogueState(of);
  for (const event of of.events) readEvent(dialogue, event, null);
  return valuesBySlot(dialogue.valuesBySlot);
}

test("a customer is addressed by his family name, an analyst signs with his own", () => {
  const first = valuesOf(caseOf(1, ["Hilfe"], { customer: "Ute von der Heide", analyst: "Tim Fuchs" }));
  const { text } = toPattern("Guten Tag Frau von der Heide,\n\ngern.\n\nGruß\nTim Fuchs", first);
  const next = valuesOf(caseOf(2, ["Hilfe"], { customer: "Ida Thiel", analyst: "Lena Voss" }));
  expect(fill(text, next)).toBe("Guten Tag Frau Thiel,\n\ngern.\n\nGruß\nLena Voss");
});

test("as long as nobody has the ticket, the line with the name is left to whoever sends it", () => {
  const pattern = toPattern(
    "Sure.\n\nBest,\nTim\nSupport",
    valuesOf(caseOf(1, ["?"], { analyst: "Tim Fuchs" })),
  );
  expect(pattern.slots).toEqual([]);
  expect(fill(pattern.text, valuesOf(caseOf(2, ["?"], {})))).toBe("Sure.\n\nBest,\nSupport");
  expect(fill(pattern.text, valuesOf(caseOf(2, ["?"], { analyst: "Lena Voss" })))).toBe(
    "Sure.\n\nBest,\nLena\nSupport",
  );
});

test("a first name that is a word as well stays one", () => {
  const values = valuesOf(caseOf(1, ["?"], { analyst: "Will Mark" }));
  expect(toPattern("Will do that.\nWill look.", values).text).toBe("Will do that.\nWill look.");
});

test.each([
  ["Bitte prüfen.\n\nMit freundlichen Grüßen\nAnke Krause\nKrause GmbH", "Krause"],
  ["please check\n\nBest regards,\nAnn Lee", "Lee"],
  ["done? VG Olaf Haas\n\n> Viele Grüße\n> Tim Fuchs", undefined],
  ["done?\nVG Olaf Haas\n\n> Viele Grüße\n> Tim Fuchs", "Haas"],
  ["Thanks for nothing\nIt is still down", undefined],
])("who signs a message: %j", (message, family) => {
  expect(valuesOf(caseOf(1, [message], {})).get("@signedFamily")).toBe(family);
});

test("an account number is no name", () => {
  const values = valuesOf(caseOf(1, ["?"], { customer: "4711", analyst: "15" }));
  expect(toPattern("It takes 15 of 4711 minutes.", values).text).toBe("It takes 15 of 4711 minutes.");
});

test("a name another ticket told is not said on one that does not tell it", () => {
  const engine = newApprentice();
  const asked = "the export is stuck again, we are waiting since monday";
  for (let ticket = 1; ticket <= 12; ticket++)
    learnCase(engine, closed(caseOf(ticket, [`printer ${ticket} is on fire`, "Please unplug it."], {})));
  const told = caseOf(
    20,
    [`${asked}, it is for Brightpath`, "We restart the export for Brightpath today."],
    {},
  );
  learnCase(engine, closed(told));
  const { replies } = propose(engine, caseOf(21, [asked], {}));
  expect(replies.map(({ text }) => text).join()).not.toContain("Brightpath");
});
