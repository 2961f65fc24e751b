/** Which words always go to a human, and which everyday ones do not. */
import { expect, test } from "vitest";
import { processorTime } from "#lib/platform/testing/processor-time";
import { handOverFor } from "./hand-over";

test.each([
  ["Our lawyer will be in touch.", "legal"],
  ["We think our account has been hacked.", "security"],
  ["The key was leaked in a public repository.", "security"],
  ["This is an erasure request under Art. 17 GDPR.", "privacy"],
  ["Since the failover we lost all our data!", "data_loss"],
  ["This is unacceptable, I want to speak with a manager.", "leaving"],
  ["Das ist inakzeptabel, wir werden kündigen.", "leaving"],
  ["我们会起诉。", "legal"],
  ["We will report this to the data protection authority.", "legal"],
  ["If this goes on we will go to the regulator.", "legal"],
  ["Wir werden unseren Anwalt einschalten.", "legal"],
  ["Nous allons porter plainte.", "legal"],
  ["Nuestro abogado se pondrá en contacto con ustedes.", "legal"],
  ["Someone got access to our admin account.", "security"],
  ["Please delete all my personal data.", "privacy"],
  ["Wir kündigen den Vertrag zum Jahresende.", "leaving"],
  ["Es inaceptable, vamos a cancelar el contrato.", "leaving"],
  ["Nous avons perdu toutes nos données.", "data_loss"],
])("%s → %s", (text, key) => {
  expect(handOverFor([text])?.key).toBe(key);
});

test.each([
  "Please raise the vCPU quota to 256.",
  "The security group of subnet app-b blocks port 6379.",
  "Can I cancel the scheduled snapshot of our data volume?",
  "We deleted the old instance, please stop billing it.",
  "The voltage regulator of rack 7 reports 11.4 V.",
  "We report that the voltage regulator is hot.",
  "Our attorney portal answers 502 since noon.",
  "We store GDPR relevant data in kw-archive-raw and reads return 403.",
  "Is the service compliant with the GDPR?",
  "Error: unauthorized access to bucket kw-archive-raw (403).",
  "How do we resize vol-77 without data loss?",
  "Can we delete the data volume of the old instance?",
  "Our DPO asked which region the snapshots are in.",
  "The tribunal's website runs on vm-12 and is slow.",
  "Der Spannungsregler meldet einen Fehler.",
  "Le tribunal de commerce utilise notre application, elle est lente.",
  "Wie kündigt man einen Snapshot-Plan?",
])("%s → stays with the agent", (text) => {
  expect(handOverFor([text])).toBeNull();
});

test("a long hostile text costs nothing", () => {
  const sentences = Array(2_000).fill("lost data all our under gdpr our lawyer we ".repeat(60));
  expect(processorTime(() => handOverFor(sentences))).toBeLessThan(5_000);
});
