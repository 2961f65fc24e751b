/** Answers a question: the apprentice at once, then the configured model where there is one; nothing that is not wanted any more is kept. */
import { desc, eq } from "drizzle-orm";
import { ticketQuestion } from "#db/schema/questions";
import type { AgentPorts } from "#lib/agent/loop";
import { observation } from "#lib/agent/queries";
import { finishedAskedCalls } from "#lib/investigation/asked-call";
import { withinTokens } from "#lib/models/token-budget";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { type Ctx, hiding, withTransaction } from "#lib/platform/context";
import { modeOf } from "#lib/settings/rules";
import { commitmentsOf } from "#lib/tickets/commitments/queries";
import { inOneLine } from "#lib/tickets/message/sentences";
import { newestEventId } from "#lib/tickets/queries";
import { without } from "#lib/tools/registry";
import { fromLookUp } from "./about-ticket";
import { apprenticeAnswer } from "./apprentice";
import { articlesFor, asideOf, type Found, passageSearch, weighedTopic } from "./found";
import { modelAnswer } from "./from-model";
import { type LookingUp, lookUp, lookUpAsked } from "./look-up";
import { isPending } from "./model";
import { openProgress } from "./progress";
import { favourFor } from "./verdicts";

type Row = typeof ticketQuestion.$inferSelect;

/** Answers in a job; safe to run again. A question that was cancelled, or is answered, is left as it is. */
export async function answerQuestion(
  given: Ctx,
  { questionId }: { questionId: number },
  ports: AgentPorts,
): Promise<void> {
  const [row] = await given.db.select().from(ticketQuestion).where(eq(ticketQuestion.id, questionId));
  if (!row || !isPending(row.status)) return;
  const progress = openProgress(given, row);
  try {
    await progress.begin();
    const made = await think(given, row, ports, progress);
    if (made) await finish(given, row, made);
  } finally {
    progress.close();
  }
}

type Made = Pick<Row, "statements" | "engine" | "model" | "degraded" | "promptHash" | "upToEventId">;

/** Null where nobody wants the answer any more. */
async function think(
  given: Ctx,
  { id: questionId, ticketId, text: question }: Row,
  ports: AgentPorts,
  progress: ReturnType<typeof openProgress>,
): Promise<Made | null> {
  const eventId = await newestEventId(given, ticketId);
  const [seen, { investigation: policy, tokens }, learned, commitments, lookedUp] = await Promise.all([
    observation(given, { ticketId, eventId }),
    ports.policy(given),
    ports.apprentice.current(),
    commitmentsOf(given, ticketId),
    finishedAskedCalls(given, ticketId),
  ]);
  // Of restricted queues only that of the ticket is read, so that whoever sees the ticket may see the answer.
  const ctx = hiding(given, seen.hiddenQueues);
  const tools = policy
    ? without(ports.tools, (tool) => modeOf(policy, tool, seen.ticket) === "off")
    : ports.tools;
  const lookingUp: LookingUp = { questionId, seen, tools, policy, began: given.now(), onCall: progress.tell };
  const { endpoint, spent } = await withinTokens(ctx, await ports.endpoint(ctx), tokens);
  const asking = {
    seen,
    known: { ...seen, commitments, lookedUp },
    search: passageSearch(ctx, { seen, embedQuery: ports.embedQuery, reranker: learned.reranker }),
  };
  const wanted = endpoint ? null : lookUpAsked(question, lookingUp, learned);
  const looked = wanted && (await lookUp(ctx, wanted, lookingUp));
  const own = await apprenticeAnswer(ctx, question, asking, looked ? [fromLookUp(looked)] : []);
  const byApprentice = (degraded: string | null): Made => ({
    statements: own,
    engine: "apprentice",
    model: null,
    degraded,
    promptHash: null,
    upToEventId: eventId,
  });
  if (!endpoint) return byApprentice(spent);
  // What the apprentice has stands there while the model writes.
  if (!(await progress.show(own))) return null;
  const found = await bestFirst(ctx, question, await asking.search({ text: question, aside: asideOf(seen) }));
  const made = await modelAnswer(ctx, endpoint, {
    question,
    seen,
    found,
    before: await answeredBefore(given, ticketId, questionId),
    calls: ports.calls,
    lookingUp,
    onText: progress.grow,
    signal: progress.signal,
  });
  if (progress.signal.aborted) return null;
  if (!made.statements) return byApprentice(made.degraded);
  return { ...byApprentice(null), ...made, engine: "llm", model: endpoint.model };
}

/** What verdicts on questions like this one speak for stands first, what they speak against last. */
async function bestFirst(ctx: Ctx, question: string, found: Found[]): Promise<Found[]> {
  const favour = await favourFor(ctx, question, await weighedTopic(ctx, question));
  const all = [...found, ...(await articlesFor(ctx, favour.articles, found))];
  return all.sort((left, right) => favour.of(right) - favour.of(left));
}

/** Newest questions a model is reminded of. */
const reminded = 3;

async function answeredBefore(ctx: Ctx, ticketId: number, questionId: number) {
  const rows = await ctx.db
    .select()
    .from(ticketQuestion)
    .where(eq(ticketQuestion.ticketId, ticketId))
    .orderBy(desc(ticketQuestion.id))
    .limit(reminded + 1);
  return rows
    .filter(({ id, status }) => id < questionId && status === "answered")
    .reverse()
    .map(({ text, statements }) => ({
      question: text,
      answer: inOneLine(statements.map(({ text }) => text)),
    }));
}

async function finish(ctx: Ctx, { id, ticketId }: Row, made: Made): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(ticketQuestion).where(eq(ticketQuestion.id, id)).for("update");
    if (!row || !isPending(row.status)) return;
    await tx.db
      .update(ticketQuestion)
      .set({ ...made, status: "answered", growing: "", answeredAt: tx.now() })
      .where(eq(ticketQuestion.id, id));
    const cited = made.statements.filter(({ role }) => role === "statement").length;
    await recordAudit(tx, {
      action: "question.answer",
      entity: "ticket",
      entityId: ticketId,
      after: { questionId: id, engine: made.engine, statements: cited },
    });
    await publishChange(tx, "question", ticketId, { id });
  });
}
