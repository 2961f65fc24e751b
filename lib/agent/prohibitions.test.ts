/** What is read as forbidden: the same in short texts and long ones, and in time that grows with the text alone. */
import { expect, test } from "vitest";
import { processorTime } from "#lib/platform/testing/processor-time";
import { againstProhibition, prohibited } from "./prohibitions";
import { hostileBody, hostileKinds } from "./testing/hostile";

/** More than is read at once of a sentence, without an end. */
const filling = "we looked at all of the machines in the hall and at the cables behind them and ".repeat(8);

test.each([
  ["Please do NOT stop any instance.", "stop"],
  ["It hangs, but never restart it while we bill.", "restart"],
  ["hi\ndo not reboot it\nthanks", "reboot"],
  ["Can you find it without deleting the volume?", "deleting"],
  ["Bitte den Server auf keinen Fall neu starten!", "starten"],
  ["Finden Sie den Grund, ohne die Instanz anzuhalten oder neu zu starten.", "starten"],
  ["Merci de ne pas redémarrer le serveur.", "redémarrer"],
  ["Por favor, no reinicie la base de datos.", "reinicie"],
  ["Under no circumstances restart it, it holds what nobody saved.", "restart"],
  ["On no account should you stop the pump.", "stop"],
  ["Der Server antwortet nicht. Auf keinen Fall neu starten!", "starten"],
  ["En aucun cas il ne faut redémarrer la machine.", "redémarrer"],
  ["En ningún caso reinicien el servidor.", "reinicien"],
  ["No apaguen nada.", "apaguen"],
  ["请不要重启服务器。", "重启"],
])("%s forbids %s", (text, act) => {
  expect(prohibited([text])).toContain(act);
  expect(prohibited([`${filling}. ${text}`])).toEqual(prohibited([text]));
});

test.each([
  "The server does not answer, and I do not know why.",
  "Der Server startet nicht, was sollen wir tun?",
  "Le serveur ne démarre pas depuis midi.",
  "El servidor no arranca desde ayer.",
  "No bikes at ST-412 again.",
  "No connection to the database since our release, please help.",
  "No answer from support for three days.",
])("%s forbids nothing", (text) => {
  expect(prohibited([text])).toEqual([]);
});

test("what a mail program broke over two lines is one sentence", () => {
  const english =
    "We need the machine until the evening for the bills of the month, please do\nnot restart it.";
  const german =
    "Auf der Maschine läuft bis heute Abend die Abrechnung, bitte den Server auf\nkeinen Fall neu starten.";
  expect(prohibited([english])).toEqual(["restart"]);
  expect(prohibited([german])).toEqual(["starten", "neustarten"]);
});

test("wherever it stands in a sentence without an end, it is found, and nothing else is", () => {
  for (let at = 0; at < 400; at += 7) {
    const before = filling.slice(0, 300 + at);
    expect(prohibited([`${before} , do not stop the pump ${filling}`])).toEqual(["stop"]);
    expect(prohibited([`${before} that it does not work any more ${filling}`])).toEqual([]);
  }
});

test("a sentence of 64,000 letters costs what its length costs", () => {
  const sentences = ["a", "Bitte ", "bitte nicht starten ", "not ", ", no ", "ohne zu "];
  for (const piece of [...sentences, ...hostileKinds.map((kind) => hostileBody(kind, 40))]) {
    const [small, large] = [16_000, 64_000].map((size) => {
      const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
      return processorTime(() => prohibited([text]));
    });
    // Four times the text would cost sixteen times as much in a loop within a loop.
    expect(large, piece).toBeLessThan(8 * (small ?? 0) + 250);
  }
});

const console = "Out of memory: Killed process 812 (smtpd). Rebooting.";

test.each([
  [
    `vm-77ce01 is running, but it is out of memory; the last line on its console is: ${console} Please restart it.`,
    "Please restart it.",
  ],
  ["The host is fine. Please kill process 812 and write again.", "Please kill process 812 and write again."],
  [`vm-77ce01 is running; its console says: ${console} Please add memory to m4.large.`, null],
])("what a result reports is no act of the draft: %s", (draft, against) => {
  expect(againstProhibition(draft, ["Please do not reboot it."], [console])).toBe(against);
});
