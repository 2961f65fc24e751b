/** A ticket with something to ask about, and a question from asking to its answer. */
import { arrives, testPorts } from "#lib/agent/testing/environment";
import { runsByItself } from "#lib/agent/testing/policies";
import { agentCtx, type Ctx } from "#lib/platform/context";
import { person } from "#lib/suggestions/testing/fixtures";
import type { Tool } from "#lib/tools/tool";
import { answerQuestion } from "../answer";
import { askQuestion } from "../commands";
import { questionsOf } from "../queries";

const runs = async () => ({ gate: undefined as never, investigation: runsByItself });

/** An analyst asks, and the agent answers; `words` is the answer as one text. */
export async function ask(ctx: Ctx, ticketId: number, text: string, tools: Tool[] = []) {
  const analyst = await person(ctx);
  const { id } = await askQuestion(analyst, { ticketId, text });
  const ports = { ...(await testPorts(ctx, { tools })), policy: runs };
  await answerQuestion(agentCtx(ctx.db), { questionId: id }, ports);
  const asked = (await questionsOf(analyst, ticketId)).find((one) => one.id === id);
  if (!asked) throw new Error("the question is not there");
  return { ...asked, analyst, words: asked.statements.map((one) => one.text).join("\n") };
}

/** Does every statement name what it is taken from? */
export const cited = (statements: { role: string; citations: unknown[] }[]) =>
  statements.filter(({ role }) => role === "statement").every(({ citations }) => citations.length > 0);

/** A ticket with a question, a look-up and a reply. */
export async function diskTicket(ctx: Ctx) {
  const first = await arrives(ctx, {
    subject: "Volume full",
    body: "Hello,\n\nthe volume vol-7714 has been full since 9:40. Can you grow it to 200 GB?",
  });
  const { ticketExternalId } = first;
  const call = await arrives(ctx, {
    ticketExternalId,
    kind: "tool_call",
    body: "",
    data: { tool: "disk_usage", arguments: { volume: "vol-7714" } },
  });
  await arrives(ctx, {
    ticketExternalId,
    kind: "tool_result",
    body: "",
    data: { tool: "disk_usage", callId: String(call.eventId), result: { volume: "vol-7714", used: "97 %" } },
  });
  const reply = await arrives(ctx, {
    ticketExternalId,
    kind: "analyst_reply",
    body: "Hello Mira,\n\nI have restarted the backup job. Which project is it in?",
  });
  return { ...first, replyId: reply.eventId };
}
