/** Decides whether a proposal is shown: learned from this team's decisions, per queue, with every number open to inspection. */
import { type Certificate, certify, type Judgement } from "./certificate";
import { chance, type Logistic, learn, liftedBy, logOdds, newLogistic, predict } from "./logistic";

export type GateSettings = {
  /** Seconds an analyst loses by reading a card that does not help, and saves by one that does. */
  costOfBad: number;
  gainOfGood: number;
  /** Share of bad cards among the shown ones that is tolerated, and the chance that the certificate is wrong. */
  alpha: number;
  delta: number;
  /** Chance of showing a proposal the gate would have withheld: to the analyst only, never sent. */
  exploration: number;
  /** From this probability of a hand-written answer on, a withheld proposal is handed over instead. */
  handOverFrom: number;
};

export const defaultGateSettings: GateSettings = {
  costOfBad: 4,
  gainOfGood: 6,
  alpha: 0.2,
  delta: 0.1,
  exploration: 0.02,
  handOverFrom: 0.5,
};

export type Gate = {
  global: Logistic;
  /** What a queue differs in from all; absent until it has labels of its own. */
  queues: Record<string, { offset: Logistic; judged: Judgement[] }>;
  judged: Judgement[];
};

export type GateQuestion = {
  queue: string | null;
  /** Named finite numbers; `logit` is the log odds of the drafting model's own confidence. */
  features: Readonly<Record<string, number>>;
  typedProbability: number;
};

export type GateAnswer = {
  verdict: "show" | "abstain" | "hand_over";
  probability: number;
  threshold: number;
  /** True where the promise is proven for what is shown from here on, and the card keeps it by its own number. */
  certified: boolean;
  labelsNeeded: number;
  explored: boolean;
  /** Probability with which this verdict was taken. */
  propensity: number;
  features: Record<string, number>;
};

/** Judgements looked back on for the certificate. */
const WINDOW = 2_000;
/** A queue's own judgements count for its certificate once there are this many. */
const QUEUE_LABELS = 100;

/** The feature of a call whose values point to no tool: how strange the case is it is made for. */
export const strangeCall = "strangeCall";

/** How much less than usual what the case opens with points to the draft, beyond what `strangeCall` says; log odds, from 0. */
export const unlike = "unlike";

/**
 * A gate that trusts the drafting model's confidence until it has learned better; less so on a case of a kind nobody closed,
 * and where what was said points to another kind or none.
 */
export function newGate(): Gate {
  return { global: untaught(), queues: {}, judged: [] };
}

/** What speaks against a draft whatever the drafting model says of it. */
const doubts = { [strangeCall]: -1.5, [unlike]: -3.5 };

function untaught(): Logistic {
  return newLogistic(0, { logit: 1, ...doubts });
}

/** The feature that says how much the past cases behind a draft can prove at most. */
export const mostByCases = "mostByCases";

/**
 * P(the card is worth showing), capped by what the cases behind it can prove, and by how far so many judgements may lift it.
 */
export function gateProbability(
  gate: Gate,
  { queue, features }: Pick<GateQuestion, "queue" | "features">,
): number {
  const predicted = chance(combined(gate, queue, features));
  const lifted = liftedBy(gate.global.seen * alike(features) ** 2, predicted, predict(prior, features));
  return Math.min(lifted, features[mostByCases] ?? 1);
}

const prior = untaught();

/** How far a case is like those that were judged, in (0, 1]: what was learnt of ordinary ones does not lift one unlike them. */
function alike(features: GateQuestion["features"]): number {
  return Math.exp(
    Object.entries(doubts).reduce((sum, [name, weight]) => sum + weight * (features[name] ?? 0), 0),
  );
}

/**
 * Show, abstain, or hand over. `random` in [0, 1) decides exploration; the caller stores it with the seed so
 * that the decision can be repeated.
 */
export function decideGate(
  gate: Gate,
  question: GateQuestion,
  settings: GateSettings,
  random: number,
): GateAnswer {
  const probability = gateProbability(gate, question);
  const { threshold, certified, labelsNeeded } = thresholdOf(gate, question.queue, settings);
  const answer = {
    probability,
    threshold,
    certified: certified !== null && probability >= Math.max(certified, 1 - settings.alpha),
    labelsNeeded,
    explored: false,
    features: { ...question.features },
  };
  if (probability >= threshold) return { ...answer, verdict: "show", propensity: 1 };
  if (random < settings.exploration) {
    return { ...answer, verdict: "show", explored: true, propensity: settings.exploration };
  }
  const verdict = question.typedProbability >= settings.handOverFrom ? "hand_over" : "abstain";
  return { ...answer, verdict, propensity: 1 - settings.exploration };
}

/** Where a gate stands in a queue: what it would take to be shown, and why. */
export type GateThreshold = {
  /** Probability from which a card costs less time than it saves. */
  byCost: number;
  /** Probability from which showing is certified; null while nothing is. */
  certified: number | null;
  /** The higher of the two: what a card must reach. */
  threshold: number;
  /** Further judgements after which something would be certified, if all of them are good ones; 0 when something is. */
  labelsNeeded: number;
  /** Judgements the certificate rests on, and whether they are of this queue alone. */
  judged: number;
  isOwn: boolean;
};

/** Where the gate stands in `queue`, or over all of them for null. */
export function thresholdOf(gate: Gate, queue: string | null, settings: GateSettings): GateThreshold {
  const own = gate.queues[queue ?? ""]?.judged ?? [];
  const isOwn = own.length >= QUEUE_LABELS;
  const judged = isOwn ? own : gate.judged;
  const { threshold: certified, labelsNeeded } = certificateOf(judged, settings);
  const byCost = settings.costOfBad / (settings.costOfBad + settings.gainOfGood);
  const threshold = Math.max(byCost, certified ?? 0);
  return { byCost, certified, threshold, labelsNeeded, judged: judged.length, isOwn };
}

/**
 * Learns whether a card was (or, for a graded abstention, would have been) worth showing. Each judgement enters the
 * certificate with the probability the gate gave before it learned from it.
 */
export function learnGate(
  gate: Gate,
  of: Pick<GateQuestion, "queue" | "features"> & { good: boolean },
): void {
  const judgement = { probability: gateProbability(gate, of), good: of.good };
  push(gate.judged, judgement);
  if (of.queue !== null) {
    const queue = gate.queues[of.queue] ?? { offset: newLogistic(0, {}), judged: [] };
    gate.queues[of.queue] = queue;
    push(queue.judged, judgement);
    // The offset learns from what the combined model still gets wrong.
    learn(queue.offset, of.features, of.good, chance(combined(gate, of.queue, of.features)));
  }
  learn(gate.global, of.features, of.good);
}

/** The log odds by all decisions, and by what the queue differs in. */
function combined(gate: Gate, queue: string | null, features: GateQuestion["features"]): number {
  const offset = gate.queues[queue ?? ""]?.offset;
  return logOdds(gate.global, features) + (offset ? logOdds(offset, features) : 0);
}

/** The newest certificate of each list of judgements: dear to find, and the same until a judgement joins. */
const found = new WeakMap<readonly Judgement[], Certificate & Pick<GateSettings, "alpha" | "delta">>();

function certificateOf(judged: readonly Judgement[], { alpha, delta }: GateSettings): Certificate {
  const known = found.get(judged);
  if (known?.alpha === alpha && known.delta === delta) return known;
  const certificate = { ...certify(judged, alpha, delta), alpha, delta };
  found.set(judged, certificate);
  return certificate;
}

function push(judged: Judgement[], judgement: Judgement): void {
  found.delete(judged);
  judged.push(judgement);
  if (judged.length > WINDOW) judged.shift();
}
