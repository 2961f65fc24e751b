/** A model sums a ticket up: every point cites the event it rests on, or goes. */
import { ticketSummary } from "#db/schema/questions";
import { ticketText } from "#lib/agent/grounding";
import type { AgentPorts } from "#lib/agent/loop";
import { observation } from "#lib/agent/queries";
import { askFitting } from "#lib/models/fitting";
import { withinTokens } from "#lib/models/token-budget";
import { publishChange } from "#lib/platform/changes";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { redact, restore } from "#lib/privacy/redact";
import type { SummaryPoints } from "#lib/suggestions/summary";
import { listedFor, listedWithin, writeSummaryPrompt } from "./prompt";
import { type Listed, readAnswer } from "./read-answer";

const mostEach = 6;

/** Sums the ticket up as it stands at an event, in a job; keeps what rests on events. Without a model nothing is done. */
export async function summarise(
  ctx: Ctx,
  { ticketId, eventId }: { ticketId: number; eventId: number },
  ports: AgentPorts,
): Promise<void> {
  const [seen, { tokens }] = await Promise.all([observation(ctx, { ticketId, eventId }), ports.policy(ctx)]);
  const { endpoint } = await withinTokens(ctx, await ports.endpoint(ctx), tokens);
  // What has moved on is summed up when somebody looks again.
  if (!endpoint || seen.upTo !== eventId) return;
  const listed = listedFor(seen, []);
  const result = await askFitting(endpoint, ports.calls, (room) => {
    const fitting = listedWithin(listed, room);
    if (fitting.length === 0) return null;
    const { system, prompt } = writeSummaryPrompt({ subject: seen.ticket.subject, listed: fitting });
    const hidden = redact(prompt, { names: seen.names });
    return { system, prompt: hidden.text, tools: [], listed: fitting, hidden };
  });
  if ("failure" in result) return;
  const { answer, asked } = result;
  const points = readPoints(restore(answer.text, asked.hidden.found), asked.listed, ticketText(seen));
  const row = { upToEventId: eventId, points, model: endpoint.model, madeAt: ctx.now() };
  await withTransaction(ctx, async (tx) => {
    await tx.db
      .insert(ticketSummary)
      .values({ ticketId, ...row })
      .onConflictDoUpdate({ target: ticketSummary.ticketId, set: row });
    await publishChange(tx, "question", ticketId, {});
  });
}

const line = /^[-*\s]{0,4}(STATE|DECISION|OPEN)\s{0,2}[:：]\s{0,4}(.+)$/gm;
const parts = { STATE: "state", DECISION: "decisions", OPEN: "open" } as const;

/** The points of a model's text that rest on an event; null where none does. */
export function readPoints(text: string, listed: readonly Listed[], known: string): SummaryPoints | null {
  const points: SummaryPoints = { state: [], decisions: [], open: [] };
  for (const [, part = "", said = ""] of text.matchAll(line)) {
    if (part !== "STATE" && part !== "DECISION" && part !== "OPEN") continue;
    const [statement] = readAnswer(said, listed, known);
    const [citation] = statement?.citations ?? [];
    if (statement?.role !== "statement" || citation?.kind !== "event") continue;
    if (points[parts[part]].length < mostEach)
      points[parts[part]].push({ text: statement.text, eventId: citation.ref });
  }
  return Object.values(points).some((lines) => lines.length > 0) ? points : null;
}
