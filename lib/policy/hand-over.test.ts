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
  ["Delete all data you hold on me.", "privacy"],
  ["What information do you have about me?", "privacy"],
  ["Please close my account and delete all my data.", "privacy"],
  ["Bitte löschen Sie sämtliche Daten, die Sie über mich gespeichert haben.", "privacy"],
  ["Quelles données conservez-vous à mon sujet ?", "privacy"],
  ["Quiero que borren todos los datos que tienen sobre mí.", "privacy"],
  ["Vorrei la cancellazione dei dati che mi riguardano.", "privacy"],
  ["Quero que apaguem os dados que têm sobre mim.", "privacy"],
  ["Удалите, пожалуйста, все данные обо мне.", "privacy"],
  ["请删除你们保存的关于我的全部数据。", "privacy"],
  ["One of your technicians was hit by a server and is bleeding.", "safety"],
  ["The lift door closed on a resident's arm, she is injured.", "safety"],
  ["There is smoke coming from the server room.", "safety"],
  ["We smell burning in our cage and had to call the fire brigade.", "safety"],
  ["My colleague got an electric shock at the rack.", "safety"],
  ["Ein Kollege hat einen Stromschlag bekommen und liegt am Boden.", "safety"],
  ["In Raum 3 brennt es: Feuer im Serverraum!", "safety"],
  ["Il y a de la fumée dans la salle serveur, nous évacuons.", "safety"],
  ["Hay una persona herida en el sótano.", "safety"],
  ["C'è un forte odore di gas e due persone si sentono male.", "safety"],
  ["Há fumaça na sala de servidores.", "safety"],
  ["Er is rook in de serverruimte.", "safety"],
  ["Nasz pracownik jest ranny.", "safety"],
  ["В серверной дым в помещении, человек без сознания.", "safety"],
  ["机房有人触电了。", "safety"],
  ["サーバー室で同僚が感電しました。", "safety"],
  ["A patient was given ten times too much because of the wrong list.", "safety"],
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
  "Please delete all data in the test bucket.",
  "What do you know about this error?",
  "Can you tell me something about the data transfer prices?",
  "Where do I see data about my usage?",
  "The batch job died again and the database is on fire (load 60).",
  "Can you kill the hanging process?",
  "The fire alarm panel in building 4 is offline.",
  "We run the bleeding edge version since they released it.",
  "The pare-feu dans la salle serveur blocks port 443.",
  "Le pare-feu dans la salle serveur bloque le port 443.",
  "They collapsed the panel and it hangs.",
  "Our smoke tests in the data center fail.",
  "Die Regel verletzt den Vertrag, sagt der Mitarbeiter.",
  "The ambulance tracking app answers 502.",
  "Nobody was injured, but rack 4 is dark.",
  "Patients cannot log in to the portal.",
  "This outage hurts our customers.",
])("%s → stays with the agent", (text) => {
  expect(handOverFor([text])).toBeNull();
});

test("a long hostile text costs nothing", () => {
  const sentences = Array(2_000).fill("lost data all our under gdpr our lawyer we ".repeat(60));
  expect(processorTime(() => handOverFor(sentences))).toBeLessThan(5_000);
});
