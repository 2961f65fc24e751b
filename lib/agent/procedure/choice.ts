/** Decides when a written procedure is worth following. Pure. */
import { isAbout } from "#lib/knowledge/model";
import type { Retrieved } from "../model";
import { enoughClosed } from "./follow";

/** Novelty score from which a situation counts as new. */
const newFrom = 0.3;

/** True where the apprentice has little to go by: then it is worth looking for a procedure by all that was said. */
export function isNewKind({ proposal, similar }: Pick<Retrieved, "proposal" | "similar">): boolean {
  const alike = similar.filter(isAbout).length;
  return proposal.step.kind !== "wait" && proposal.novelty > newFrom && alike < enoughClosed;
}
