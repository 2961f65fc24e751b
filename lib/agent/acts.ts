/** Checks whether the dialogue acts of a reply fit the state of the conversation: closing, announcing, and what the customer forbade. */
import { spread } from "#lib/apprentice/facts/leaves";
import { callOf } from "#lib/suggestions/step";
import type { TimelineEvent } from "#lib/tickets/event";
import { unrecorded } from "./announcements";
import { rashGoodbye } from "./candidates/bars";
import type { Candidate, Checked } from "./candidates/candidate";
import { checkCandidate } from "./checks";
import { knownTexts, withoutForeign } from "./grounding";
import type { Observation, Retrieved } from "./model";
import { againstProhibition } from "./prohibitions";

/** What every candidate must pass: what it says, and that its acts fit the dialogue. */
export function check(candidate: Candidate, seen: Observation, of: Pick<Retrieved, "goodbyes">): Checked {
  if (candidate.bar) return fault(candidate.bar.why);
  const checked = checkCandidate(candidate, seen);
  if (!checked.ok) return checked;
  if (candidate.kind === "reply") return checkActs(candidate.text, seen, of);
  const call = callOf(candidate);
  return call?.action ? checkForbidden(call.tool.replace(/[_-]/gu, " "), seen) : checked;
}

/** Checks the acts of a reply; `detail` says in a sentence what is wrong with it. */
export function checkActs(
  text: string,
  seen: Observation,
  { goodbyes }: Pick<Retrieved, "goodbyes">,
): Checked {
  if (goodbyes.isRash(text)) return fault(rashGoodbye);
  const done = unrecorded(text, seen.timeline);
  if (done) return fault(`It says “${ofThisTicket(done, seen)}”, and nothing on this ticket shows that.`);
  return checkForbidden(text, seen);
}

function checkForbidden(text: string, seen: Observation): Checked {
  const forbidden = forbiddenIn(text, seen);
  return forbidden
    ? fault(`The customer forbade what it says: “${ofThisTicket(forbidden, seen)}”`)
    : { ok: true };
}

/** The sentence of a text that does or asks for what this ticket's customer forbade; null where none does. */
export function forbiddenIn(text: string, { timeline }: Observation): string | null {
  const said = timeline.flatMap(({ kind, body }) => (kind === "customer_message" ? [body] : []));
  return againstProhibition(text, said, timeline.flatMap(reportedBy));
}

/** The sentences, of several words, that a result holds. */
function reportedBy(event: TimelineEvent): string[] {
  if (event.kind !== "tool_result") return [];
  return spread(event.data.result ?? {}).leaves.flatMap(({ value }) =>
    typeof value === "string" && /\S\s+\S/u.test(value) ? [value] : [],
  );
}

function fault(detail: string): Checked {
  return { ok: false, reason: "nothing_to_add", detail };
}

/** A sentence of a draft as it is told of on this ticket: without what may be another one's. */
function ofThisTicket(sentence: string, seen: Observation): string {
  return withoutForeign(sentence, knownTexts([], seen));
}
