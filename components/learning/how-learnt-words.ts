/** The way of one answer in words: a sentence over it all, and what happened at each question. */
import type { FirstRun } from "#lib/learning/model";
import type { Tone } from "../ui/badge";
import { percentWords } from "../ui/count-words";

/** From where to where it came, as one sentence. */
export function learntWords(runs: readonly FirstRun[]): string {
  const [first] = runs;
  const best = [...runs].sort((left, right) => right.probability - left.probability)[0];
  if (!first || !best) return "";
  const seen = runs.indexOf(best);
  const kind = first.category.replaceAll("_", " ");
  const tickets = `${seen} closed ${seen === 1 ? "ticket" : "tickets"}`;
  return `The same question about ${kind}: ${percentWords(first.probability)} sure the first time, ${percentWords(best.probability)} after ${tickets} – learnt from what the team answered, nothing else.`;
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
