/** Whom a greeting may name, out of what systems send as a customer's name. */
import { expect, test } from "vitest";
import { personName } from "./name";

test.each([
  ["Ann Lee", "Ann", "Lee"],
  ["Dr. Anna Schmidt", "Anna", "Schmidt"],
  ["Herr Dr.-Ing. Karl von der Heide", "Karl", "von der Heide"],
  ["Prof. Dr. Weber", null, "Weber"],
  ["Schmidt, Anna", "Anna", "Schmidt"],
  ["Frau Brandmeier", null, "Brandmeier"],
  ["M. Jean-Luc Moreau", "Jean-Luc", "Moreau"],
  ["ANN LEE (Acme Ltd)", "ANN", "LEE"],
  ["mateusz zieliniec", "Mateusz", "Zieliniec"],
  ["J. Smith", null, "Smith"],
  ["Tom Hill Jr.", "Tom", "Hill"],
  ["Ute von der Heide", "Ute", "von der Heide"],
  ["王小明", null, null],
  ["田中 太郎 様", null, null],
  ["Ann Lee via Acme Portal", "Ann", "Lee"],
])("%s → %s, %s", (raw, first, family) => {
  expect(personName(raw)).toMatchObject({ first, family });
});

test.each([
  "+49 151 2345678",
  "ann.lee@example.com",
  "ann.lee",
  "jsmith42",
  "Acme GmbH",
  "IT Support",
  "Kiel University",
  "Halden Ltd.",
  "no-reply",
  "Dr.",
  "Herr",
  "北京云端有限公司",
  "0815",
  "",
])("“%s” names nobody", (raw) => {
  expect(personName(raw)).toBeNull();
});
