/** Candidates made by fixed rules: reminders, warnings, resolved alerts, and the hand-over to a human. */

import { briefOf } from "#lib/suggestions/brief";
import { isResolved } from "#lib/tickets/active-events";
import type { DueReason } from "#lib/tickets/model";
import { customerLanguage, nameOf } from "../language";
import type { Observation } from "../model";
import { greet, ownWords } from "../own-words";
import type { Instruction } from "../procedure/follow";
import type { Source } from "../source";
import { apprentice, type Candidate, type CandidateContent, triggerSource } from "./candidate";

/** What a hand-over may point to: the sources, and what a runbook has next for whoever goes on. */
type Ground = { sources: readonly Source[]; instruction: Instruction | null };

/** The case for a human, with the brief; runbooks that fit are cited. */
export function escalation(
  seen: Observation,
  { sources, instruction }: Ground,
  why: string,
  /** The message of which it is asked whether a person wrote it. */
  doubts?: number,
): Candidate {
  const runbooks = sources.filter(({ isInternal }) => isInternal).slice(0, 2);
  const brief = briefOf({
    ...seen,
    why,
    runbooks: runbooks.map(({ kind, ref, title }) => ({
      title,
      next: instruction && kind === "article" && ref === instruction.source.ref ? instruction.text : null,
    })),
  });
  return byRule(seen, {
    kind: "escalation",
    text: why,
    payload: { brief, ...(doubts !== undefined && { doubts }) },
    sources: [triggerSource(seen), ...runbooks],
    why,
  });
}

/** What a due follow-up asks for: a reminder to the customer, the closing words, or a warning to the analyst. */
export function followUp(seen: Observation, ground: Ground, due: DueReason): Candidate {
  const { customer, ticket } = seen;
  if (ticket.kind === "alert" && !customer) return alertFollowUp(seen, ground, due);
  const language = customerLanguage(seen);
  const words = ownWords(language);
  const hello = words && greet(words, customer?.name ?? null);
  switch (due) {
    case "reminder":
      if (!words) return escalation(seen, ground, wordless("A reminder is due", language));
      return byRule(seen, {
        kind: "follow_up",
        payload: {},
        text: `${hello}\n\n${words.reminder(ticket.subject)}`,
        why: "The customer has not answered.",
      });
    case "close":
      // Nobody closes what the monitoring still complains of.
      if (stillFires(seen))
        return escalation(seen, ground, "The customer is silent, and the alert still fires.");
      if (!words) return escalation(seen, ground, wordless("The ticket could be closed", language));
      return byRule(seen, {
        kind: "follow_up",
        text: `${hello}\n\n${words.closing(ticket.subject)}`,
        payload: { moveTo: "solved" },
        why: "The customer has not answered our reminder.",
      });
    case "commitment":
      if (!words) return escalation(seen, ground, wordless("A promised reply is overdue", language));
      return byRule(seen, {
        kind: "follow_up",
        payload: {},
        text: `${hello}\n\n${words.late(ticket.subject)}`,
        why: "A reply was promised by now, and none was sent.",
      });
    case "resolution":
      return escalation(seen, ground, "The time to resolve this is up.");
    case "answer":
      return escalation(seen, ground, "The customer is waiting, and the time for an answer is up.");
    case "scheduled":
      return escalation(seen, ground, "The follow-up set for this ticket is due.");
  }
}

function wordless(what: string, language: string | null): string {
  return `${what}. The customer writes ${nameOf(language)}, and the agent has no words of its own in it.`;
}

/** A ticket without a customer has nobody to remind: whoever works on the alert is told. */
function alertFollowUp(seen: Observation, ground: Ground, due: DueReason): Candidate {
  return escalation(
    seen,
    ground,
    due === "scheduled"
      ? "The time set for coming back to this ticket has come."
      : "The alert has not been dealt with in time.",
  );
}

/** Words for an alert that ended by itself; null when another one on its ticket still fires. */
export function resolvedAlert(seen: Observation): Candidate | null {
  if (seen.ticket.kind !== "alert" || stillFires(seen)) return null;
  const text = `The alert “${seen.ticket.subject}” is resolved: nothing of it fires any more.`;
  return byRule(seen, {
    kind: "follow_up",
    text,
    payload: { moveTo: "solved" },
    why: "Monitoring reports the alert as resolved.",
  });
}

/** True while an alert of the ticket has not ended. */
function stillFires({ timeline }: Observation): boolean {
  return timeline.some((event) => event.kind === "alert_firing" && !isResolved(timeline, event));
}

type ByRule = CandidateContent & Pick<Candidate, "text" | "why"> & Partial<Pick<Candidate, "sources">>;

function byRule(seen: Observation, made: ByRule): Candidate {
  return {
    id: "rule",
    sources: [triggerSource(seen)],
    origin: "rule",
    probability: 1,
    practice: null,
    guidance: null,
    bar: null,
    author: apprentice,
    ...made,
  };
}
