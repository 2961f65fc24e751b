/** A question from asking to its answer: from the ticket, the articles and past tickets; who sees it; what becomes of it. */
import { eq, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { z } from "zod";
import { audit } from "#db/schema/platform";
import { queue } from "#db/schema/team";
import { ticketEvent } from "#db/schema/tickets";
import { arrives, closedTicket, testPorts } from "#lib/agent/testing/environment";
import { indexTickets, saveArticle } from "#lib/knowledge/commands";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { ctxOfActor } from "#lib/platform/sight";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { usualBudget } from "#lib/settings/rules";
import { message, person } from "#lib/suggestions/testing/fixtures";
import { restrictedCase } from "#lib/team/testing/restricted-case";
import { recordEvent } from "#lib/tickets/commands";
import { defineTool, type Tool } from "#lib/tools/tool";
import { answerQuestion } from "./answer";
import { askQuestion, cancelQuestion, eraseQuestion, judgeAnswer } from "./commands";
import { eraseQuestionsOf } from "./erasure";
import { exportQuestions, questionsOf } from "./queries";

const runs = async () => ({
  gate: undefined as never,
  investigation: { isStopped: false, budget: usualBudget, tools: {}, usualMode: "runs" as const },
});

async function ask(ctx: Ctx, ticketId: number, text: string, tools: Tool[] = []) {
  const analyst = await person(ctx);
  const { id } = await askQuestion(analyst, { ticketId, text });
  const ports = { ...(await testPorts(ctx, { tools })), policy: runs };
  await answerQuestion(agentCtx(ctx.db), { questionId: id }, ports);
  const asked = (await questionsOf(analyst, ticketId)).find((one) => one.id === id);
  if (!asked) throw new Error("the question is not there");
  return { ...asked, analyst, words: asked.statements.map((one) => one.text).join("\n") };
}

const cited = (statements: { role: string; citations: unknown[] }[]) =>
  statements.filter(({ role }) => role === "statement").every(({ citations }) => citations.length > 0);

async function diskTicket(ctx: Ctx) {
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

describe("questions about the ticket itself", () => {
  test("are answered from its events, each statement cited, in the language of the question", async ({
    ctx,
  }) => {
    const { ticketId, eventId, replyId } = await diskTicket(ctx);
    const wanted = await ask(ctx, ticketId, "What did the customer ask?");
    expect(wanted.words).toContain("Can you grow it to 200 GB?");
    expect(wanted.statements[1]?.citations).toMatchObject([{ kind: "event", ref: eventId }]);
    const done = await ask(ctx, ticketId, "Was wurde schon versucht?");
    expect(done.words).toMatch(
      /Bisher getan:[\s\S]*disk_usage \(volume vol-7714\): used 97 %[\s\S]*restarted the backup job/,
    );
    const open = await ask(ctx, ticketId, "¿Qué queda pendiente?");
    expect(open.words).toMatch(/^Pendiente:\n.*Which project is it in\?/);
    const who = await ask(ctx, ticketId, "Qui a répondu ?");
    expect(who.words).toContain("Analyst Ann a répondu");
    expect(who.statements[1]?.citations).toMatchObject([{ ref: replyId }]);
    const when = await ask(ctx, ticketId, "When was the backup job restarted?");
    expect(when.statements.find(({ role }) => role === "statement")).toMatchObject({
      text: expect.stringContaining("restarted the backup job"),
      at: expect.any(Date),
    });
    for (const { statements } of [wanted, done, open, who, when]) expect(cited(statements)).toBe(true);
  });

  test("that ask two things are answered in both", async ({ ctx }) => {
    const { ticketId } = await diskTicket(ctx);
    const both = await ask(ctx, ticketId, "What was tried so far, and what is still open?");
    expect(both.words).toMatch(/^Done so far:\n[\s\S]*used 97 %[\s\S]*\nOpen:\n.*Which project is it in\?/);
    const other = await ask(ctx, ticketId, "What was tried? How do I water the quetzalcoatlus greenhouse?");
    expect(other.words).toMatch(/^Done so far:[\s\S]*Nothing was found about “.*quetzalcoatlus/);
  });

  test("an empty ticket says so", async ({ ctx }) => {
    const { ticketId } = await arrives(ctx, { body: "Hello, the volume is full." });
    expect((await ask(ctx, ticketId, "What was tried?")).words).toBe(
      "Nothing has been looked up, answered or tried yet.",
    );
    expect((await ask(ctx, ticketId, "Did we promise anything?")).words).toBe("Nothing was promised.");
  });
});

describe("other questions", () => {
  test("quote the part of the article that answers, or say that nothing does", async ({ ctx }) => {
    const { ticketId } = await diskTicket(ctx);
    const word = unique("zebrafish").replace(/_/g, "");
    const article = await saveArticle(ctx, {
      kind: "article",
      title: "Rotating an access key",
      body: `# Overview\n\nKeys are long.\n\n## Rotate\n\n1. Create a second ${word} key.\n2. Switch the client over.\n3. Delete the old key.\n\n## Limits\n\nTwo keys at most.`,
    });
    const found = await ask(ctx, ticketId, `How do I rotate a ${word} key?`);
    const [statement] = found.statements.filter(({ role }) => role === "statement");
    expect(statement).toMatchObject({ citations: [{ kind: "article", ref: article.id }] });
    expect(statement?.text).toContain(`1. Create a second ${word} key.\n2. Switch the client over.`);
    expect(statement?.say).toBeTruthy();
    const none = await ask(ctx, ticketId, "How do I water the quetzalcoatlus greenhouse?");
    expect(none.statements[0]).toMatchObject({ role: "lead" });
    expect(none.words).toMatch(/^Nothing was found about “.*quetzalcoatlus/);
  });

  test("past tickets are quoted without what is their customer's own", async ({ ctx }) => {
    const topic = unique("gargoyle").replace(/_/g, "");
    const past = await closedTicket(ctx, {
      subject: `The ${topic} sync stops`,
      turns: [
        { body: `Our ${topic} sync stops at night, account acct-99812345.`, name: "Zora Quist" },
        {
          kind: "analyst_reply",
          body: `Hello Zora,\n\nrestart the ${topic} sync agent of acct-99812345 and it goes on.`,
        },
      ],
    });
    await indexTickets(systemCtx("knowledge", ctx.db), { ticketIds: [past] });
    const { ticketId } = await arrives(ctx, {
      subject: `${topic} sync`,
      body: `The ${topic} sync stops again.`,
    });
    const found = await ask(ctx, ticketId, "How were similar tickets resolved?");
    expect(found.words).toContain(`restart the ${topic} sync agent`);
    expect(found.words).not.toContain("99812345");
    expect(found.words).not.toContain("VALUE");
    expect(found.words).not.toContain("Zora");
    // The past ticket goes, and with it what was taken from it.
    await eraseQuestionsOf(ctx, [past]);
    const [after] = await questionsOf(ctx, ticketId);
    expect(JSON.stringify(after?.statements)).not.toContain("sync agent");
  });

  test("similar tickets tell what became of them: what held first; those of a queue nobody else sees are none", async ({
    ctx,
  }) => {
    const topic = unique("basilisk").replace(/_/g, "");
    const question = { body: `The ${topic} export stops at half past two.`, name: "Zora Quist" };
    const closed = { body: "", kind: "status_change" as const, data: { to: "closed" } };
    const answered = (words: string) => ({ body: words, kind: "analyst_reply" as const });
    const back = await closedTicket(ctx, {
      subject: `The ${topic} export stops`,
      turns: [
        question,
        answered(`Empty the cache of the ${topic} export.`),
        closed,
        question,
        answered(`Then renew the token of the ${topic} export.`),
      ],
    });
    const held = await closedTicket(ctx, {
      subject: `The ${topic} export stops`,
      turns: [question, answered(`Raise the memory of the ${topic} export to 4 GB.`)],
    });
    const key = unique("queue");
    await ctx.db.insert(queue).values({ key, name: "Security", isRestricted: true });
    const hidden = await closedTicket(ctx, {
      subject: `The ${topic} export stops`,
      turns: [question, answered(`Call security about the ${topic} export.`)],
    });
    await ctx.db.execute(
      sql`update ticket set queue_id = (select id from queue where key = ${key}) where id = ${hidden}`,
    );
    await indexTickets(systemCtx("knowledge", ctx.db), { ticketIds: [back, held, hidden] });
    const { ticketId } = await arrives(ctx, { subject: `${topic} export`, body: question.body });
    const found = await ask(ctx, ticketId, "What else looked like this?");
    const lines = found.words.split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^Similar tickets/);
    expect(lines[1]).toMatch(/Raise the memory.*” \(resolved after 1 minute\)$/);
    expect(lines[1]).toContain(`#${held}:`);
    expect(lines[2]).toMatch(/Then renew.*, it came back afterwards\)$/);
    expect(lines[2]).toContain(`#${back}:`);
    expect(found.words).not.toContain("security");
    // Only what was answered goes into a reply.
    expect(found.statements.every(({ say }) => !say?.includes("resolved after"))).toBe(true);
    expect(cited(found.statements)).toBe(true);
  });

  test("a tool the question names is run within the policy, and stays with the answer", async ({ ctx }) => {
    const { ticketId } = await diskTicket(ctx);
    const asked: unknown[] = [];
    const usage = defineTool({
      name: "disk_usage",
      description: "How full a volume is.",
      input: z.object({ volume: z.string() }),
      run: async (_, given) => {
        asked.push(given);
        return { used: "41 %" };
      },
    });
    const found = await ask(ctx, ticketId, "Check the disk usage now", [usage]);
    expect(asked).toEqual([{ volume: "vol-7714" }]);
    expect(found.words).toContain("used 41 %");
    expect(found.calls).toMatchObject([{ tool: "disk_usage", result: { used: "41 %" } }]);
    const events = await ctx.db.execute<{ count: number }>(
      `select count(*)::int as count from ticket_event where ticket_id = ${ticketId}`,
    );
    expect(events[0]?.count).toBe(4);
    // It was looked up, so it counts as tried, as long as it is there.
    const done = await ask(ctx, ticketId, "What was tried?");
    expect(done.statements.find(({ text }) => text.includes("used 41 %"))).toMatchObject({
      citations: [{ kind: "look_up", ref: found.calls[0]?.id }],
      at: expect.any(Date),
    });
    await eraseQuestion(found.analyst, { questionId: found.id });
    const after = (await questionsOf(done.analyst, ticketId)).find(({ id }) => id === done.id);
    expect(JSON.stringify(after?.statements)).toContain("used 97 %");
    expect(JSON.stringify(after?.statements)).not.toContain("used 41 %");
  });
});

describe("a question", () => {
  test("asked twice at once is asked once; cancelled, it is not answered", async ({ ctx }) => {
    const { ticketId } = await arrives(ctx, { body: "The volume is full." });
    const analyst = await person(ctx);
    const both = await Promise.all(
      [1, 2].map(() => askQuestion(analyst, { ticketId, text: "What is open?" })),
    );
    expect(both[0]).toEqual(both[1]);
    const questionId = both[0]?.id ?? 0;
    await cancelQuestion(analyst, { questionId });
    await answerQuestion(agentCtx(ctx.db), { questionId }, await testPorts(ctx));
    expect(await questionsOf(analyst, ticketId)).toMatchObject([{ status: "cancelled", statements: [] }]);
  });

  test("is judged, exported and erased; the trail tells that it was asked, never what", async ({ ctx }) => {
    const { ticketId } = await arrives(ctx, { body: "The volume is full." });
    const secret = unique("secret");
    const { id: questionId, analyst } = await ask(ctx, ticketId, `What about ${secret}?`);
    await judgeAnswer(analyst, { questionId, isHelpful: false });
    const lines: string[] = [];
    for await (const line of await exportQuestions(ctx)) lines.push(line);
    expect(lines.find((line) => line.includes(secret))).toContain('"isHelpful":false');
    await expect(eraseQuestion(await person(ctx), { questionId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await eraseQuestion(analyst, { questionId });
    expect(await questionsOf(analyst, ticketId)).toEqual([]);
    const rows = await ctx.db
      .select()
      .from(audit)
      .where(eq(audit.entityId, String(ticketId)));
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["question.ask", "question.answer", "question.judge", "question.erase"]),
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test("leaves out what rests on a message that was deleted since", async ({ ctx }) => {
    const { ticketId, ticketExternalId } = await arrives(ctx, { body: "Is the volume vol-30 full?" });
    const wrote = await message(ctx, ticketExternalId, "Please grow the volume vol-31 to 90 GB.");
    const { analyst, words } = await ask(ctx, ticketId, "What did the customer ask?");
    expect(words).toContain("vol-31");
    const [row] = await ctx.db.select().from(ticketEvent).where(eq(ticketEvent.id, wrote));
    await recordEvent(systemCtx("test", ctx.db), {
      source: "test",
      externalId: unique("event"),
      ticketExternalId,
      kind: "message_deleted",
      at: new Date(),
      actorKind: "customer",
      actorName: "Mira Castellane",
      deletes: row?.externalId ?? "",
    });
    const [after] = await questionsOf(analyst, ticketId);
    expect(JSON.stringify(after?.statements)).toContain("vol-30");
    expect(JSON.stringify(after?.statements)).not.toContain("vol-31");
  });

  test("of a ticket nobody outside its queue sees is not read by others", async ({ ctx }) => {
    const { ticketId, member, canary } = await restrictedCase(ctx);
    const { id } = await askQuestion(member, {
      ticketId,
      text: `What about ${canary}?`,
    });
    await answerQuestion(agentCtx(ctx.db), { questionId: id }, await testPorts(ctx));
    expect(await questionsOf(await ctxOfActor(member.actor), ticketId)).toHaveLength(1);
    const stranger = await ctxOfActor((await person(ctx, "admin")).actor);
    expect(await questionsOf(stranger, ticketId)).toEqual([]);
    await expect(cancelQuestion(stranger, { questionId: id })).rejects.toMatchObject({ code: "not_found" });
  });
});
