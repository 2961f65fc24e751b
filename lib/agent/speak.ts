/** Puts a checked draft to the gate: what is known of it as numbers, and what the gate makes of them. */
import {
  decideGate,
  defaultGateSettings,
  type Gate,
  type GateSettings,
  gateProbability,
  mostByCases,
} from "#lib/policy/gate/gate";
import type { GateRecord } from "#lib/policy/model";
import type { ToolRequest } from "#lib/suggestions/model";
import { quoteEstimate } from "./article-reply";
import type { Draft, Observation, Retrieved, Source } from "./model";
import { followedAs, isNewKind, newStep } from "./procedure/choice";

/** Prefix of the apprentice's own features among the gate's; what a decision teaches the apprentice is found by it. */
const own = "apprentice.";

/** Decides about a draft from our own estimate; what a model says of itself does not enter. */
export function decide(
  gate: Gate,
  draft: Draft,
  seen: Observation,
  retrieved: Retrieved,
  settings: GateSettings,
): GateRecord {
  const question = {
    queue: seen.queueKey,
    features: gateFeatures(draft, retrieved),
    typedProbability: retrieved.proposal.typedProbability,
  };
  return decideGate(gate, question, settings, chanceOf(seen.event.id));
}

/** From this chance on a card is worth its time, at the usual costs. */
const worthACard =
  defaultGateSettings.costOfBad / (defaultGateSettings.costOfBad + defaultGateSettings.gainOfGood);

/** Below this chance the apprentice only guesses. */
const onlyAGuess = 0.1;

/**
 * The step of a procedure that goes before what was learned: where the team has closed little like this, and the gate
 * holds it worth a card, and likelier so than the apprentice's own step; where that is none or a guess, in any case. So
 * decisions go on teaching when procedures are worth following.
 */
export function firstStep(
  gate: Gate,
  queue: string | null,
  retrieved: Omit<Retrieved, "first">,
): Retrieved["first"] {
  const step = newStep(retrieved);
  if (!step || !isNewKind(retrieved)) return null;
  const { proposal } = retrieved;
  const own = proposal.step.kind === "tool" ? proposal.tool : proposal.replies[0];
  const chance = (draft: Weighed) =>
    gateProbability(gate, { queue, features: gateFeatures(draft, retrieved) });
  const written = chance(asWeighed(step.text, step.call, [step.source]));
  if (!own) return { step, probability: written };
  const learned = own.kind === "tool" ? asWeighed("", own, []) : asWeighed(own.text, null, []);
  const known = chance(learned);
  return known < onlyAGuess || (written >= worthACard && written > known)
    ? { step, probability: written }
    : null;
}

/** The apprentice's own features among those the gate saw; null when the draft was not its own first reply. */
export function apprenticeFeatures(features: Record<string, number>): Record<string, number> | null {
  if (!features.learned) return null;
  const kept = Object.entries(features).filter(([name]) => name.startsWith(own));
  return Object.fromEntries(kept.map(([name, value]) => [name.slice(own.length), value]));
}

/** What the gate sees of a draft. */
type Weighed = Pick<Draft, "kind" | "text" | "payload" | "sources" | "engine">;

function asWeighed(text: string, call: ToolRequest | null, sources: Source[]): Weighed {
  const kind = call ? "diagnostic" : "reply";
  return { kind, text, payload: call ? { call } : {}, sources, engine: "apprentice" };
}

function gateFeatures(draft: Weighed, retrieved: Omit<Retrieved, "first">): Record<string, number> {
  const { proposal, sources } = retrieved;
  const best = (kind: "article" | "ticket") =>
    Math.max(0, ...sources.filter((source) => source.kind === kind).map(({ score }) => score));
  const estimate = Math.min(0.99, Math.max(0.01, acceptEstimate(draft, retrieved)));
  const place = placeOf(draft, retrieved);
  const followed = followedBy(draft, retrieved);
  const isOurs = Object.entries(proposal.features).map(([name, value]) => [`${own}${name}`, value]);
  return {
    logit: Math.log(estimate / (1 - estimate)),
    novelty: proposal.novelty,
    article: best("article"),
    ticket: best("ticket"),
    cited: draft.sources.length / 5,
    llm: draft.engine === "llm" ? 1 : 0,
    // A model that comes to the apprentice's first reply by itself, or prefers another of its replies.
    agrees: draft.engine === "llm" && place === 0 ? 1 : 0,
    prefers: draft.engine === "llm" && place > 0 ? 1 : 0,
    call: draft.kind === "diagnostic" ? 1 : 0,
    callSure: proposal.tool && draft.payload.call?.tool === proposal.tool.tool ? proposal.tool.sureness : 0,
    learned: place === 0 ? 1 : 0,
    procedure: followed ? 1 : 0,
    procedureTells: followed?.isFilled ? 1 : 0,
    procedureDone: Math.min(3, followed?.done ?? 0) / 3,
    [mostByCases]: followed ? 1 : mostFor(draft, retrieved),
    ...Object.fromEntries(isOurs),
  };
}

/**
 * The most that the past cases behind a draft can prove: one case no more than an even chance. What is written down, or
 * comes from a model, does not rest on cases.
 */
function mostFor(draft: Weighed, { proposal }: Omit<Retrieved, "first">): number {
  const reply = proposal.replies[placeOf(draft, { proposal })];
  const call = proposal.tool && proposal.tool.tool === draft.payload.call?.tool ? proposal.tool : undefined;
  const step = draft.kind === "diagnostic" ? call : reply;
  return step ? step.support / (step.support + 1) : 1;
}

/** How much likelier a draft is taken that a model wrote, or chose, until decisions teach better. */
const modelBonus = 0.15;

/** Our estimate that an analyst takes the draft, in [0, 1], before the team's decisions correct it. */
function acceptEstimate(draft: Weighed, retrieved: Omit<Retrieved, "first">): number {
  const bonus = draft.engine === "llm" ? modelBonus : 0;
  const written = followedBy(draft, retrieved)?.probability ?? 0;
  return Math.max(written > 0 ? written + bonus : 0, learnedEstimate(draft, retrieved, bonus));
}

function learnedEstimate(draft: Weighed, retrieved: Omit<Retrieved, "first">, bonus: number): number {
  const { proposal } = retrieved;
  if (draft.kind === "diagnostic") {
    const learned = proposal.tool?.tool === draft.payload.call?.tool ? (proposal.tool?.probability ?? 0) : 0;
    return draft.engine === "llm" ? Math.max(0.5, learned + bonus) : learned;
  }
  const place = placeOf(draft, retrieved);
  if (place === 0) return proposal.confidence + bonus;
  if (place > 0) return (proposal.replies[place]?.probability ?? 0) + bonus;
  const cited = draft.sources.filter(({ kind }) => kind !== "event").map(({ score }) => score);
  return quoteEstimate(Math.max(0, ...cited)) + bonus;
}

/** Which of the apprentice's replies the draft is, from 0; -1 when it is none of them. */
function placeOf(draft: Weighed, { proposal }: Pick<Retrieved, "proposal">): number {
  return draft.kind === "reply" ? proposal.replies.findIndex(({ text }) => text === draft.text) : -1;
}

/** The step of a written procedure that the draft is; null when it is none. */
function followedBy({ kind, text, payload }: Weighed, retrieved: Pick<Retrieved, "followed">) {
  return followedAs({ kind, text, call: payload.call ?? null }, retrieved);
}

/** A number in [0, 1) that looks random and is the same whenever the event is considered: for exploration. */
function chanceOf(eventId: number): number {
  let mixed = Math.imul(eventId ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
