/** A question from asking to its answer: about the ticket itself, who sees it, and what becomes of it. */
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { audit } from "#db/schema/platform";
import { ticketEvent } from "#db/schema/tickets";
import { arrives, testPorts } from "#lib/agent/testing/environment";
import { agentCtx, systemCtx } from "#lib/platform/context";
import { ctxOfActor } from "#lib/platform/sight";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { message, person } from "#lib/suggestions/testing/fixtures";
import { restrictedCase } from "#lib/team/testing/restricted-case";
import { recordEvent } from "#lib/tickets/commands";
import { answerQuestion } from "./answer";
import { askQuestion, cancelQuestion, eraseQuestion, judgeAnswer } from "./commands";
import { exportQuestions, questionsOf } from "./queries";
import { ask, cited, diskTicket } from "./testing/asked";

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
