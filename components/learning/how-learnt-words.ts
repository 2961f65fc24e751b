/** The way of one answer in words: a sentence over it all, and what happened at each question. */

import { type FirstRun, kindLearnt } from "#lib/learning/model";
import { percentWords } from "#lib/platform/percent/rules";
import type { Tone } from "../ui/badge";

/** From where to where it came, as one sentence: after the first closed tickets, and at its surest. */
export function learntWords(runs: readonly FirstRun[]): string {
  const [first] = runs;
  const surest = [...runs].sort((left, right) => right.probability - left.probability)[0];
  if (!first || !surest) return "";
  const seen = runs.indexOf(surest);
  const early = runs[fewTickets];
  const isOnWay = early?.outcome === "proposed" && fewTickets < seen;
  const way = [
    first.outcome === "proposed" ? `${percentWords(first.probability)} sure` : "no proposal",
    "the first time,",
    ...(isOnWay ? [`${sureAfter(early, fewTickets)},`] : []),
    sureAfter(surest, seen),
  ];
  const topic = first.category.replaceAll("_", " ");
  const what =
    kindLearnt(runs) === "reply" ? `The same question about ${topic}` : `What to look up for ${topic}`;
  return `${what}: ${way.join(" ")} – learnt from what the team did, nothing else.`;
}

/** Closed tickets after which it is told how far it had come. */
const fewTickets = 3;

function sureAfter({ probability }: FirstRun, closed: number): string {
  return `${percentWords(probability)} sure after ${closed} closed ${closed === 1 ? "ticket" : "tickets"}`;
}

/** What the agent did with the question. */
export function whatItDid({ outcome }: FirstRun): { label: string; tone: Tone } {
  switch (outcome) {
    case "proposed":
      return { label: "Proposed", tone: "accent" };
    case "handed_over":
      return { label: "Escalated", tone: "caution" };
    case "investigating":
      return { label: "Looked up", tone: "accent" };
    case "abstained":
      return { label: "No proposal", tone: "neutral" };
    case "failed":
      return { label: "Failed", tone: "critical" };
  }
}

/** What the team made of it. */
export function whatCameOfIt({ outcome, status }: FirstRun): string {
  if (outcome !== "proposed") return "An analyst answered.";
  switch (status) {
    case "accepted":
      return "Accepted without changes.";
    case "edited":
      return "Accepted with changes.";
    case "rejected":
      return "Rejected; an analyst answered.";
    case "handed_over":
      return "Escalated.";
    default:
      return "An analyst answered without it.";
  }
}
