/** Scores candidates: computes each one's gate features and asks the gate once. */
import {
  decideGate,
  type Gate,
  type GateSettings,
  mostByCases,
  strangeCall,
  unlike,
} from "#lib/policy/gate/gate";
import type { GateRecord } from "#lib/policy/model";
import { quoteEstimate } from "./candidates/article";
import type { Candidate } from "./candidates/candidate";
import type { Observation, Retrieved } from "./model";
import { trustIn } from "./model-record";

/** Prefix of the apprentice's own features among the gate's; what the apprentice learns from a decision is found by it. */
const own = "apprentice.";

/** How many times more an unhelpful card costs where every minute counts. */
const urgency = 3;

/** The gate's verdict on a candidate, from our own estimate; a model's own confidence is not used. */
export function score(
  candidate: Candidate,
  seen: Observation,
  retrieved: Retrieved,
  { gate, settings }: { gate: Gate; settings: GateSettings },
): GateRecord {
  const question = {
    queue: seen.queueKey,
    features: gateFeatures(candidate, retrieved),
    typedProbability: retrieved.proposal.typedProbability,
  };
  const isUrgent = seen.ticket.priority === "urgent";
  const costs = isUrgent ? { ...settings, costOfBad: settings.costOfBad * urgency } : settings;
  return decideGate(gate, question, costs, chanceOf(seen.event.id));
}

/** The apprentice's own features among those the gate saw; null when the draft was not its own first reply. */
export function apprenticeFeatures(features: Record<string, number>): Record<string, number> | null {
  if (!features.learned) return null;
  const kept = Object.entries(features).filter(([name]) => name.startsWith(own));
  return Object.fromEntries(kept.map(([name, value]) => [name.slice(own.length), value]));
}

function gateFeatures(candidate: Candidate, { proposal, sources }: Retrieved): Record<string, number> {
  const { practice, guidance } = candidate;
  const strange = proposal.features.strange ?? 0;
  const best = (kind: "article" | "ticket") =>
    Math.max(0, ...sources.filter((source) => source.kind === kind).map(({ score }) => score));
  const estimate = Math.min(0.99, Math.max(0.01, acceptEstimate(candidate)));
  const isFirst = practice?.place === 0;
  const isByModel = candidate.author.engine === "llm";
  const isOurs = Object.entries(proposal.features).map(([name, value]) => [`${own}${name}`, value]);
  return {
    logit: Math.log(estimate / (1 - estimate)),
    novelty: proposal.novelty,
    article: best("article"),
    ticket: best("ticket"),
    cited: candidate.sources.length / 5,
    llm: isByModel ? 1 : 0,
    // A model that comes to the apprentice's first reply by itself, or prefers another of its replies.
    agrees: isByModel && isFirst ? 1 : 0,
    prefers: isByModel && (practice?.place ?? 0) > 0 ? 1 : 0,
    call: candidate.kind === "diagnostic" ? 1 : 0,
    callSure: candidate.kind === "diagnostic" ? (practice?.sureness ?? 0) : 0,
    callSpecific: candidate.kind === "diagnostic" ? (practice?.specificity ?? 0) : 0,
    learned: isFirst ? 1 : 0,
    [strangeCall]: isPointedTo(candidate) ? 0 : strange,
    [unlike]: dissimilarity(candidate, strange),
    procedure: guidance ? 1 : 0,
    procedureTells: guidance?.isFilled ? 1 : 0,
    procedureDone: Math.min(3, guidance?.done ?? 0) / 3,
    [mostByCases]: guidance ? 1 : mostFor(candidate),
    ...Object.fromEntries(isOurs),
  };
}

/** A call is doubted for being strange first, and less as its values point to its tool; a reply's confidence has the first in it. */
function dissimilarity({ kind, practice }: Candidate, strange: number): number {
  if (!practice || kind !== "diagnostic") return practice?.unlike ?? 0;
  return Math.max(0, practice.unlike - strange) * Math.max(0, 1 - practice.specificity / pointed);
}

/** From this share on the values of a call point to its tool, whatever the words around them say. */
const pointed = 0.5;

/** True for what is no call of the apprentice's own, and for one whose values only its tool is given. */
function isPointedTo({ kind, practice }: Candidate): boolean {
  return kind !== "diagnostic" || practice === null || practice.specificity >= pointed;
}

/**
 * The most that the past cases behind a candidate can prove: one case no more than an even chance. A model's own words
 * are believed as far as its cards were taken; what is written down does not rest on cases.
 */
function mostFor({ practice, author }: Candidate): number {
  if (practice) return practice.support / (practice.support + 1);
  return author.record ? trustIn(author.record) : 1;
}

/** How much likelier a draft is taken that a model wrote, or chose, as long as decisions do not say otherwise. */
const modelBonus = 0.15;
/** What a model calls for is taken at least so often. */
const leastOfModelCall = 0.5;

/** Our estimate that an analyst takes it, in [0, 1], before the team's decisions correct it. */
function acceptEstimate(candidate: Candidate): number {
  const { guidance, author } = candidate;
  const bonus = author.record && trustIn(author.record) >= 0.5 ? modelBonus : 0;
  return Math.max(guidance ? guidance.probability + bonus : 0, estimateByPractice(candidate, bonus));
}

function estimateByPractice({ kind, practice, sources }: Candidate, bonus: number): number {
  if (kind === "diagnostic") {
    const learned = practice?.probability ?? 0;
    return bonus > 0 ? Math.max(leastOfModelCall, learned + bonus) : learned;
  }
  if (practice) return practice.probability + bonus;
  const cited = sources.filter((source) => source.kind !== "event").map((source) => source.score);
  return quoteEstimate(Math.max(0, ...cited)) + bonus;
}

/** A number in [0, 1) that looks random and is the same whenever the event is considered: for exploration. */
function chanceOf(eventId: number): number {
  let mixed = Math.imul(eventId ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
