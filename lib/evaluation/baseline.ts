/** The floor a learning method must beat: what was done at the fifteen most similar past moments, by plain TF-IDF cosine. */
import type { Case } from "#lib/apprentice/model";
import { hash, words } from "#lib/apprentice/tokens";

export type Baseline = {
  moments: { eventId: number; text: string }[];
  norms: number[];
  /** Of each token the moments it stands in, with its weight there. */
  postings: Map<number, { moments: number[]; weights: number[] }>;
};

/** The winning past reply, word for word, and the share of votes × best cosine as confidence. */
export type BaselineAnswer = { text: string; eventId: number; confidence: number };

const NEIGHBOURS = 15;
/** Tokens in more than this share of the moments tell nothing apart and cost most of the time. */
const TOO_COMMON = 0.25;

export function newBaseline(): Baseline {
  return { moments: [], norms: [], postings: new Map() };
}

/** Remembers every reply of a closed ticket with the moment before it. */
export function learnBaseline(baseline: Baseline, closed: Case): void {
  closed.events.forEach((event, index) => {
    if (event.kind !== "analyst_reply") return;
    const moment = baseline.moments.length;
    let square = 0;
    for (const [token, count] of momentCounts(closed.events.slice(0, index))) {
      const weight = count * rarity(baseline, token);
      square += weight * weight;
      const list = baseline.postings.get(token) ?? { moments: [], weights: [] };
      list.moments.push(moment);
      list.weights.push(weight);
      baseline.postings.set(token, list);
    }
    baseline.moments.push({ eventId: event.id, text: event.body });
    baseline.norms.push(Math.sqrt(square) || 1);
  });
}

/**
 * The reply of the nearest moment among those whose votes won. Votes are squared cosines, counted by `keyOf` the past
 * reply's event (its action label in an evaluation, or its own text). Null before anything was learnt.
 */
export function askBaseline(
  baseline: Baseline,
  of: Case,
  keyOf: (eventId: number) => string | null,
): BaselineAnswer | null {
  const near = nearest(baseline, of);
  const votes = new Map<string, number>();
  let total = 0;
  for (const { eventId, cosine } of near) {
    const key = keyOf(eventId);
    if (key !== null) votes.set(key, (votes.get(key) ?? 0) + cosine * cosine);
    total += cosine * cosine;
  }
  let winner: string | null = null;
  for (const [key, vote] of votes) if (winner === null || vote > (votes.get(winner) ?? 0)) winner = key;
  const chosen = near.find((one) => keyOf(one.eventId) === winner) ?? near[0];
  if (!chosen) return null;
  const share = winner === null || total === 0 ? 0 : (votes.get(winner) ?? 0) / total;
  return { text: chosen.text, eventId: chosen.eventId, confidence: share * (near[0]?.cosine ?? 0) };
}

function nearest(baseline: Baseline, of: Case): { eventId: number; text: string; cosine: number }[] {
  const products = new Float64Array(baseline.moments.length);
  let square = 0;
  for (const [token, count] of momentCounts(of.events)) {
    const weight = count * rarity(baseline, token);
    square += weight * weight;
    const list = baseline.postings.get(token);
    const known = list?.moments.length ?? 0;
    if (!list || (known > 100 && known > TOO_COMMON * baseline.moments.length)) continue;
    const { moments, weights } = list;
    for (let place = 0; place < known; place++) {
      const moment = moments[place] as number;
      products[moment] = (products[moment] as number) + weight * (weights[place] as number);
    }
  }
  const norm = Math.sqrt(square) || 1;
  const near: { eventId: number; text: string; cosine: number }[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let moment = 0; moment < products.length; moment++) {
    const cosine = (products[moment] as number) / (norm * (baseline.norms[moment] as number));
    if (near.length === NEIGHBOURS && cosine <= least) continue;
    const { eventId, text } = baseline.moments[moment] as Baseline["moments"][number];
    const after = near.findIndex((one) => one.cosine < cosine);
    near.splice(after < 0 ? near.length : after, 0, { eventId, text, cosine });
    if (near.length > NEIGHBOURS) near.pop();
    least = near.at(-1)?.cosine ?? least;
  }
  return near;
}

/** Hashed counts of the last turn, the earlier turns, the past actions and the newest result. */
function momentCounts(events: Case["events"]): Map<number, number> {
  const counts = new Map<number, number>();
  const put = (text: string, weight: number): void => {
    const token = hash(text);
    counts.set(token, (counts.get(token) ?? 0) + weight);
  };
  events.forEach((event, index) => {
    const isLast = index === events.length - 1;
    if (event.kind === "tool_call") put(`call ${event.tool}`, 1);
    for (const word of words(event.kind === "tool_result" ? JSON.stringify(event.result) : event.body)) {
      put(`${isLast ? "last" : event.kind} ${word}`, isLast ? 1 : 0.5);
    }
  });
  return counts;
}

function rarity(baseline: Baseline, token: number): number {
  const known = baseline.postings.get(token)?.moments.length ?? 0;
  return Math.log(1 + (baseline.moments.length + 1) / (known + 1));
}
