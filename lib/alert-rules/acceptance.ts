/** Which kinds of rule proposals are accepted often enough to be worth a person's time. Pure. */
import type { KindAcceptance, RuleProposalKind } from "./model";
import { ruleProposalKinds } from "./model";

/** A decision of a person. */
export type Decided = { kind: RuleProposalKind; isAccepted: boolean; at: Date };

/** Decisions count for so long: a kind nobody wanted is tried again when the last refusals are old. */
const remembered = 90 * 86_400_000;
/** Only the newest of a kind count. */
const newest = 20;
/** Below this chance of being accepted a kind is not proposed. */
const leastChance = 0.2;

/** What the decisions before `now` say of every kind. One acceptance and one refusal are taken for granted of each. */
export function acceptanceByKind(decided: readonly Decided[], now: Date): KindAcceptance[] {
  return ruleProposalKinds.map((kind) => {
    const own = decided
      .filter((one) => one.kind === kind && now.getTime() - one.at.getTime() < remembered)
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, newest);
    const accepted = own.filter(({ isAccepted }) => isAccepted).length;
    const chance = (accepted + 1) / (own.length + 2);
    return { kind, accepted, decided: own.length, isPaused: chance < leastChance };
  });
}
