/** A configured model's answer: streamed, with look-ups as it asks for them, every sentence held against what it cites. */
import { createHash } from "node:crypto";
import { ticketText } from "#lib/agent/grounding";
import type { Observation } from "#lib/agent/model";
import { namesOf } from "#lib/agent/observe";
import { mayRunForQuestion } from "#lib/investigation/asked-call";
import { toolsSize } from "#lib/models/ask";
import { holdsCall } from "#lib/models/called-in-text";
import { askFitting, besideTools, type Room } from "#lib/models/fitting";
import type { ModelCalls } from "#lib/models/model-calls";
import { degradedSentence, UnfitAnswer } from "#lib/models/model-failure";
import type { ModelEndpoint } from "#lib/models/models";
import type { Ctx } from "#lib/platform/context";
import { type Hidden, redact, restore } from "#lib/privacy/redact";
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
  | { statements: Statement[]; promptHash: string }
  /** Why there is none, in a sentence. */
  | { degraded: string };

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
    if ("degraded" in turn) return turn;
    const { text, call, ...asked } = turn;
    if (!call) return settled(text, { question, known: ticketText(seen), model: endpoint.model, ...asked });
    const looked = await lookUp(ctx, call, lookingUp);
    mayLook = looked !== null;
    if (looked) listed.push(asListed(looked));
  }
  return { degraded: degradedSentence(endpoint.model, { what: "came to no answer" }) };
}

type Turn =
  | { text: string; call: ToolRequest | null; promptHash: string; listed: readonly Listed[] }
  | { degraded: string };

async function once(
  endpoint: ModelEndpoint,
  by: AskingModel & { listed: readonly Listed[]; mayLook: boolean },
): Promise<Turn> {
  const { question, seen, before, listed, mayLook, calls, lookingUp, onText, signal } = by;
  const { tools, policy } = lookingUp;
  const mayRun = mayLook ? tools.all.filter((tool) => mayRunForQuestion(tool, seen.ticket, policy)) : [];
  const write = (room: Room) => {
    const offered = room !== null && toolsSize(mayRun) > room / 4 ? [] : mayRun;
    const earlier = room === null ? before : [];
    const fitting = listedWithin(listed, besideTools(room, offered));
    if (listed.length > 0 && fitting.length === 0) return null;
    const { subject } = seen.ticket;
    const { system, prompt } = writeQuestionPrompt({ question, subject, listed: fitting, before: earlier });
    const hidden = redact(prompt, { names: namesOf(seen) });
    return {
      system,
      prompt: hidden.text,
      tools: offered,
      listed: fitting,
      hidden,
      onText: (text: string) => {
        if (text.length > longest) throw new UnfitAnswer("did not come to an end");
        if (!NO_ANSWER.startsWith(text.trim()) && !holdsCall(text)) onText(restore(text, hidden.found));
      },
    };
  };
  const result = await askFitting(endpoint, calls, write, { signal });
  if ("failure" in result) return { degraded: degradedSentence(endpoint.model, result.failure) };
  const { answer, asked } = result;
  const { found } = asked.hidden;
  const promptHash = createHash("sha256").update(asked.system).update(asked.prompt).digest("hex");
  const call = answer.call && revealed(answer.call, found);
  return { text: restore(answer.text, found), call, promptHash, listed: asked.listed };
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
};

/** The evidence floor: decided here, whatever the prose says. */
function settled(text: string, { question, listed, known, model, promptHash }: Settling): ModelAnswer {
  const without = (what: string) => ({ degraded: degradedSentence(model, { what }) });
  if (holdsCall(text)) return without("mixed a call into its answer");
  if (text.includes(NO_ANSWER)) return without("found no answer in the sources");
  const statements = readAnswer(text, listed, known);
  if (!statements.some(({ role }) => role === "statement"))
    return without("wrote nothing that rests on a source");
  if (isOther(languageOf(text), languageOf(question))) return without("answered in another language");
  return { statements, promptHash };
}
