/** Turns what was retrieved into a draft, by the configured model or by the apprentice: one way for both. */
import { redact, restore } from "#lib/policy/redact";
import type { ToolRequest } from "#lib/suggestions/model";
import { apprenticeModel, apprenticeModelId, apprenticeOptions } from "./apprentice-model";
import { type Answer, ask } from "./ask";
import { checkCall, checkDraft } from "./checks";
import { readCitations, withoutMarks } from "./citations";
import type { Draft, Observation, Retrieved, Source } from "./model";
import type { ModelCalls } from "./model-calls";
import { degradedSentence } from "./model-failure";
import { languageModel, type ModelEndpoint } from "./models";
import { SILENT, writePrompt } from "./prompt";
import type { Toolbox } from "./tools/registry";

const alternativesOffered = 3;
/** A reply less likely than this is no help beside the draft. */
const leastAlternative = 0.05;

/** What the apprentice would say; null when it has nothing. Takes a few milliseconds and never fails. */
export async function apprenticeDraft(
  seen: Observation,
  retrieved: Retrieved,
  tools: Toolbox,
): Promise<Draft | null> {
  const { proposal, sources } = retrieved;
  const call = proposal.tool && tools.check(proposal.tool);
  const isSound = call?.ok && checkCall({ payload: { call: call.request } }, seen).ok;
  const callable = isSound ? [call.request.tool] : [];
  const greeting = seen.customer?.name.split(/\s+/)[0] ?? null;
  const answer = await ask({
    model: apprenticeModel(),
    system: "",
    prompt: "-",
    tools: tools.all,
    providerOptions: apprenticeOptions({ proposal, sources, greeting, callable }),
  });
  return draftFrom(answer, seen, retrieved, tools, { engine: "apprentice", model: apprenticeModelId });
}

/**
 * What the configured model would say; null when it has nothing. Names, addresses and secrets leave
 * this machine as placeholders; those of this ticket come back into the draft.
 */
export async function modelDraft(
  endpoint: ModelEndpoint,
  calls: ModelCalls,
  seen: Observation,
  retrieved: Retrieved,
  tools: Toolbox,
  onText: (text: string) => void,
): Promise<{ draft: Draft | null } | { failed: string }> {
  const sources = retrieved.sources.map((source) => ({ ...source, body: redactForGood(source) }));
  const { system, prompt } = writePrompt(seen, sources);
  const hidden = redact(prompt, { names: namesOf(seen) });
  const reveal = (text: string) => restore(text, hidden.found);
  const result = await calls.run((signal) =>
    ask({
      model: languageModel(endpoint),
      system,
      prompt: hidden.text,
      tools: tools.all,
      signal,
      onText: (text) => onText(withoutMarks(reveal(text))),
    }),
  );
  if ("failure" in result) return { failed: degradedSentence(endpoint.model, result.failure) };
  const { text, call } = result.answer;
  const revealed = { text: reveal(text), call: call && revealCall(call, reveal) };
  return { draft: draftFrom(revealed, seen, retrieved, tools, { engine: "llm", model: endpoint.model }) };
}

function draftFrom(
  { text: answer, call }: Answer,
  seen: Observation,
  retrieved: Retrieved,
  tools: Toolbox,
  by: Pick<Draft, "engine" | "model">,
): Draft | null {
  const base = { ...by, degraded: null };
  const checked = call && tools.check(call);
  if (checked?.ok) {
    const { request } = checked;
    const learned =
      retrieved.proposal.tool?.tool === request.tool ? retrieved.proposal.tool.sourceEventIds : [];
    return {
      ...base,
      kind: "diagnostic",
      text: callInWords(request),
      payload: { call: request },
      sources: [
        triggerSource(seen),
        ...retrieved.sources.filter(({ eventId }) => learned.includes(eventId ?? -1)),
      ],
      why:
        learned.length > 0
          ? "Analysts looked this up at this point before."
          : "Its result is needed for an answer.",
    };
  }
  const { text, cited } = readCitations(answer, retrieved.sources);
  if (text === "" || text.includes(SILENT)) return null;
  const draft: Draft = { ...base, kind: "reply", text, payload: {}, sources: cited, why: reasonFor(cited) };
  return { ...draft, payload: { alternatives: alternatives(draft, seen, retrieved) } };
}

/** Other learned replies an analyst can take with one key; each passes the same checks. */
function alternatives(draft: Draft, seen: Observation, { proposal, sources }: Retrieved) {
  return proposal.replies
    .filter(({ text, probability }) => text !== draft.text && probability >= leastAlternative)
    .filter((reply) => {
      const cited = sources.filter(
        ({ eventId, kind }) =>
          kind === "event" || (eventId !== undefined && reply.sourceEventIds.includes(eventId)),
      );
      return checkDraft({ ...draft, text: reply.text, sources: cited }, seen).ok;
    })
    .slice(0, alternativesOffered)
    .map(({ text, probability }) => ({ text, probability: Math.min(1, probability) }));
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
  if (article && tickets === 0) return `The article “${article.title}” speaks about this.`;
  const past = `${tickets} closed ${tickets === 1 ? "ticket" : "tickets"}`;
  if (article) return `The article “${article.title}” and ${past} speak about this.`;
  return tickets > 0 ? `Analysts answered like this in ${past}.` : "A diagnostic on this ticket answers it.";
}

function callInWords({ tool, arguments: given }: ToolRequest): string {
  const values = Object.entries(given).map(([name, value]) => `${name} ${String(value)}`);
  return values.length > 0 ? `Run ${tool} with ${values.join(", ")}.` : `Run ${tool}.`;
}

/** Other customers' data goes out as a bare mark that nothing can turn back. */
function redactForGood({ body, people }: Source): string {
  const { text, found } = redact(body, { names: people });
  return found.reduce((hidden, { token, type }) => hidden.replaceAll(token, `(${type})`), text);
}

function namesOf({ customer }: Observation): string[] {
  return customer ? [customer.name, ...(customer.company ? [customer.company] : [])] : [];
}

function revealCall(call: ToolRequest, reveal: (text: string) => string): ToolRequest {
  const given = Object.entries(call.arguments).map(([name, value]) => [
    name,
    typeof value === "string" ? reveal(value) : value,
  ]);
  return { tool: call.tool, arguments: Object.fromEntries(given) };
}
