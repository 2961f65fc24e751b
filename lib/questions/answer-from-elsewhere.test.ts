/** Questions that the ticket does not answer: from the articles, past tickets and look-ups. */
import { sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { z } from "zod";
import { queue } from "#db/schema/team";
import { arrives, closedTicket } from "#lib/agent/testing/environment";
import { indexTickets, saveArticle } from "#lib/knowledge/commands";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { defineTool } from "#lib/tools/tool";
import { eraseQuestion } from "./commands";
import { eraseQuestionsOf } from "./erasure";
import { questionsOf } from "./queries";
import { ask, cited, diskTicket } from "./testing/asked";

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
