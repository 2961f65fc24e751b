/** Explains an abstention in one sentence: the most probable step, and what kept it from being shown. */

import type { Unsaid } from "#lib/apprentice/model";
import { percentWords } from "#lib/platform/percent/rules";
import { mostByCases } from "#lib/policy/gate/gate";
import type { GateRecord } from "#lib/policy/model";
import type { Retrieved } from "./model";

/** Why there is no draft; null where no similar case is known. */
export function whyNoDraft({ barred, proposal }: Pick<Retrieved, "barred" | "proposal">): string | null {
  const [likeliest] = barred;
  if (likeliest) return `The likeliest answer was withheld. ${likeliest.why}`;
  return proposal.unsaid && lacking(proposal.unsaid);
}

/** Why a draft was kept back by the gate. */
export function whyWithheld(
  gate: GateRecord,
  { barred, proposal }: Pick<Retrieved, "barred" | "proposal">,
): string {
  const [likeliest] = barred;
  if (likeliest?.rank === 0) return `The likeliest answer was withheld. ${likeliest.why}`;
  if (proposal.unsaid) return lacking(proposal.unsaid);
  const most = gate.features[mostByCases] ?? 1;
  // Only the number of past cases lowers it: n cases prove at most n / (n + 1).
  if (most < gate.threshold && gate.probability >= most) {
    const support = Math.round(most / (1 - most));
    const more = Math.max(1, Math.ceil(gate.threshold / (1 - gate.threshold) - 1e-9) - support);
    return `${inCases("It was done like this", support)}: ${more === 1 ? "once more" : `${more} times more`}, and it is proposed.`;
  }
  // Never "40%; it is shown from 40% on".
  const chance = Math.min(gate.probability, Math.round(gate.threshold * 100) / 100 - 0.01);
  return `The best draft has a ${percentWords(chance)} chance to help; it is shown from ${percentWords(gate.threshold)} on.`;
}

function lacking({ lacks, support }: Unsaid): string {
  return `${inCases("The past answer", support)} ${saysWhat(lacks)}`;
}

function saysWhat(lacks: Unsaid["lacks"]): string {
  switch (lacks.kind) {
    case "result":
      return `tells ${lacks.path}, which nothing looked up on this ticket has found.`;
    case "value":
      return "holds a value that this ticket does not tell.";
    default:
      return `holds a ${lacks.kind} that this ticket does not tell.`;
  }
}

function inCases(what: string, support: number): string {
  return `${what} in ${support} closed ${support === 1 ? "ticket" : "tickets"}`;
}
