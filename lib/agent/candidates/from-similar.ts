/** Candidates from the closed tickets most like this one: how they were answered, where nobody has answered here yet. */
import { tellPast } from "#lib/apprentice/past-reply";
import type { Apprentice } from "#lib/apprentice/state";
import type { Observation, Retrieved } from "../model";
import { apprentice, type Candidate, isSameStep, whySaid } from "./candidate";

/**
 * The first answer of each, as it reads here. A reply said once or twice is hardly a template, and may be the right one. It
 * shares the chance that none of the templates is said with the others, by how alike the tickets are.
 */
export function similarCandidates(
  seen: Observation,
  { proposal, similar, sources }: Pick<Retrieved, "proposal" | "similar" | "sources">,
  engine: Apprentice,
): Candidate[] {
  if (proposal.step.kind === "wait" || seen.timeline.some(({ kind }) => kind === "analyst_reply")) return [];
  const alike = similar.reduce((sum, { score }) => sum + score, 0);
  const answers = similar.map(({ said }) => said.find(({ isOurs }) => isOurs)?.eventId);
  const told = tellPast(
    engine,
    seen.case,
    answers.filter((eventId) => eventId !== undefined),
  );
  const made = similar.flatMap((past, place): Candidate[] => {
    const text = told.get(answers[place] ?? 0);
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
