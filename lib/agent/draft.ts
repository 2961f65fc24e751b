/** Turns what was retrieved into a draft, by the configured model or by the apprentice: one way for both. */
import { createHash } from "node:crypto";
import { type Answer, ask } from "#lib/models/ask";
import type { ModelCalls } from "#lib/models/model-calls";
import { degradedSentence } from "#lib/models/model-failure";
import { languageModel, type ModelEndpoint } from "#lib/models/models";
import { redact, redactForGood, restore } from "#lib/privacy/redact";
import type { ToolRequest } from "#lib/suggestions/model";
import { callWords } from "#lib/suggestions/rules";
import type { Toolbox } from "#lib/tools/registry";
import { apprenticeModel, apprenticeModelId, apprenticeOptions } from "./apprentice-model";
import { readCitations, withoutMarks } from "./citations";
import { type Known, knownTexts, withoutForeign } from "./grounding";
import { customerLanguage } from "./language";
import type { Draft, Observation, Retrieved, Source } from "./model";
import { namesOf } from "./observe";
import { followedAs } from "./procedure/choice";
import { chosenStep, isCommand, SILENT, writePrompt } from "./prompt";
import { alternativesTo, type LearnedStep, learnedSteps } from "./steps";

/** What the apprentice would say; null when it has nothing. Takes a few milliseconds and never fails. */
export async function apprenticeDraft(
  seen: Observation,
  retrieved: Retrieved,
  tools: Toolbox,
): Promise<Draft | null> {
  const { proposal, sources } = retrieved;
  const steps = learnedSteps(seen, retrieved, tools);
  const call = steps.find((step) => step.call && !step.followed)?.call ?? null;
  const next = steps.find((step) => step.followed && step.followed === retrieved.first?.step);
  const followed = next
    ? { text: next.text, call: next.call, source: sources.length + steps.indexOf(next) + 1 }
    : null;
  const asked = followed?.call ?? call;
  const to = seen.customer?.name ?? null;
  const language = customerLanguage(seen);
  const answer = await ask({
    model: apprenticeModel(),
    system: "",
    prompt: "-",
    tools: asked ? [tools.named(asked.tool)] : [],
    providerOptions: apprenticeOptions({ proposal, sources, to, language, call, followed }),
    isAtOnce: true,
  });
  const by = { engine: "apprentice", model: apprenticeModelId } as const;
  return draftFrom(answer, { seen, retrieved, tools, steps }, by);
}

/**
 * What the configured model would say; null when it has nothing. It is given what the apprentice would do, with how
 * likely each step is to be taken, and may choose one of them. Names, addresses and secrets leave this machine as
 * placeholders; those of this ticket come back into the draft.
 */
export async function modelDraft(
  endpoint: ModelEndpoint,
  calls: ModelCalls,
  seen: Observation,
  retrieved: Retrieved,
  tools: Toolbox,
  onText: (text: string) => void,
): Promise<{ draft: Draft | null } | { failed: string }> {
  const known = knownTexts(retrieved.sources, seen);
  const sources = retrieved.sources.map((source) => ({
    ...source,
    title: source.kind === "ticket" ? withoutForeign(source.title, known, source.people) : source.title,
    body: ofOthers(source, known),
  }));
  const steps = learnedSteps(seen, retrieved, tools);
  const told = steps.map((step) => ({
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
        const chosen = chosenStep(text, sources.length, steps);
        if (chosen || !isCommand(text)) onText(chosen?.text ?? withoutMarks(reveal(text)));
      },
    }),
  );
  if ("failure" in result) return { failed: degradedSentence(endpoint.model, result.failure) };
  const { text, call } = result.answer;
  const revealed = { text: reveal(text), call: call && revealCall(call, reveal) };
  const by = { engine: "llm", model: endpoint.model } as const;
  const draft = draftFrom(revealed, { seen, retrieved, tools, steps }, by);
  const promptHash = createHash("sha256").update(system).update(hidden.text).digest("hex");
  return { draft: draft && { ...draft, promptHash } };
}

/** A source as a model reads it: another ticket without what is its customer's own. */
function ofOthers({ kind, body, people }: Source, known: Known): string {
  const hidden = redactForGood(body, { names: people });
  return kind === "ticket" ? withoutForeign(hidden, known, people) : hidden;
}

/** What an answer is read against. */
type Moment = { seen: Observation; retrieved: Retrieved; tools: Toolbox; steps: LearnedStep[] };

function draftFrom(answer: Answer, moment: Moment, by: Pick<Draft, "engine" | "model">): Draft | null {
  const { seen, retrieved, tools, steps } = moment;
  const chosen = answer.call ? null : chosenStep(answer.text, retrieved.sources.length, steps);
  const asked = answer.call ?? chosen?.call;
  const checked = asked && tools.check(asked);
  const draft = checked?.ok
    ? callDraft(checked.request, seen, retrieved)
    : replyDraft(
        chosen ? { text: chosen.text, cited: chosen.sources } : readAnswer(answer.text, moment),
        retrieved,
      );
  return (
    draft && { ...draft, ...by, payload: { ...draft.payload, alternatives: alternativesTo(draft, steps) } }
  );
}

/** A draft before it is said who wrote it. */
type Unsigned = Omit<Draft, "engine" | "model">;

function callDraft(call: ToolRequest, seen: Observation, retrieved: Retrieved): Unsigned {
  const { proposal, sources } = retrieved;
  const followed = followedAs({ kind: "diagnostic", text: "", call }, retrieved);
  const learned = proposal.tool?.tool === call.tool ? proposal.tool.sourceEventIds : [];
  return {
    kind: "diagnostic",
    text: callWords(call),
    payload: { call },
    sources: [
      triggerSource(seen),
      ...(followed ? [followed.source] : []),
      ...sources.filter(({ eventId }) => learned.includes(eventId ?? -1)),
    ],
    why: followed
      ? nextIn(followed.source)
      : learned.length > 0
        ? `Analysts ${call.action ? "did" : "looked"} this ${call.action ? "" : "up "}at this point before.`
        : call.action
          ? "The ticket and what was found on it call for this."
          : "Its result is needed for an answer.",
    degraded: null,
  };
}

function replyDraft(
  { text, cited }: { text: string; cited: Source[] },
  retrieved: Retrieved,
): Unsigned | null {
  if (text === "" || text.includes(SILENT)) return null;
  const isLearned = cited.some(({ kind }) => kind === "ticket");
  const followed = isLearned ? null : followedAs({ kind: "reply", text, call: null }, retrieved);
  const why = followed ? nextIn(followed.source) : reasonFor(cited);
  return { kind: "reply", text, payload: {}, sources: cited, why, degraded: null };
}

function nextIn({ title }: Source): string {
  return `“${title}” has this as the next step.`;
}

/** Numbers behind those of the sources stand for the steps, and for what those rest on. */
function readAnswer(text: string, { retrieved, steps }: Moment) {
  const listed = [...retrieved.sources.map((source) => [source]), ...steps.map(({ sources }) => sources)];
  return readCitations(text, listed);
}

/** The event that caused the look, as evidence. */
export function triggerSource({ event, ticket }: Observation): Source {
  const body = [event.body, JSON.stringify(event.data)].join("\n");
  const excerpt = event.body.slice(0, 240);
  return {
    kind: "event",
    ref: event.id,
    title: ticket.subject,
    excerpt,
    score: 1,
    body,
    people: [],
    isInternal: false,
  };
}

function reasonFor(cited: Source[]): string {
  const tickets = new Set(cited.filter(({ kind }) => kind === "ticket").map(({ ref }) => ref)).size;
  const article = cited.find(({ kind }) => kind === "article");
  if (article && tickets === 0) return `The article “${article.title}” covers this.`;
  const past = `${tickets} closed ${tickets === 1 ? "ticket" : "tickets"}`;
  if (article) return `The article “${article.title}” and ${past} cover this.`;
  return tickets > 0 ? `Analysts answered like this in ${past}.` : "A diagnostic on this ticket answers it.";
}

function revealCall(call: ToolRequest, reveal: (text: string) => string): ToolRequest {
  const revealed = (_: string, value: unknown) => (typeof value === "string" ? reveal(value) : value);
  return { tool: call.tool, arguments: JSON.parse(JSON.stringify(call.arguments), revealed) };
}
