/** A model says how a closed case compares with what the agent took it for, where the rule cannot tell: one word of three, or nothing. */
import type { AgentPorts } from "#lib/agent/loop";
import { marked, markedIsData, newMarker } from "#lib/models/data-marking";
import { askFitting, type Room } from "#lib/models/fitting";
import { withinTokens } from "#lib/models/token-budget";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { redact } from "#lib/privacy/redact";
import { customerById, ticketById } from "#lib/tickets/queries";
import { keepGrade, type Ungraded, ungraded } from "./grade";
import { type InvestigationGrade, investigationGrades } from "./model";

/** Characters of answers below which it is not worth asking. */
const leastAnswer = 40;

/** Asks the model, in a job; keeps what it says where nobody has graded the case meanwhile. Without a model nothing is done. */
export async function askGrade(
  ctx: Ctx,
  { ticketId }: { ticketId: number },
  ports: Pick<AgentPorts, "policy" | "endpoint" | "calls">,
): Promise<InvestigationGrade | null> {
  const { tokens } = await ports.policy(ctx);
  const { endpoint } = await withinTokens(ctx, await ports.endpoint(ctx), tokens);
  const made = endpoint && (await withTransaction(ctx, (tx) => ungraded(tx, ticketId)));
  if (!endpoint || !made) return null;
  const customer = await customerById(ctx, (await ticketById(ctx, ticketId)).customerId);
  const names = customer ? [customer.name, ...(customer.company ? [customer.company] : [])] : [];
  const result = await askFitting(endpoint, ports.calls, (room) => questionOf(made, names, room));
  const grade = "failure" in result ? null : readGrade(result.answer.text);
  if (!grade) return null;
  return withTransaction(ctx, async (tx) => {
    const still = await ungraded(tx, ticketId);
    if (!still) return null;
    await keepGrade(tx, { ticketId, id: still.id, grade, by: "model" });
    return grade;
  });
}

/** The grade a text is; null for anything but one of the three words. */
export function readGrade(text: string): InvestigationGrade | null {
  const word = /^\P{L}{0,10}(\p{L}{1,20})\P{L}{0,10}$/u.exec(text.trim())?.[1]?.toLowerCase();
  return investigationGrades.find((grade) => grade === word) ?? null;
}

function questionOf({ outcome, hypotheses, answers }: Ungraded, names: readonly string[], room: Room) {
  const marker = newMarker();
  const system = `You compare what an agent took for the cause of a support case with what the team answered in the end.
${markedIsData(marker)}

Write one word and nothing else: MATCH (the answers say the same cause), PARTIAL (they say one of those that were left open), MISMATCH (they say another one), or UNKNOWN (they do not tell).`;
  const held = hypotheses.map(({ status, text }) => `${status.replace("_", " ")}: ${text}`);
  const found = redact([`outcome: ${outcome}`, ...held].join("\n"), { names: [...names] }).text;
  const left = room === null ? Number.POSITIVE_INFINITY : room - system.length - 2 * found.length;
  // What was said last says what it was.
  const said = redact(answers.join("\n\n"), { names: [...names] }).text;
  if (left < leastAnswer) return null;
  const kept = said.length > left / 2 ? said.slice(-Math.floor(left / 2)) : said;
  const prompt = `FOUND\n${marked(found, marker)}\n\nANSWERED\n${marked(kept, marker)}`;
  return { system, prompt, tools: [] };
}
