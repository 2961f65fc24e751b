/** Where a written procedure is worth following, and what a draft has of it. Pure. */
import { isAbout } from "#lib/knowledge/model";
import type { Retrieved } from "../model";
import { enoughClosed, type FollowedStep } from "./follow";

/** Share of this moment that no past one is like, from which on it is new. */
const newFrom = 0.3;

/** True where the apprentice has little to go by: then it is worth looking for a procedure by all that was said. */
export function isNewKind({ proposal, similar }: Pick<Retrieved, "proposal" | "similar">): boolean {
  const alike = similar.filter(isAbout).length;
  return proposal.step.kind !== "wait" && proposal.novelty > newFrom && alike < enoughClosed;
}

/** The first reply or call of a procedure that the team has hardly closed a ticket by; null where there is none. */
export function newStep({ followed }: Pick<Retrieved, "followed">): FollowedStep | null {
  return followed.find(({ kind, closed }) => kind !== "instruction" && closed < enoughClosed) ?? null;
}

/** The next thing only the analyst can do by an internal runbook; null where a reply or a call comes first. */
export function followedInstruction({ followed }: Pick<Retrieved, "followed">): FollowedStep | null {
  const [step] = followed;
  return step?.kind === "instruction" && step.source.isInternal && isAbout(step.source) ? step : null;
}

/** Which step of a procedure a draft is; null when it is none. */
export function followedAs(
  { kind, text, call }: { kind: string; text: string; call: unknown },
  { followed }: Pick<Retrieved, "followed">,
): FollowedStep | null {
  const asked = JSON.stringify(call ?? null);
  return (
    followed.find((step) =>
      kind === "diagnostic"
        ? step.kind === kind && JSON.stringify(step.call) === asked
        : step.kind === kind && step.text.trim() === text.trim(),
    ) ?? null
  );
}
