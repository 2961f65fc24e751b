/** Candidates from the closed tickets most like this one: how they were answered, where nobody has answered here yet. */
import type { PastTicket } from "#lib/knowledge/past-tickets";
import type { Observation, Retrieved } from "../model";
import { apprentice, type Candidate, isSameStep, whySaid } from "./candidate";

/**
 * The first answer of each, word for word. A reply said once or twice is no template yet, and may be the right one. It
 * shares the chance that none of the templates is said with the others, by how alike the tickets are.
 */
export function similarCandidates(
  { timeline }: Observation,
  { proposal, similar, sources }: Pick<Retrieved, "proposal" | "similar" | "sources">,
): Candidate[] {
  if (proposal.step.kind === "wait" || timeline.some(({ kind }) => kind === "analyst_reply")) return [];
  const alike = similar.reduce((sum, { score }) => sum + score, 0);
  const made = similar.flatMap((past): Candidate[] => {
    const text = firstAnswer(past)?.body.trim();
    const cited = sources.filter(({ kind, ref }) => kind === "ticket" && ref === past.ref);
    if (!text || cited.length === 0) return [];
    return [
      {
        id: `similar-${past.ref}`,
        kind: "reply",
        text,
        payload: {},
        sources: cited,
        why: whySaid(cited, null),
        origin: "template",
        probability: (proposal.typedProbability * past.score) / (1 + alike),
        practice: null,
        guidance: null,
        bar: null,
        author: apprentice,
      },
    ];
  });
  return made.filter((one, place) => made.findIndex((other) => isSameStep(one, other)) === place);
}

/** What was said first, unless the case had been handed over before: those words are for whoever is given one. */
function firstAnswer({ said }: PastTicket): PastTicket["said"][number] | null {
  const first = said.find(({ isOurs }) => isOurs);
  return first && !first.isAfterHandOver ? first : null;
}
