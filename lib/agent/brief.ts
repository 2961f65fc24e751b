/** The brief a human takes a case over with: what is known, what was tried, what is open. */
import type { SuggestionPayload } from "#lib/suggestions/model";
import type { Observation, Retrieved } from "./model";
import { unanswered } from "./observe";
import { followedInstruction } from "./procedure/choice";

export type Brief = NonNullable<SuggestionPayload["brief"]>;

const linesEach = 6;

/** Draws the brief from the timeline alone; runbooks that fit are named under what is open, with the step they have next. */
export function briefOf(seen: Observation, retrieved: Pick<Retrieved, "sources" | "followed">): Brief {
  const { ticket, customer, timeline } = seen;
  const first = timeline.find(({ kind }) => kind === "customer_message" || kind === "alert_firing");
  const results = timeline.filter(({ kind }) => kind === "tool_result");
  const waiting = unanswered(seen);
  const next = followedInstruction(retrieved);
  return {
    known: [
      customer
        ? `${[customer.name, customer.company, customer.plan && `plan ${customer.plan}`].filter(Boolean).join(", ")}: ${ticket.subject}`
        : ticket.subject,
      ...(first ? [firstSentence(first.body)] : []),
      ...Object.entries(first?.data.labels ?? {}).map(([name, value]) => `${name}: ${value}`),
      ...results.map(
        ({ data, body }) => `${data.tool ?? "diagnostic"}: ${data.result ? inWords(data.result) : body}`,
      ),
    ]
      .filter(Boolean)
      .slice(0, linesEach),
    tried: timeline
      .flatMap(({ kind, body, data, actorName }) => {
        if (kind === "analyst_reply") return [`${actorName}: ${firstSentence(body)}`];
        if (kind === "tool_call")
          return [`${data.tool ?? "diagnostic"} ${inWords(data.arguments ?? {})}`.trim()];
        return [];
      })
      .slice(-linesEach),
    open: [
      ...waiting.flatMap(({ body }) => questions(body)),
      ...retrieved.sources
        .filter(({ isInternal }) => isInternal)
        .slice(0, 2)
        .map((source) =>
          source.kind === "article" && source.ref === next?.source.ref
            ? `The runbook “${source.title}” fits. Next in it: ${next.text}`
            : `The runbook “${source.title}” fits.`,
        ),
    ].slice(0, linesEach),
  };
}

/** The questions of a message; where it asks none, its first sentence. */
function questions(body: string): string[] {
  const asked = sentences(body).filter((sentence) => /[?？]$/.test(sentence));
  return asked.length > 0 ? asked : [firstSentence(body)].filter(Boolean);
}

function firstSentence(body: string): string {
  return sentences(body).find((sentence) => sentence.length > 12) ?? body.trim().slice(0, 200);
}

function sentences(body: string): string[] {
  return (body.match(/[^\n.!?。！？]+(?:\.(?=\S)[^\n.!?。！？]*)*[.!?。！？]?/gu) ?? [])
    .map((sentence) => sentence.trim().slice(0, 200))
    .filter(Boolean);
}

function inWords(values: Record<string, unknown>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== "")
    .map(([key, value]) => `${key} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ")
    .slice(0, 300);
}
