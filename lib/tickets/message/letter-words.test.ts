/** Whoever reads letters reads the same beginnings and ends, in every language desks write in. */
import { expect, test } from "vitest";
import { addressed } from "#lib/agent/forms-of-address";
import { noteSignature } from "#lib/apprentice/people";
import { sentences } from "#lib/suggestions/brief-sentences";
import { isSubstantiveEdit } from "#lib/suggestions/diff";
import { isClosing } from "./closing";
import { saidFirst } from "./parts";

const letters = [
  ["Hi Marek,", "The volume vol-7 is full.", "Best regards,", "Anna"],
  ["Guten Tag Marek,", "Das Volume vol-7 ist voll.", "Sonnige Grüße aus Wien,", "Anna"],
  ["Bonjour Marek,", "Le volume vol-7 est plein.", "Bien cordialement,", "Anna"],
  ["Buenas tardes Marek,", "El volumen vol-7 está lleno.", "Un saludo,", "Anna"],
  ["Buonasera Marek,", "Il volume vol-7 è pieno.", "Distinti saluti", "Anna"],
  ["Prezado Marek,", "O volume vol-7 está cheio.", "Com os melhores cumprimentos,", "Anna"],
  ["Geachte Marek,", "Het volume vol-7 is vol.", "Met vriendelijke groet,", "Anna"],
  ["Hej Marek,", "Volymen vol-7 är full.", "Med vänliga hälsningar", "Anna"],
  ["Dzień dobry Marek,", "Wolumin vol-7 jest pełny.", "Pozdrawiam,", "Anna"],
  ["Dobrý den Marek,", "Svazek vol-7 je plný.", "S pozdravem", "Anna"],
  ["Здравствуйте Марек,", "Том vol-7 заполнен.", "С уважением,", "Анна"],
  ["Merhaba Marek,", "vol-7 birimi dolu.", "Saygılarımla,", "Anna"],
] as const;

test.each(letters)("%s", (greeting, body, farewell, writer) => {
  const letter = `${greeting}\n\n${body}\n\n${farewell}\n${writer}`;
  expect(isSubstantiveEdit(body, letter)).toBe(false);
  expect(isSubstantiveEdit(body, letter.replace("vol-7", "vol-8"))).toBe(true);
  expect(sentences(`${greeting}\n${body}\n${farewell}`)).toEqual([body]);
  const people = new Map<string, string>();
  noteSignature(people, letter);
  expect(people.get("@signed")).toBe(writer);
  expect(addressed(letter)).toEqual([greeting.split(" ").at(-1)?.replace(",", "")]);
  expect(isClosing(letter)).toBe(false);
  expect(saidFirst(`${letter}\nTeam lead, Example Ltd\nTel: +48 22 555 01 02`)).not.toContain("555");
});

test.each([
  "Bitte prüfen Sie das.\n\nLiebe Grüße\nTim",
  "Ist erledigt.\n\nBeste Grüße aus Graz\nTim",
  "Done.\n\nBest Regards\nTim",
])("a farewell addresses nobody: %j", (letter) => {
  expect(addressed(letter)).toEqual([]);
  expect(addressed(`Liebe Anna,\n${letter}`)).toEqual(["Anna"]);
});

test("a greeting without a name says nothing", () => {
  expect(sentences("Buenas,\nEl volumen vol-7 está lleno.")).toEqual(["El volumen vol-7 está lleno."]);
});
