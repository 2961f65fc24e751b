/** Drafts that need no model: reminders, warnings, resolved alerts, and the hand-over to a human. */
import { briefOf } from "#lib/suggestions/brief";
import type { Alternative } from "#lib/suggestions/model";
import { isResolved } from "#lib/tickets/standing-events";
import { apprenticeModelId } from "./apprentice-model";
import { triggerSource } from "./draft";
import { customerLanguage, nameOf } from "./language";
import type { Draft, Observation, Retrieved } from "./model";
import { greet, ownWords } from "./own-words";
import { followedInstruction } from "./procedure/choice";

/** The case for a human, with the brief; runbooks that fit are cited. `steps` are what the agent would do and is unsure of. */
export function escalationDraft(
  seen: Observation,
  retrieved: Pick<Retrieved, "sources" | "followed">,
  why: string,
  steps: Alternative[] = [],
): Draft {
  const runbooks = retrieved.sources.filter(({ isInternal }) => isInternal).slice(0, 2);
  const next = followedInstruction(retrieved);
  const brief = briefOf({
    ...seen,
    why,
    runbooks: runbooks.map(({ kind, ref, title }) => ({
      title,
      next: next && kind === "article" && ref === next.source.ref ? next.text : null,
    })),
  });
  return own(seen, {
    kind: "escalation",
    text: why,
    payload: { brief, ...(steps.length > 0 && { alternatives: steps }) },
    sources: [triggerSource(seen), ...runbooks],
    why,
  });
}

/** What a due follow-up asks for: a reminder to the customer, the closing words, or a warning to the analyst. */
export function followUpDraft(seen: Observation, retrieved: Retrieved): Draft {
  const { customer, ticket, event } = seen;
  if (ticket.kind === "alert" && !customer) return alertFollowUp(seen, retrieved);
  const language = customerLanguage(seen);
  const words = ownWords(language);
  const hello = words && greet(words, customer?.name ?? null);
  switch (event.data.reason) {
    case "nudge":
      if (!words) return escalationDraft(seen, retrieved, wordless("A reminder is due", language));
      return own(seen, {
        kind: "follow_up",
        text: `${hello}\n\n${words.reminder(ticket.subject)}`,
        why: "The customer has not answered.",
      });
    case "close":
      if (!words) return escalationDraft(seen, retrieved, wordless("The ticket could be closed", language));
      return own(seen, {
        kind: "follow_up",
        text: `${hello}\n\n${words.closing(ticket.subject)}`,
        payload: { moveTo: "solved" },
        why: "The customer has not answered our reminder.",
      });
    case "promise":
      return escalationDraft(seen, retrieved, "A reply was promised by now, and none was sent.");
    case "answer":
      return escalationDraft(seen, retrieved, "The customer is waiting, and the time for an answer is up.");
    default:
      return escalationDraft(seen, retrieved, "The follow-up set for this ticket is due.");
  }
}

function wordless(what: string, language: string | null): string {
  return `${what}. The customer writes ${nameOf(language)}, and the agent has no words of its own in it.`;
}

/** A ticket without a customer has nobody to remind: whoever works on the alert is told. */
function alertFollowUp(seen: Observation, retrieved: Retrieved): Draft {
  return escalationDraft(
    seen,
    retrieved,
    seen.event.data.reason === "scheduled"
      ? "The time set for coming back to this ticket has come."
      : "The alert has not been dealt with in time.",
  );
}

/** Words for an alert that ended by itself; null when another one on its ticket still fires. */
export function resolvedDraft(seen: Observation): Draft | null {
  const isFiring = seen.timeline.some(
    (event) => event.kind === "alert_firing" && !isResolved(seen.timeline, event),
  );
  if (seen.ticket.kind !== "alert" || isFiring) return null;
  const text = `The alert “${seen.ticket.subject}” is resolved: nothing of it fires any more.`;
  return own(seen, {
    kind: "follow_up",
    text,
    payload: { moveTo: "solved" },
    why: "Monitoring reports the alert as resolved.",
  });
}

type OwnDraft = Pick<Draft, "kind" | "text" | "why"> & Partial<Pick<Draft, "payload" | "sources">>;

function own(seen: Observation, draft: OwnDraft): Draft {
  return {
    payload: {},
    sources: [triggerSource(seen)],
    engine: "apprentice",
    model: apprenticeModelId,
    degraded: null,
    ...draft,
  };
}
