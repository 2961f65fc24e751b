/** The closed tickets most like this one: what was answered on each, and whether that held. */
import { hasLeftOut } from "#lib/agent/checks";
import type { Observation } from "#lib/agent/model";
import { isAbout } from "#lib/knowledge/model";
import type { Ctx } from "#lib/platform/context";
import { outcomesOf, type TicketOutcome } from "#lib/tickets/outcomes";
import { lead } from "./about-ticket";
import { answerOn, citing, type Found, groundsOf, type PassageSearch, weightsOf } from "./found";
import type { Statement } from "./model";
import type { Phrases } from "./phrases/model";

const mostShown = 3;

/** What helped stands before what did not; `text` is what this ticket asks. */
export async function similarTo(
  ctx: Ctx,
  text: string,
  { seen, search }: { seen: Observation; search: PassageSearch },
  say: Phrases,
): Promise<Statement[]> {
  const found = (await search({ text, aside: "" })).filter(({ past }) => past !== null);
  const grounds = groundsOf(seen, found);
  const weightOf = await weightsOf(ctx, found);
  const alike = found.filter(isAbout);
  const candidates = alike.length > 0 ? alike : found.slice(0, 1);
  const outcomes = await outcomesOf(
    ctx,
    candidates.map(({ ref }) => ref),
  );
  const shown = candidates
    .slice(0, mostShown)
    .sort((one, other) => held(one, outcomes) - held(other, outcomes));
  const statements = shown.flatMap((one): Statement[] => {
    const answer = one.past && answerOn(one.past, grounds, weightOf);
    if (!answer) return [];
    return [pastStatement(one, answer, outcomeWords(outcomes.get(one.ref), say))];
  });
  if (statements.length === 0) return [lead(say.nothingSimilar)];
  return [
    ...(alike.length > 0 ? [] : [lead(say.nothingSimilar)]),
    lead(alike.length > 0 ? say.similar : say.closest),
    ...statements,
  ];
}

/** What was answered on a past ticket, and `outcome` in words; only the answer goes into a reply. */
export function pastStatement(
  one: Found,
  answer: { text: string; eventId: number },
  outcome: string | null = null,
): Statement {
  return {
    role: "statement",
    text: `#${one.ref}: “${answer.text}”${outcome ? ` (${outcome})` : ""}`,
    citations: [citing(one, answer.eventId)],
    // What had to be hidden is in no reply.
    ...(!hasLeftOut(answer.text) && { say: answer.text }),
  };
}

function held({ ref }: Found, outcomes: ReadonlyMap<number, TicketOutcome>): number {
  return outcomes.get(ref)?.cameBack ? 1 : 0;
}

function outcomeWords(outcome: TicketOutcome | undefined, say: Phrases): string | null {
  if (!outcome) return null;
  const parts = [
    outcome.minutes !== null && say.resolvedAfter(durationIn(outcome.minutes, say.language)),
    outcome.cameBack && say.cameBack,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(", ") : null;
}

/** A duration in its largest fitting unit: "3 hours". */
function durationIn(minutes: number, language: string): string {
  const [unit, size] =
    minutes < 90
      ? (["minute", 1] as const)
      : minutes < 48 * 60
        ? (["hour", 60] as const)
        : (["day", 24 * 60] as const);
  const amount = Math.max(1, Math.round(minutes / size));
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(amount);
}
