/** Replies that tell that nothing was found are told from those that tell what was, in words no example has. */
import { expect, test } from "vitest";
import { chanceOfNothing, saysWell } from "./calm";

test.each([
  [
    "The router is fine from where we look, nothing is wrong with it.",
    "The router lost its power supply and is dark.",
  ],
  [
    "Bei der Leitung ist alles in Ordnung, wir sehen keinen Fehler.",
    "Die Leitung ist seit heute früh gestört.",
  ],
  [
    "De notre côté la ligne est normale, aucune erreur.",
    "La ligne est coupée depuis ce matin, un câble est cassé.",
  ],
  ["Por nuestra parte la línea está bien, no vemos ningún error.", "La línea está cortada, falta un cable."],
  ["Da parte nostra la linea è a posto, nessun errore.", "La linea è guasta e non è raggiungibile."],
  ["Do nosso lado a linha está normal, não há nenhum erro.", "A linha está avariada, falta um cabo."],
  ["Van onze kant is de lijn in orde, geen fout te zien.", "De lijn is uitgevallen, er ontbreekt een kabel."],
  ["我们这边线路正常，没有错误", "线路已断开，缺少电缆"],
])("%s", (calm, fault) => {
  expect(chanceOfNothing(calm)).toBeGreaterThan(chanceOfNothing(fault));
  expect(chanceOfNothing(calm)).toBeGreaterThan(0.5);
});

test("what interfaces call well is told from what only looks like it", () => {
  expect(["all_healthy", "AsUsual", "Ready", "permitted"].filter(saysWell)).toHaveLength(4);
  expect(["unhealthy", "not_ready", "open", "degraded", "ok_but_slow", ""].filter(saysWell)).toEqual([]);
});
