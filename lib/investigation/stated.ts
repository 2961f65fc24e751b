/** What articles say a case is when a figure passes a limit, held against what was looked up: the passage and the result together. Pure. */

import { stepsOf } from "#lib/agent/procedure/script";
import { type Measured, measuredBy } from "#lib/agent/procedure/stated-limit";
import type { Source } from "#lib/agent/source";
import { hash } from "#lib/apprentice/tokens";
import { whenCue } from "#lib/knowledge/procedure-words";
import { concluded, type LookedUp, mostOf } from "./assess";
import type { Assessment, Hypothesis } from "./model";

/** An article the case is about. */
export type Written = Pick<Source, "ref" | "title" | "body">;

/** Hypotheses read of one article. */
const readOfOne = 6;
/** What an article says of a figure that passes its limit is believed as far as a tool that finds all as usual. */
const WRITTEN = 0.7;

/**
 * The assessment with what articles state. What closed cases tell of the same results goes first: where that fits, a limit
 * is one more sign of it and no rival; where that finds all as usual, the two contradict each other, and it is open.
 */
export function withStated(
  made: Assessment,
  articles: readonly Written[],
  lookedUp: readonly LookedUp[],
): Assessment {
  const stated = articles.flatMap((article) => statedIn(article, lookedUp));
  if (stated.length === 0) return made;
  const isTold = made.hypotheses.some(({ status, isQuiet }) => status === "supported" && !isQuiet);
  const isCalm = made.outcome === "no_fault";
  const weighed = stated.map((one): Hypothesis => {
    if (one.status !== "supported") return one;
    if (isTold) return { ...one, confidence: Math.min(one.confidence, mostOf.several) };
    if (!isCalm) return one;
    const why = `${one.why} Otherwise it shows nothing unusual.`;
    const confidence = Math.min(one.confidence, mostOf.contested);
    return { ...one, status: "not_checked", isBlocked: true, confidence, why };
  });
  if (isTold) return { ...made, hypotheses: [...made.hypotheses, ...weighed] };
  return concluded([...weighed, ...made.hypotheses]);
}

type Held = { hypothesis: Hypothesis; measured: Measured };

function statedIn(article: Written, lookedUp: readonly LookedUp[]): Hypothesis[] {
  const newest = [...new Map(lookedUp.map((one) => [one.tool, one])).values()];
  const cases = new Map(
    stepsOf(article.body).flatMap(({ when, text }): [string, string][] => (when ? [[when, text]] : [])),
  );
  const held = [...cases]
    .flatMap(([when, text]) =>
      newest.flatMap((one) => heldAgainst(article, { when, text }, one) ?? []).slice(0, 1),
    )
    .slice(0, readOfOne);
  // Of several limits that one figure passes the nearest says what it is.
  const isNearer = (one: Held, other: Held) =>
    other.hypothesis.status === "supported" &&
    other.measured.path === one.measured.path &&
    other.measured.isMore === one.measured.isMore &&
    other.measured.closeness > one.measured.closeness;
  return held.map((one) =>
    held.some((other) => isNearer(one, other))
      ? { ...one.hypothesis, confidence: Math.min(one.hypothesis.confidence, mostOf.several) }
      : one.hypothesis,
  );
}

function heldAgainst(
  { ref, title }: Written,
  { when, text }: { when: string; text: string },
  { tool, eventId, result, objection }: LookedUp,
): Held | null {
  const measured = result && measuredBy(when, result, text);
  if (!measured) return null;
  const { path, value, isMet, isNamed } = measured;
  const status = objection ? "not_checked" : isMet ? "supported" : "refuted";
  const said = when.replace(whenCue, "").trim();
  const found = objection ? `${tool} ${objection}.` : `${tool}: ${path} ${value}.`;
  const hypothesis: Hypothesis = {
    key: `article:${ref}:${hash(when).toString(36)}`,
    tool,
    text: said.charAt(0).toUpperCase() + said.slice(1),
    status,
    confidence: isNamed ? WRITTEN : mostOf.oneMark,
    marks: objection ? [] : [{ eventId, path, value }],
    why: `“${title}” says: ${text} ${found}`,
    tickets: [],
    isQuiet: false,
    isBlocked: objection !== null,
    isStruck: false,
    source: "article",
  };
  return { hypothesis, measured };
}
