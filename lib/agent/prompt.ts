/** The prompt: our instructions, and the ticket as marked data that cannot give instructions. */

import { marked, markedIsData, newMarker } from "#lib/models/data-marking";
import type { Room } from "#lib/models/fitting";
import { percentWords } from "#lib/platform/percent/rules";
import { type Turn, transcript } from "#lib/tickets/transcript";
import type { Candidate } from "./candidates/candidate";
import type { Observation } from "./model";
import { within } from "./prompt-room";
import type { Source } from "./source";

/** Raise it with every change of prompt, checks or order of steps: decisions are compared by it. */
export const PIPELINE_VERSION = "2026.11-5";

/** What a model writes when it has nothing to say. */
export const NO_REPLY = "NO_REPLY";

/** What a model writes, with the number, when a step of the apprentice is right as it stands. */
const USE = "USE";
const choice = /^\s*USE\s+\[?(\d{1,2})\]?[.\s]*$/;

type Step = Pick<Candidate, "kind" | "text" | "probability" | "guidance">;

export type Prompt<One> = {
  system: string;
  prompt: string;
  /** What it lists, in the order of its numbers: the rest did not fit. */
  sources: Source[];
  steps: One[];
};

type Setting = {
  /** Characters of instructions and prompt together; null: any number. */
  room?: Room;
  /** Whether a tool may be called: some servers offer none. */
  hasTools?: boolean;
  marker?: string;
};

/**
 * Instructions and data are apart, and every line of data carries a marker drawn for this one call. Nothing relies on it:
 * whatever a model answers is only ever a draft or a choice from the read-only catalogue. What does not fit is left out, by
 * what matters least; null where not even what waits for an answer fits.
 */
export function writePrompt<One extends Step>(
  seen: Observation,
  sources: readonly Source[],
  steps: readonly One[],
  { room = null, hasTools = true, marker = newMarker() }: Setting = {},
): Prompt<One> | null {
  const system = instructions(marker, hasTools);
  const { ticket, customer } = seen;
  const head = [
    `Subject: ${ticket.subject}`,
    `Customer: ${customer ? [customer.name, customer.company].filter(Boolean).join(", ") : "none, opened by monitoring"}`,
    `Priority: ${ticket.priority}${ticket.service ? `, service ${ticket.service}` : ""}`,
  ].join("\n");
  const written = transcript(seen.timeline).map(lines);
  const kept = within(
    { head, turns: written, open: openTurns(seen), sources, steps },
    room === null ? null : room - system.length - frame,
    marker.length + 2,
  );
  if (!kept) return null;
  const listed = kept.sources.map(
    ({ source, body }, index) => `[${index + 1}] ${sourceTitle(source)}\n${body}`,
  );
  const candidates = kept.steps.map(
    (step, index) => `[${listed.length + index + 1}] ${stepTitle(step)}\n${step.text}`,
  );
  const section = (title: string, items: string[]) =>
    `${title}\n${items.length > 0 ? marked(items.join("\n\n"), marker) : "none"}`;
  const prompt = [
    `TICKET\n${marked([head, ...kept.turns].join("\n\n"), marker)}`,
    section("SOURCES", listed),
    section("CANDIDATES", candidates),
  ].join("\n\n");
  return { system, prompt, sources: kept.sources.map(({ source }) => source), steps: kept.steps };
}

/** Headings, numbers and titles around the data, about. */
const frame = 200;
/** How many of the newest turns wait for an answer: never less than the last. */
function openTurns({ timeline }: Observation): number {
  const turns = transcript(timeline);
  const answered = turns.findLastIndex(({ kind }) => kind === "support");
  return Math.max(1, Math.min(turns.length, turns.length - 1 - answered));
}

/** The step an answer chooses by its number, of the `sources` + `steps` numbered ones; null when it says something else. */
export function chosenStep<One>(answer: string, sources: number, steps: readonly One[]): One | null {
  const number = choice.exec(answer)?.[1];
  return number === undefined ? null : (steps[Number(number) - sources - 1] ?? null);
}

/** True while an answer that grows may still become a bare command, which nobody should see being written. */
export function isCommand(answer: string): boolean {
  const begun = answer.trim();
  return (
    NO_REPLY.startsWith(begun) || USE.startsWith(begun) || (begun.startsWith(`${USE} `) && begun.length < 9)
  );
}

/** A turn of the conversation, in lines. */
function lines(turn: Turn): string {
  switch (turn.kind) {
    case "customer":
      return `Customer: ${turn.text}`;
    case "support":
      return `Support: ${turn.text}`;
    case "aside":
      return turn.text;
    case "look_up": {
      const call = `Diagnostic ${turn.tool} called with ${JSON.stringify(turn.arguments)}`;
      return turn.found === null ? call : `${call}\nDiagnostic ${turn.tool} found ${turn.found}`;
    }
  }
}

function instructions(marker: string, hasTools: boolean): string {
  const ways = [
    "The reply to the customer's newest message, in the customer's language, at most 180 words, ready to send. After each statement that rests on a source write its number, like [2]. A reply that cites nothing is thrown away.",
    ...(hasTools
      ? [
          "A call of one diagnostic tool, when its result is needed before anything useful can be said and all its arguments stand in the ticket; or of one action, when a result on the ticket or a procedure shows that it mends this.",
        ]
      : []),
    `${USE} and the number of a candidate, like "${USE} 7", when that candidate is right as it stands.`,
    `${NO_REPLY}, when no answer is needed or the ticket and the sources do not support one.`,
  ];
  return `You draft for a support analyst, who reads and decides on everything you write.
${markedIsData(marker)}

Answer with one of these, and nothing else:
${ways.map((way, at) => `${at + 1}. ${way}`).join("\n")}

CANDIDATES are what this team's analysts did at moments like this one, learned from their closed tickets, or what a written procedure of theirs has next. The percentage is calibrated: of 100 candidates with 70%, about 70 were taken. Weigh it against what you read in the ticket: prefer a likely candidate to words of your own, choose a less likely one only for a reason you can see, and where one is nearly right change only what is wrong and cite its number.

Use only figures, identifiers and names that stand in the ticket or in a source you cite. Promise nothing that nobody has decided. Say what you know; do not ask for what the ticket already holds. Sources marked "internal" may guide you; do not quote them or mention them.`;
}

function stepTitle({ kind, probability, guidance }: Step): string {
  const share = `${percentWords(probability)}`;
  if (guidance)
    return `${kind === "reply" ? "Reply" : "Diagnostic"}, next in “${guidance.source.title}”, ${share}`;
  return kind === "diagnostic" ? `Diagnostic, the next step with ${share}` : `Reply, taken with ${share}`;
}

function sourceTitle(source: Source): string {
  if (source.kind === "event") return `Result on this ticket: ${source.title}`;
  if (source.kind === "ticket") return `Closed ticket: ${source.title}`;
  return `Article: ${source.title}${source.isInternal ? " (internal)" : ""}`;
}
