/** What the configured language model would do next: it chooses among the candidates, or writes one of its own. */
import { createHash } from "node:crypto";
import { ask, type ModelAnswer } from "#lib/models/ask";
import type { ModelCalls } from "#lib/models/model-calls";
import { degradedSentence } from "#lib/models/model-failure";
import { languageModel, type ModelEndpoint } from "#lib/models/models";
import { redact, redactForGood, restore } from "#lib/privacy/redact";
import type { ToolRequest } from "#lib/suggestions/step";
import type { Toolbox } from "#lib/tools/registry";
import { readCitations, withoutMarks } from "../citations";
import { type Known, knownTexts, withoutForeign } from "../grounding";
import type { Observation, Retrieved } from "../model";
import { namesOf } from "../observe";
import { chosenStep, isCommand, NO_REPLY, writePrompt } from "../prompt";
import type { Source } from "../source";
import { type Author, type Candidate, callCandidate, isSameStep, triggerSource, whySaid } from "./candidate";
import { pastOf, practiceOfCall } from "./learned";

/** What an answer is read against; `offered` are the candidates the model may choose, as they are numbered. */
type DraftContext = {
  seen: Observation;
  retrieved: Retrieved;
  tools: Toolbox;
  candidates: readonly Candidate[];
  offered: readonly Candidate[];
};

/**
 * What the configured model would do; null when it has nothing. It is given what the apprentice would do, with how likely
 * each step is to be taken, and may choose one of them. Names, addresses and secrets leave this machine as placeholders;
 * those of this ticket come back into the draft.
 */
export async function modelCandidate(
  endpoint: ModelEndpoint,
  calls: ModelCalls,
  moment: DraftContext,
  onText: (text: string) => void,
): Promise<{ candidate: Candidate | null } | { failed: string }> {
  const { seen, retrieved, tools, offered } = moment;
  const known = knownTexts(retrieved.sources, seen);
  const sources = retrieved.sources.map((source) => ({
    ...source,
    title: source.kind === "ticket" ? withoutForeign(source.title, known, source.people) : source.title,
    body: ofOthers(source, known),
  }));
  const told = offered.map((step) => ({
    ...step,
    text: redactForGood(step.text, { names: step.sources.flatMap(({ people }) => people) }),
  }));
  const { system, prompt } = writePrompt(seen, sources, told);
  const hidden = redact(prompt, { names: namesOf(seen) });
  const reveal = (text: string) => restore(text, hidden.found);
  const result = await calls.run((signal) =>
    ask({
      model: languageModel(endpoint),
      system,
      prompt: hidden.text,
      tools: tools.all,
      signal,
      onText: (text) => {
        const chosen = chosenStep(text, sources.length, offered);
        if (chosen || !isCommand(text)) onText(chosen?.text ?? withoutMarks(reveal(text)));
      },
    }),
  );
  if ("failure" in result) return { failed: degradedSentence(endpoint.model, result.failure) };
  const { text, call } = result.answer;
  const answer = { text: reveal(text), call: call && revealCall(call, reveal) };
  const promptHash = createHash("sha256").update(system).update(hidden.text).digest("hex");
  const author: Author = { engine: "llm", model: endpoint.model, degraded: null, promptHash };
  return { candidate: read(answer, moment, author) };
}

/** The step an answer is: one of those it was offered, a call, or words of its own. */
function read(answer: ModelAnswer, moment: DraftContext, author: Author): Candidate | null {
  const { retrieved, tools, offered } = moment;
  const chosen = answer.call ? null : chosenStep(answer.text, retrieved.sources.length, offered);
  if (chosen) return { ...chosen, author };
  const checked = answer.call && tools.check(answer.call);
  if (checked?.ok) return ownCall(checked.request, moment, author);
  return ownWords(answer.text, moment, author);
}

function ownCall(
  call: ToolRequest,
  { seen, retrieved, candidates }: DraftContext,
  author: Author,
): Candidate {
  const practice = practiceOfCall(retrieved.proposal, call.tool);
  const made = callCandidate(call, {
    id: "model",
    origin: "model",
    probability: practice?.probability ?? 0,
    practice,
    guidance: null,
    trigger: triggerSource(seen),
    past: pastOf(practice, retrieved.sources),
    author,
  });
  const same = candidates.find((one) => isSameStep(one, made));
  return same && !same.bar ? { ...same, author } : made;
}

/** Numbers behind those of the sources stand for the candidates, and for what those rest on. */
function ownWords(
  answer: string,
  { retrieved, candidates, offered }: DraftContext,
  author: Author,
): Candidate | null {
  const listed = [...retrieved.sources.map((source) => [source]), ...offered.map(({ sources }) => sources)];
  const { text, cited } = readCitations(answer, listed);
  if (text === "" || text.includes(NO_REPLY)) return null;
  // A text identical to a candidate's is that candidate, with the sources the model cites.
  const same = candidates.find((one) => !one.bar && isSameStep(one, { kind: "reply", text }));
  const guidance = same?.guidance ?? null;
  return {
    id: same?.id ?? "model",
    kind: "reply",
    text,
    payload: {},
    sources: cited,
    why: whySaid(cited, guidance),
    origin: "model",
    probability: same?.probability ?? 0,
    practice: same?.practice ?? null,
    guidance,
    bar: null,
    author,
  };
}

/** A source as a model reads it: another ticket without what is its customer's own. */
function ofOthers({ kind, body, people }: Source, known: Known): string {
  const hidden = redactForGood(body, { names: people });
  return kind === "ticket" ? withoutForeign(hidden, known, people) : hidden;
}

function revealCall(call: ToolRequest, reveal: (text: string) => string): ToolRequest {
  const revealed = (_: string, value: unknown) => (typeof value === "string" ? reveal(value) : value);
  return { tool: call.tool, arguments: JSON.parse(JSON.stringify(call.arguments), revealed) };
}
