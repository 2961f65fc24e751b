/** Questions nobody taught, in every language: what they are about, and which language they are in. */
import { expect, test } from "vitest";
import type { QuestionKind } from "./examples/kinds";
import { type AskedLanguage, isQuestionWord, understood } from "./kind";

/** Put otherwise than the examples. */
const asked: [AskedLanguage, QuestionKind, string][] = [
  ["en", "asked", "So what does Mira actually want from us?"],
  ["en", "asked", "What's the customer's request?"],
  ["en", "done", "What have we tried until now?"],
  ["en", "done", "Which diagnostics were run on this?"],
  ["en", "open", "what's still open here?"],
  ["en", "open", "What should happen next?"],
  ["en", "people", "Who has replied so far?"],
  ["en", "people", "Who's assigned to it?"],
  ["en", "opened", "When did this ticket come in?"],
  ["en", "answered", "When did we send the last answer?"],
  ["en", "closed", "When did this get resolved?"],
  ["en", "when", "When did the node restart?"],
  ["en", "when", "When was the quota last raised?"],
  ["en", "other", "Was the key rotated?"],
  ["en", "similar", "How did we resolve tickets like this before?"],
  ["en", "similar", "Any similar tickets?"],
  ["en", "similar", "What else has looked like this?"],
  ["en", "similar", "How did cases like this turn out?"],
  ["en", "state", "Summarize the ticket"],
  ["en", "state", "Where are we with this?"],
  ["en", "promised", "Did anyone promise a date?"],
  ["en", "customer", "What plan is this customer on?"],
  ["en", "other", "How do I rotate an access key?"],
  ["en", "other", "What is the quota in fra-1?"],
  ["en", "other", "Why do we see 502 errors?"],
  ["en", "other", "Was the DNS record changed?"],
  ["de", "asked", "Was wollte die Kundin eigentlich?"],
  ["de", "done", "Was wurde schon alles probiert?"],
  ["de", "open", "Was steht noch aus?"],
  ["de", "people", "Wer kümmert sich um das Ticket?"],
  ["de", "when", "Wann wurde der Knoten neu gestartet?"],
  ["de", "similar", "Wie haben wir ähnliche Fälle gelöst?"],
  ["de", "similar", "Welche alten Tickets sehen so aus wie dieses?"],
  ["de", "state", "Bitte kurz zusammenfassen"],
  ["de", "other", "Wie erhöhe ich das Kontingent?"],
  ["fr", "asked", "Que veut exactement la cliente ?"],
  ["fr", "done", "Qu'est-ce qu'on a déjà essayé ?"],
  ["fr", "open", "Que reste-t-il d'ouvert ?"],
  ["fr", "people", "Qui a répondu au client ?"],
  ["fr", "similar", "Comment a-t-on résolu des cas similaires ?"],
  ["fr", "other", "Comment augmenter le quota ?"],
  ["es", "asked", "¿Qué quiere exactamente el cliente?"],
  ["es", "done", "¿Qué se ha probado hasta ahora?"],
  ["es", "open", "¿Qué queda abierto?"],
  ["es", "people", "¿Quién ha respondido?"],
  ["es", "similar", "¿Cómo resolvimos casos similares?"],
  ["es", "other", "¿Cómo aumento la cuota?"],
  ["it", "asked", "Cosa vuole esattamente il cliente?"],
  ["it", "open", "Cosa resta aperto?"],
  ["it", "people", "Chi ha risposto al cliente?"],
  ["it", "other", "Come aumento la quota?"],
  ["pt", "asked", "O que o cliente quer exatamente?"],
  ["pt", "open", "O que falta ainda?"],
  ["pt", "people", "Quem respondeu ao cliente?"],
  ["pt", "other", "Como aumento a quota?"],
  ["nl", "asked", "Wat wil de klant precies?"],
  ["nl", "open", "Wat staat er nog open?"],
  ["nl", "people", "Wie heeft de klant geantwoord?"],
  ["nl", "other", "Hoe verhoog ik het quotum?"],
  ["zh", "asked", "客户到底想要什么？"],
  ["zh", "done", "我们已经尝试了什么？"],
  ["zh", "open", "还有什么没有解决？"],
  ["zh", "people", "是谁回复的？"],
  ["zh", "similar", "类似的工单以前怎么解决的？"],
  ["zh", "other", "怎么提高配额？"],
];

test("nine in ten are understood, and the language of all but those two may share", () => {
  const wrong = asked.filter(([, kind, question]) => understood(question).kind !== kind);
  const foreign = asked.filter(([language, , question]) => understood(question).language !== language);
  expect
    .soft(
      wrong.length / asked.length,
      JSON.stringify(
        wrong.map(([, kind, q]) => [kind, understood(q).kind, q]),
        null,
        1,
      ),
    )
    .toBeLessThanOrEqual(0.1);
  expect.soft(foreign.length / asked.length, JSON.stringify(foreign)).toBeLessThanOrEqual(0.02);
});

test("words questions are put with are none of what they are about", () => {
  for (const word of ["what", "customer", "wann", "kunde", "qué", "cliente"])
    expect(isQuestionWord(word), word).toBe(true);
  for (const word of [
    "quota",
    "kontingent",
    "failover",
    "certificate",
    "disk",
    "limit",
    "volume",
    "limite",
    "backup",
  ])
    expect(isQuestionWord(word), word).toBe(false);
});
