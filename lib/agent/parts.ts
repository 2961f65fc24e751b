/** Parts of a conversation that are read by themselves where little is known of the whole. Pure. */
import { leavesOf } from "#lib/apprentice/call/leaves";
import { callOf } from "#lib/suggestions/step";
import { beforeAskedAgain } from "./asked-again";
import type { Scored } from "./candidates/candidate";
import { type CameBack, cameBack } from "./come-back";
import type { Nothing } from "./hand-over-reasons";
import type { Observation } from "./model";
import { otherMatter } from "./other-matter";

/** A part, and whether a step that is known of it is one of the whole. */
export type Part = { seen: Observation; takes: (found: Scored) => boolean; isOther?: true };

/** The parts, in the order in which they are read. */
export function partsOf(seen: Observation): Part[] {
  const back = cameBack(seen);
  const other = otherMatter(seen);
  const earlier = other ? null : beforeAskedAgain(seen);
  const isCall = (found: Scored) => found.kind === "diagnostic";
  return [
    ...(back ? [{ seen: back.seen, takes: (found: Scored) => looksUp(found, back.isDue) }] : []),
    // What ends one matter and begins another is no step of the one.
    ...(other ? [{ seen: other, takes: () => true, isOther: true as const }] : []),
    // Who only asks again takes back no look-up.
    ...(earlier ? [{ seen: earlier, takes: isCall }] : []),
  ];
}

function looksUp(found: Scored, isDue: CameBack["isDue"]): boolean {
  const call = found.kind === "diagnostic" ? callOf(found) : undefined;
  return call !== undefined && isDue(call);
}

/** What was chosen; nothing where it looks up what the customer has just said is over, and asks something else about. */
export function withoutEnded(found: Scored | Nothing, parts: readonly Part[]): Scored | Nothing {
  const other = parts.find(({ isOther }) => isOther);
  if (!other || !("gate" in found) || found.kind !== "diagnostic") return found;
  const said = other.seen.unanswered.map(({ body }) => body.toLowerCase()).join("\n");
  const values = Object.values(leavesOf(callOf(found)?.arguments ?? {}));
  const isNamed = values.some((value) => said.includes(String(value).toLowerCase()));
  return isNamed ? found : { reason: "nothing_to_add" };
}
