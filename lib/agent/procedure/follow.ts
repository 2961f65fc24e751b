/** Finds the next step of a written procedure that was not taken yet, with its wording or tool call. Pure. */
import type { Case } from "#lib/apprentice/model";
import type { ProcedureStep } from "#lib/knowledge/procedure";
import type { Toolbox } from "#lib/tools/registry";
import type { Tool } from "#lib/tools/tool";
import { quoteEstimate } from "../candidates/article";
import {
  apprentice,
  type Candidate,
  callCandidate,
  type Guidance,
  type Practice,
  whySaid,
} from "../candidates/candidate";
import type { Source } from "../source";
import { lastWords, placesAhead } from "./ahead";
import { fillCall, mentionedTool } from "./call";
import { progressOf } from "./progress";
import { answersOf, answerTo, knownValues } from "./said";
import { stepsOf } from "./script";
import { fillWording, knownValue } from "./slots";

/** What only the analyst can do next, in the procedure's words. */
export type Instruction = { text: string; source: Source };

/** What a procedure has next, the likeliest first; an instruction only where nothing can be said or called. */
export type Followed = { candidates: Candidate[]; instruction: Instruction | null };

/** What following needs to know of a ticket beside its procedures. */
export type ProcedureContext = {
  of: Case;
  /** What caused the agent run, as evidence. */
  trigger: Source;
  /** Texts proposed before: an instruction is named once. */
  proposed: readonly string[];
  /** Whether these words were said or proposed before: they are passed over. */
  isSaid: (text: string) => boolean;
  /** The customer only thanks: then nothing but the last words of a procedure fits. */
  isEnd: boolean;
  tools: Toolbox;
  /** Closed tickets in which analysts called a tool. */
  timesUsed: (tool: string) => number;
  /** The arguments analysts would give a tool; null for one they never called. */
  argumentsOf: (tool: string) => Record<string, unknown> | null;
  /** What was learned of a call of a tool, and the past calls it rests on. */
  practiceOf: (tool: string) => { practice: Practice | null; past: Source[] };
};

/** A procedure this unlikely to be the one for the ticket is not followed at all. */
const leastAbout = 0.1;
/** Steps offered of one procedure: one key each. */
const stepsOffered = 3;
/** How much likelier the next step is taken for each one done before it, up to three. */
const onTrack = 0.05;
/** Closed tickets of a procedure that say as much as the procedure. */
export const enoughClosed = 5;
/** A step behind another one comes next this much less often; so does one behind something nobody can see being done. */
const laterCounts = 0.4;

/**
 * The next steps of the procedure the ticket is furthest in, the likeliest first; none where no article is one. An article
 * need not be held to be about the ticket: the less it is, the less likely its steps are.
 */
export function follow(moment: ProcedureContext, articles: readonly Source[]): Followed {
  const followed = articles
    .filter(({ score }) => score >= leastAbout)
    .flatMap((source) => nextOf(moment, source) ?? []);
  followed.sort((left, right) => right.done - left.done || right.probability - left.probability);
  return followed[0] ?? { candidates: [], instruction: null };
}

/** Null where it has nothing next; `probability` is that of its first step. */
function nextOf(
  moment: ProcedureContext,
  source: Source,
): (Followed & { done: number; probability: number }) | null {
  const steps = stepsOf(source.body);
  const tools = steps.map((step) => (step.wording === null ? mentionedTool(step, moment.tools.all) : null));
  // A public article without words to say or calls is meant for the customer, who reads it as a whole.
  if (!source.isInternal && !steps.some(({ wording }, place) => wording !== null || tools[place]))
    return null;
  const progress = progressOf(
    steps,
    tools.map((tool) => tool?.name ?? null),
    moment.of,
  );
  const practice = tools.flatMap((tool) => (tool ? [moment.timesUsed(tool.name)] : []));
  const closed = practice.length > 0 ? Math.min(...practice) : 0;
  const base = estimate(source.score, progress.done.size, closed);
  const places = moment.isEnd ? lastWords(steps, progress) : placesAhead(steps, progress, moment.of);
  const done = progress.done.size;
  const found: Candidate[] = [];
  let instruction: (Instruction & { probability: number }) | null = null;
  let unseen = 0;
  for (const place of places) {
    const step = steps[place];
    if (!step) continue;
    const probability = base * laterCounts ** (found.length + unseen);
    const tool = tools[place] ?? null;
    if (step.wording === null && !tool) {
      instruction ??= isNamed(moment, step) ? null : { text: step.text, source, probability };
      unseen = 1;
      continue;
    }
    const about = { source, probability, done, closed, place: found.length, isFilled: false };
    const made = tool ? stepToCall(moment, step, tool, about) : stepToSay(moment, step.wording ?? "", about);
    if (made?.kind === "reply" && moment.isSaid(made.text)) continue;
    // A step that cannot be carried out yet is not skipped.
    if (!made) break;
    found.push(made);
    if (found.length === stepsOffered) break;
  }
  const first = found[0] ?? instruction;
  if (!first) return null;
  const { probability } = first;
  return { done, probability, candidates: found, instruction: found.length > 0 ? null : instruction };
}

/**
 * Our estimate that an analyst takes the next step, from how sure it is that the procedure is the right one, how much of
 * it was done, and how often it was closed before: what analysts do then is known better than what is written.
 */
function estimate(score: number, done: number, closed: number): number {
  const written = quoteEstimate(score) - 0.05 + onTrack * Math.min(3, done);
  return (written * enoughClosed) / (enoughClosed + closed);
}

/** The words of a step; null while a value of them is not known. */
function stepToSay({ of }: ProcedureContext, wording: string, about: Guidance): Candidate | null {
  const known = knownValues(of);
  const answers = answersOf(of);
  const text = fillWording(wording, (slot) => knownValue(slot, known) ?? answerTo(slot, answers));
  if (text === null) return null;
  const guidance = { ...about, isFilled: text !== wording };
  return {
    id: `procedure-${about.place}`,
    kind: "reply",
    text,
    payload: {},
    sources: [about.source],
    why: whySaid([about.source], guidance),
    origin: "procedure",
    probability: about.probability,
    practice: null,
    guidance,
    bar: null,
    author: apprentice,
  };
}

/** The call of a step; null while an argument of it is not known. */
function stepToCall(
  moment: ProcedureContext,
  step: ProcedureStep,
  tool: Tool,
  about: Guidance,
): Candidate | null {
  const { of, tools, argumentsOf, practiceOf, trigger } = moment;
  const said = [of.subject, ...of.events.flatMap(({ kind, body }) => (isInward(kind) ? [body] : []))].join(
    "\n",
  );
  const filled =
    argumentsOf(tool.name) ?? fillCall(tool, step, { known: knownValues(of), answers: answersOf(of), said });
  const checked = filled && tools.check({ tool: tool.name, arguments: filled });
  if (!checked?.ok) return null;
  return callCandidate(checked.request, {
    id: `procedure-${about.place}`,
    origin: "procedure",
    probability: about.probability,
    guidance: about,
    trigger,
    ...practiceOf(tool.name),
  });
}

function isNamed({ proposed }: ProcedureContext, { text }: ProcedureStep): boolean {
  return proposed.some((earlier) => earlier.includes(text));
}

function isInward(kind: Case["events"][number]["kind"]): boolean {
  return kind === "customer_message" || kind === "alert_firing";
}
