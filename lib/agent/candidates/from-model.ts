/** What the configured language model would do next: it chooses among the candidates, or writes one of its own. */
import { createHash } from "node:crypto";
import { type ModelAnswer, toolsSize } from "#lib/models/ask";
import { mayBeCall } from "#lib/models/called-in-text";
import { dialectOf } from "#lib/models/dialect";
import { askFitting, besideTools, type Room } from "#lib/models/fitting";
import type { ModelCalls } from "#lib/models/model-calls";
import { degradedSentence, UnfitAnswer } from "#lib/models/model-failure";
import type { ModelEndpoint } from "#lib/models/models";
import { redact, redactForGood, restore } from "#lib/privacy/redact";
import { callOf, type ToolRequest } from "#lib/suggestions/step";
import type { Toolbox } from "#lib/tools/registry";
import type { Tool } from "#lib/tools/tool";
import { readCitations, withoutMarks } from "../citations";
import { supportFor, withoutInvented } from "../cited-sentences";
import { draftFault, type Given, isParroted } from "../draft-faults";
import { type Known, knownTexts, ticketText, withoutForeign } from "../grounding";
import type { Observation, Retrieved } from "../model";
import type { ModelRecord } from "../model-record";
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

type Asking = {
  endpoint: ModelEndpoint;
  calls: ModelCalls;
  record: ModelRecord;
  /** Whether the ticket still stands as it was seen. */
  isWanted: () => Promise<boolean>;
};

/** `dropped` says in a sentence why an answer came to nothing. */
type Made = { candidate: Candidate | null; dropped?: string };

/** What came of asking, with the hash of the prompt; null where none was sent. */
type Asked = (Made | { failed: string }) & { promptHash: string | null };

/**
 * What the configured model would do; null when it has nothing. It is given what the apprentice would do, with how likely
 * each step is to be taken, and may choose one of them. Names, addresses and secrets leave this machine as placeholders;
 * those of this ticket come back into the draft.
 */
export async function modelCandidate(
  { endpoint, calls, record, isWanted }: Asking,
  moment: DraftContext,
  onText: (text: string) => void,
): Promise<Asked> {
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
  const write = (room: Room) => {
    const callable = dialectOf(endpoint).takesTools ? toolsFor(room, tools.all, offered) : [];
    const written = writePrompt(seen, sources, told, {
      room: besideTools(room, callable),
      hasTools: callable.length > 0,
    });
    if (!written) return null;
    const hidden = redact(written.prompt, { names: seen.names });
    const reveal = (text: string) => restore(text, hidden.found);
    const shown = written.sources.map((source) => retrieved.sources[sources.indexOf(source)] ?? source);
    const steps = written.steps.flatMap((step) => offered.find(({ id }) => id === step.id) ?? []);
    const given: Given = {
      system: written.system,
      grounds: [ticketText(seen), ...shown.map(({ body }) => body), ...steps.map(({ text }) => text)].join(
        "\n",
      ),
      asked: seen.timeline.flatMap(({ kind, body }) => (kind === "customer_message" ? [body] : [])),
    };
    const listed: Listing = { sources: shown, steps, given, reveal };
    return {
      system: written.system,
      prompt: hidden.text,
      tools: callable,
      listed,
      onText: (text: string) => {
        if (mayBeCall(text)) return;
        const chosen = chosenStep(text, shown.length, steps);
        if (isCommand(text) && !chosen) return;
        const fault = chosen ? null : draftFault(reveal(text), given);
        if (fault) throw new UnfitAnswer(`wrote something unfit: ${fault.replace(/\.$/, "")}`);
        onText(chosen?.text ?? withoutMarks(reveal(text)));
      },
    };
  };
  const result = await askFitting(endpoint, calls, write, { isWanted });
  const promptHash = result.asked && hashOf(result.asked);
  if ("failure" in result) {
    const { failure } = result;
    if (failure.isUnfit) return { candidate: null, dropped: `The model ${failure.what}.`, promptHash };
    return { failed: degradedSentence(endpoint.model, failure), promptHash };
  }
  const { answer, asked } = result;
  const { reveal } = asked.listed;
  const author: Author = { engine: "llm", model: endpoint.model, degraded: null, record };
  const call = answer.call && revealCall(answer.call, reveal);
  return { ...read({ text: reveal(answer.text), call }, { ...moment, ...asked.listed }, author), promptHash };
}

function hashOf({ system, prompt }: { system: string; prompt: string }): string {
  return createHash("sha256").update(system).update(prompt).digest("hex");
}

/** What one prompt listed, in the order of its numbers. */
type Listing = {
  sources: Source[];
  steps: Candidate[];
  given: Given;
  reveal: (text: string) => string;
};

/** A short context has no room for a catalogue: what the likeliest steps would call goes first. */
function toolsFor(room: Room, all: readonly Tool[], offered: readonly Candidate[]): Tool[] {
  if (room === null) return [...all];
  const likely = new Set(offered.flatMap((step) => callOf(step)?.tool ?? []));
  const inOrder = [
    ...all.filter(({ name }) => likely.has(name)),
    ...all.filter(({ name }) => !likely.has(name)),
  ];
  const kept: Tool[] = [];
  for (const one of inOrder) if (toolsSize([...kept, one]) <= room / 5) kept.push(one);
  return kept;
}

type Reading = DraftContext & Listing;

/** The step an answer is: one of those it was offered, a call, or words of its own. */
function read(answer: ModelAnswer, moment: Reading, author: Author): Made {
  const { sources, steps, tools } = moment;
  const chosen = answer.call ? null : chosenStep(answer.text, sources.length, steps);
  if (chosen) return { candidate: { ...chosen, author } };
  if (!answer.call) return ownWords(answer.text, moment, author);
  const checked = tools.check(answer.call);
  if (checked.ok) return { candidate: ownCall(checked.request, moment, author) };
  if (answer.text) return ownWords(answer.text, moment, author);
  return { candidate: null, dropped: `Its call of a tool cannot be run: ${checked.fault}` };
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
function ownWords(answer: string, { candidates, sources, steps, given }: Reading, author: Author): Made {
  if (answer.includes(NO_REPLY)) return { candidate: null };
  const fault = draftFault(answer, given);
  if (fault) return { candidate: null, dropped: fault };
  const listed = [...sources.map((source) => [source]), ...steps.map((step) => step.sources)];
  const kept = withoutInvented(answer, listed.length);
  const { text, cited } = readCitations(kept, listed);
  if (cited.length === 0) return { candidate: null, dropped: "It cites nothing it was given." };
  // A text identical to a candidate's is that candidate, with the sources the model cites.
  const same = candidates.find((one) => !one.bar && isSameStep(one, { kind: "reply", text }));
  if (!same && isParroted(text, given.asked))
    return { candidate: null, dropped: "It says what the customer said." };
  if (!same && supportFor(kept, given.grounds) < leastSupport)
    return { candidate: null, dropped: "What it says does not stand in what it cites." };
  const guidance = same?.guidance ?? null;
  const candidate: Candidate = {
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
  return { candidate };
}

/** Of the telling words in what cites a source so many stand on the ticket or in a source. */
const leastSupport = 0.4;

/** A source as a model reads it: another ticket without what is its customer's own. */
function ofOthers({ kind, body, people }: Source, known: Known): string {
  const hidden = redactForGood(body, { names: people });
  return kind === "ticket" ? withoutForeign(hidden, known, people) : hidden;
}

function revealCall(call: ToolRequest, reveal: (text: string) => string): ToolRequest {
  const revealed = (_: string, value: unknown) => (typeof value === "string" ? reveal(value) : value);
  return { tool: call.tool, arguments: JSON.parse(JSON.stringify(call.arguments), revealed) };
}
