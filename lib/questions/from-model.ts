/** A configured model's answer: streamed, with look-ups as it asks for them, every sentence held against what it cites. */
import { createHash } from "node:crypto";
import { ticketText } from "#lib/agent/grounding";
import type { Observation } from "#lib/agent/model";
import { mayRunForQuestion } from "#lib/investigation/asked-call";
import { toolsSize } from "#lib/models/ask";
import { holdsCall } from "#lib/models/called-in-text";
import { askFitting, besideTools, type Room } from "#lib/models/fitting";
import type { ModelCalls } from "#lib/models/model-calls";
import { degradedSentence, UnfitAnswer } from "#lib/models/model-failure";
import type { ModelEndpoint } from "#lib/models/models";
import type { Ctx } from "#lib/platform/context";
import { type Hidden, type Redacted, redact, restore } from "#lib/privacy/redact";
import type { ToolRequest } from "#lib/suggestions/step";
import { isOther, languageOf } from "#lib/tickets/message/language";
import { fromLookUp } from "./about-ticket";
import type { Found } from "./found";
import { type LookingUp, lookUp } from "./look-up";
import type { LookedUp, Statement } from "./model";
import { type Asked, listedFor, listedWithin, NO_ANSWER, writeQuestionPrompt } from "./prompt";
import { type Listed, readAnswer } from "./read-answer";

/** Longer answers go round in circles. */
const longest = 6_000;

export type ModelAnswer =
  /** `degraded`: why it is only part of what the model would have said. */
  | { statements: Statement[]; promptHash: string; degraded: string | null }
  /** Why there is none, in a sentence. */
  | { statements: null; degraded: string };

export type AskingModel = {
  question: string;
  seen: Observation;
  found: readonly Found[];
  before: Asked["before"];
  calls: ModelCalls;
  lookingUp: LookingUp;
  /** The whole text so far. */
  onText: (text: string) => void;
  /** Aborts when nobody wants the answer any more. */
  signal: AbortSignal;
};

/** What the model answers, or why its answer is not shown: without one statement that rests on a source there is none. */
export async function modelAnswer(ctx: Ctx, endpoint: ModelEndpoint, by: AskingModel): Promise<ModelAnswer> {
  const { question, seen, lookingUp } = by;
  const listed = listedFor(seen, by.found);
  const budget = lookingUp.policy?.budget.calls ?? 0;
  let mayLook = true;
  for (let step = 0; step <= budget + 1; step++) {
    const turn = await once(endpoint, { ...by, listed, mayLook: mayLook && step < budget });
    if ("failed" in turn) return { statements: null, degraded: turn.failed };
    const { text, call, ...asked } = turn;
    if (!call) return settled(text, { question, known: ticketText(seen), model: endpoint.model, ...asked });
    const looked = await lookUp(ctx, call, lookingUp);
    mayLook = looked !== null;
    if (looked) listed.push(asListed(looked));
  }
  const degraded = degradedSentence(endpoint.model, { what: "came to no answer" });
  return { statements: null, degraded };
}

type Turn =
  | {
      text: string;
      call: ToolRequest | null;
      promptHash: string;
      listed: readonly Listed[];
      /** What ended it before it was done, as the end of "The model …"; null: it was done. */
      cut: string | null;
    }
  | { failed: string };

async function once(
  endpoint: ModelEndpoint,
  by: AskingModel & { listed: readonly Listed[]; mayLook: boolean },
): Promise<Turn> {
  const { question, seen, before, listed, mayLook, calls, lookingUp, onText, signal } = by;
  const { tools, policy } = lookingUp;
  const mayRun = mayLook ? tools.all.filter((tool) => mayRunForQuestion(tool, seen.ticket, policy)) : [];
  const latest: { asked: AskedOnce | null } = { asked: null };
  const write = (room: Room) => {
    const offered = room !== null && toolsSize(mayRun) > room / 4 ? [] : mayRun;
    const earlier = room === null ? before : [];
    const fitting = listedWithin(listed, besideTools(room, offered));
    if (listed.length > 0 && fitting.length === 0) return null;
    const { subject } = seen.ticket;
    const { system, prompt } = writeQuestionPrompt({ question, subject, listed: fitting, before: earlier });
    const hidden = redact(prompt, { names: seen.names });
    const asked = { heard: "", system, prompt: hidden.text, hidden, listed: fitting };
    latest.asked = asked;
    return {
      ...asked,
      tools: offered,
      onText: (text: string) => {
        if (text.length > longest) throw new UnfitAnswer("did not come to an end");
        asked.heard = text;
        if (!NO_ANSWER.startsWith(text.trim()) && !holdsCall(text)) onText(restore(text, hidden.found));
      },
    };
  };
  const result = await askFitting(endpoint, calls, write, { signal });
  const failure = "failure" in result ? result.failure : null;
  // A slow model has said something by then: what it had finished is worth as much as ever.
  const finished = failure?.isCut && latest.asked ? wholeSentences(latest.asked.heard) : "";
  if (failure && finished === "") return { failed: degradedSentence(endpoint.model, failure) };
  const { asked } = latest;
  const { text, call } = "answer" in result ? result.answer : { text: finished, call: null };
  const { found } = asked?.hidden ?? { found: [] };
  const promptHash = createHash("sha256")
    .update(asked?.system ?? "")
    .update(asked?.prompt ?? "")
    .digest("hex");
  return {
    text: restore(text, found),
    call: call && revealed(call, found),
    promptHash,
    listed: asked?.listed ?? [],
    cut: failure?.what ?? null,
  };
}

type AskedOnce = {
  /** What it has written so far. */
  heard: string;
  system: string;
  prompt: string;
  hidden: Redacted;
  listed: readonly Listed[];
};

/** A text without the sentence it broke off in; a mark behind a stop belongs before it. */
function wholeSentences(text: string): string {
  const ends = [
    ...text.matchAll(/[.!?。！？](?:[ \t]?\[\d{1,3}(?:[,;][ \t]?\d{1,3}){0,9}\]){0,6}(?=\s|$)/gu),
  ];
  const last = ends.at(-1);
  return last ? text.slice(0, last.index + last[0].length) : "";
}

function revealed(call: ToolRequest, found: Hidden[]): ToolRequest {
  const reveal = (_: string, value: unknown) => (typeof value === "string" ? restore(value, found) : value);
  return { tool: call.tool, arguments: JSON.parse(JSON.stringify(call.arguments), reveal) };
}

function asListed(looked: LookedUp): Listed {
  const { text, citations } = fromLookUp(looked);
  const [citation] = citations;
  if (!citation) throw new Error("A look-up is always cited.");
  return { citation, body: text, isInternal: false };
}

type Settling = {
  question: string;
  listed: readonly Listed[];
  known: string;
  model: string;
  promptHash: string;
  cut: string | null;
};

/** The evidence floor: decided here, whatever the prose says. */
function settled(text: string, { question, listed, known, model, promptHash, cut }: Settling): ModelAnswer {
  const without = (what: string) => ({
    statements: null,
    degraded: degradedSentence(model, { what: cut ?? what }),
  });
  if (holdsCall(text)) return without("mixed a call into its answer");
  if (text.includes(NO_ANSWER)) return without("found no answer in the sources");
  const statements = readAnswer(text, listed, known);
  if (!statements.some(({ role }) => role === "statement"))
    return without("wrote nothing that rests on a source");
  if (isOther(languageOf(text), languageOf(question))) return without("answered in another language");
  const degraded = cut && `The model ${model} ${cut}. What it had finished is shown.`;
  return { statements, promptHash, degraded };
}
