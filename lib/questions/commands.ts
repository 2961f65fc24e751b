/** What people do with questions: ask, cancel, say whether the answer helped, erase. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { ticketQuestion } from "#db/schema/questions";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { cancelJob, enqueue } from "#lib/platform/jobs/enqueue";
import type { AuditAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { ticketById } from "#lib/tickets/queries";
import { AskInput, isPending, JudgeAnswerInput, QuestionInput } from "./model";

const pending = ["waiting", "answering"] as const;
/** Questions one person may have in the air at once. */
const mostPending = 3;

/** Asks the agent something on a ticket; a job answers. The same asked again while it is answered is asked once. */
export const askQuestion = command(
  "ticket.write",
  AskInput,
  async (tx, { ticketId, text }): Promise<{ id: number }> => {
    await ticketById(tx, ticketId);
    const askedBy = tx.actor.id;
    // Two clicks come in two transactions: the second waits for the first.
    await lockPerson(tx, askedBy);
    const open = await tx.db
      .select({ id: ticketQuestion.id, ticketId: ticketQuestion.ticketId, text: ticketQuestion.text })
      .from(ticketQuestion)
      .where(and(eq(ticketQuestion.askedBy, askedBy), inArray(ticketQuestion.status, [...pending])));
    const same = open.find((one) => one.ticketId === ticketId && one.text === text);
    if (same) return { id: same.id };
    if (open.length >= mostPending)
      throw new AppError("conflict", "Your last questions are still being answered. Wait, or cancel one.");
    const [made = { id: 0 }] = await tx.db
      .insert(ticketQuestion)
      .values({ ticketId, text, askedBy, askedAt: tx.now() })
      .returning({ id: ticketQuestion.id });
    await enqueue(tx, "questions.answer", { questionId: made.id }, { id: jobOf(made.id) });
    await told(tx, "question.ask", { id: made.id, ticketId });
    return made;
  },
);

/** Stops an answer; what was found so far stays, one that is done is left as it is. */
export const cancelQuestion = command(
  "ticket.write",
  QuestionInput,
  async (tx, { questionId }): Promise<{ id: number }> => {
    const question = await lockQuestion(tx, questionId);
    if (!isPending(question.status)) return { id: questionId };
    await cancelJob(tx, jobOf(questionId));
    await tx.db
      .update(ticketQuestion)
      .set({ status: "cancelled", growing: "" })
      .where(eq(ticketQuestion.id, questionId));
    await told(tx, "question.cancel", question);
    return { id: questionId };
  },
);

/** Says whether an answer helped: a label. Null takes it back. */
export const judgeAnswer = command(
  "agent_run.grade",
  JudgeAnswerInput,
  async (tx, { questionId, isHelpful }): Promise<{ id: number }> => {
    const question = await lockQuestion(tx, questionId);
    if (question.status !== "answered") throw new AppError("conflict", "This question has no answer.");
    const by =
      isHelpful === null ? { judgedBy: null, judgedAt: null } : { judgedBy: tx.actor.id, judgedAt: tx.now() };
    await tx.db
      .update(ticketQuestion)
      .set({ isHelpful, ...by })
      .where(eq(ticketQuestion.id, questionId));
    await told(tx, "question.judge", question, { isHelpful });
    return { id: questionId };
  },
);

/** Erases a question with its answer and look-ups: by whoever asked it, or a lead. */
export const eraseQuestion = command(
  "ticket.write",
  QuestionInput,
  async (tx, { questionId }): Promise<{ id: number }> => {
    const question = await lockQuestion(tx, questionId);
    const { actor } = tx;
    const isLead = "role" in actor && roleMay(actor.role, "policy.manage");
    if (actor.id !== question.askedBy && !isLead)
      throw new AppError("forbidden", "Only whoever asked, or a lead, can erase a question.");
    await cancelJob(tx, jobOf(questionId));
    await tx.db.delete(ticketQuestion).where(eq(ticketQuestion.id, questionId));
    await told(tx, "question.erase", question);
    return { id: questionId };
  },
);

/** Says that a question could not be answered for a reason of our own. */
export const failQuestion = command("machine", QuestionInput, async (tx, { questionId }): Promise<void> => {
  const [failed] = await tx.db
    .update(ticketQuestion)
    .set({ status: "failed", growing: "" })
    .where(and(eq(ticketQuestion.id, questionId), inArray(ticketQuestion.status, [...pending])))
    .returning();
  if (failed) await told(tx, "question.answer", failed, { failed: true });
});

function jobOf(questionId: number): string {
  return `question:${questionId}`;
}

function lockPerson(tx: Ctx, id: string) {
  return tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`question ${id}`}, 0))`);
}

async function lockQuestion(tx: Ctx, id: number) {
  const [row] = await tx.db.select().from(ticketQuestion).where(eq(ticketQuestion.id, id)).for("update");
  if (!row) throw new AppError("not_found", "This question does not exist.");
  return row;
}

/** The trail tells that it was asked, never what: words can be erased, the trail cannot. */
async function told(
  tx: Ctx,
  action: AuditAction,
  { id, ticketId }: { id: number; ticketId: number },
  more: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(tx, { action, entity: "ticket", entityId: ticketId, after: { questionId: id, ...more } });
  await publishChange(tx, "question", ticketId, { id });
}
