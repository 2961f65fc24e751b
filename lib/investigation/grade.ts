/** Once a case is closed: holds what the agent made of it against what the team answered, once, by a rule. */
import { and, eq, inArray, isNull } from "drizzle-orm";
import { investigation } from "#db/schema/investigation";
import { ticket } from "#db/schema/tickets";
import { words } from "#lib/apprentice/tokens";
import { recordAudit } from "#lib/platform/audit";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { activeEvents } from "#lib/tickets/active-events";
import { timeline } from "#lib/tickets/queries";
import { hypothesesOf } from "./assessment";
import type { Hypothesis, InvestigationGrade, InvestigationOutcome } from "./model";

/** Share of a hypothesis's words that an answer says from which on it says the hypothesis. */
const SAYS = 0.75;

/** An investigation of a finished ticket that nobody has graded, with what was answered. */
export type Ungraded = {
  id: number;
  outcome: InvestigationOutcome;
  hypotheses: Hypothesis[];
  answers: string[];
};

/**
 * Grades the investigation of a finished ticket where nobody has. Where the answers do not tell by the rule, a model is
 * asked, if there is one.
 */
export async function gradeClosed(ctx: Ctx, ticketId: number): Promise<InvestigationGrade | null> {
  return withTransaction(ctx, async (tx) => {
    const made = await ungraded(tx, ticketId);
    if (!made) return null;
    const grade = gradeOf(made.outcome, made.hypotheses, made.answers);
    if (grade) await keepGrade(tx, { ticketId, id: made.id, grade, by: "rule" });
    else if (made.answers.length > 0)
      await enqueue(tx, "investigation.askGrade", { ticketId }, { id: `grade:${ticketId}` });
    return grade;
  });
}

/** What is there to be graded on a ticket; null where it is not finished, was graded, or came to nothing. */
export async function ungraded(tx: Ctx, ticketId: number): Promise<Ungraded | null> {
  const [made] = await tx.db
    .select({ id: investigation.id, outcome: investigation.outcome })
    .from(investigation)
    .innerJoin(ticket, eq(ticket.id, investigation.ticketId))
    .where(
      and(
        eq(investigation.ticketId, ticketId),
        isNull(investigation.grade),
        inArray(ticket.status, ["solved", "closed"]),
      ),
    )
    .for("update");
  if (!made?.outcome) return null;
  const events = activeEvents(await timeline(tx, ticketId));
  const answers = events.filter(({ kind }) => kind === "analyst_reply").map(({ body }) => body);
  return { id: made.id, outcome: made.outcome, hypotheses: await hypothesesOf(tx, made.id), answers };
}

type Graded = { ticketId: number; id: number; grade: InvestigationGrade; by: "rule" | "model" };

/** Writes a grade down that no person gave. */
export async function keepGrade(tx: Ctx, { ticketId, id, grade, by }: Graded): Promise<void> {
  await tx.db
    .update(investigation)
    .set({ grade, gradedBy: by, gradedAt: tx.now() })
    .where(eq(investigation.id, id));
  await recordAudit(tx, {
    action: "investigation.grade",
    entity: "ticket",
    entityId: ticketId,
    after: { grade, by },
  });
}

/** How an outcome compares with what was answered; null where the answers say none of the hypotheses. Pure. */
export function gradeOf(
  outcome: InvestigationOutcome,
  hypotheses: readonly Hypothesis[],
  answers: readonly string[],
): InvestigationGrade | null {
  const said = new Set(answers.flatMap(words));
  const isSaid = ({ text }: Hypothesis) => {
    const own = [...new Set(words(text))];
    return own.length > 0 && own.filter((word) => said.has(word)).length >= SAYS * own.length;
  };
  const told = hypotheses.filter(isSaid);
  if (told.length === 0) return null;
  const isSupported = told.some(({ status }) => status === "supported");
  if (outcome !== "unresolved") return isSupported ? "match" : "mismatch";
  return told.every(({ status }) => status === "refuted") ? "mismatch" : "partial";
}
