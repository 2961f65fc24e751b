/** A restricted queue with everything in it that a ticket can bring, all of it with one word that is nowhere else. */
import { sql } from "drizzle-orm";
import { incident, incidentEvent } from "#db/schema/incidents";
import { oncallChain, page, pageCall, pageEvent } from "#db/schema/oncall";
import { commitment } from "#db/schema/sla";
import { queue, queueMember } from "#db/schema/team";
import { writePassages } from "#lib/knowledge/passages";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { writeDraft } from "#lib/platform/live-draft";
import { unique } from "#lib/platform/testing/unique";
import { askQuestion } from "#lib/questions/commands";
import { installed } from "#lib/remediation/testing/environment";
import { decide, recordAgentRun } from "#lib/suggestions/commands";
import { person, runInput } from "#lib/suggestions/testing/fixtures";
import { addNote, recordEvent } from "#lib/tickets/commands";

export type RestrictedCase = Awaited<ReturnType<typeof restrictedCase>>;

/** Made as the product makes it; the queue is restricted from the start, so that whatever is wrong shows. */
export async function restrictedCase(ctx: Ctx) {
  const canary = unique("canary").replace("_", "");
  const key = unique("queue");
  const [made] = await ctx.db.insert(queue).values({ key, name: "Security", isRestricted: true }).returning();
  const queueId = made?.id ?? 0;
  const member = await person(ctx, "analyst");
  await ctx.db.insert(queueMember).values({ queueId, userId: member.actor.id });
  const externalId = unique("ticket");
  const said = async (words: string) =>
    recordEvent(systemCtx("test", ctx.db), {
      source: "test",
      externalId: unique("event"),
      ticketExternalId: externalId,
      kind: "customer_message",
      at: ctx.now(),
      actorKind: "customer",
      actorName: `Mira ${canary}`,
      body: `${words} ${canary}`,
      attachments: [{ name: `${canary}.txt`, type: "text/plain", content: Buffer.from(canary) }],
      ticket: { subject: `Stolen laptop ${canary}`, queueKey: key, category: `category ${canary}` },
      customer: { externalId: canary, name: `Mira ${canary}`, email: `${canary}@example.test` },
    });
  const { ticketId, eventId } = await said("My laptop was stolen:");
  const propose = async (event: number) => {
    const text = `Please call the police about ${canary}.`;
    const input = runInput(ticketId, event, { text, why: `It is about ${canary}.` });
    const recorded = await recordAgentRun(agentCtx(ctx.db), { ...input, explanation: canary });
    return { suggestionId: recorded.suggestion?.id ?? 0, agentRunId: recorded.agentRun.id };
  };
  const first = await propose(eventId);
  await decide(member, {
    suggestionId: first.suggestionId,
    verdict: "edit",
    finalText: `Please call the police now about ${canary}.`,
    mutationId: unique("mutation"),
  });
  await addNote(member, { ticketId, text: `Only for us: ${canary}` });
  const second = await said("Any news?");
  const waiting = await propose(second.eventId);
  const passage = { kind: "ticket" as const, ref: ticketId };
  await writePassages(ctx, [
    { ...passage, title: `Stolen laptop ${canary}`, body: `It was stolen. ${canary}` },
  ]);
  await writeDraft(systemCtx("draft", ctx.db), { ticketId, eventId: second.eventId, text: canary });
  const now = ctx.now();
  const [outage] = await ctx.db
    .insert(incident)
    .values({
      title: `Outage ${canary}`,
      source: "test",
      sourceName: "Test",
      ticketId,
      startsAt: now,
      openedAt: now,
      lastJoinAt: now,
    })
    .returning();
  const incidentId = outage?.id ?? 0;
  await ctx.db
    .insert(incidentEvent)
    .values({ incidentId, kind: "opened", at: now, actorName: "Vigil", data: { canary } });
  const pageId = await pageOf(ctx, member, { ticketId, canary });
  const [promise] = await ctx.db
    .insert(commitment)
    .values({ ticketId, eventId, ownerName: "Analyst", text: canary, madeAt: now, dueAt: now })
    .returning();
  const runId = await preparedRun(ctx, ticketId, canary);
  const { id: questionId } = await askQuestion(member, {
    ticketId,
    text: `What about ${canary}?`,
  });
  const [file] = await ctx.db.execute<{ id: string }>(
    sql`select id from attachment where ticket_id = ${ticketId}`,
  );
  const [decided] = await ctx.db.execute<{ id: number }>(
    sql`select id::float8 as id from decision where ticket_id = ${ticketId}`,
  );
  const [card] = await ctx.db.execute<{ id: number }>(
    sql`select customer_id::float8 as id from ticket where id = ${ticketId}`,
  );
  return {
    canary,
    queueId,
    ticketId,
    eventId,
    incidentId,
    commitmentId: promise?.id ?? 0,
    runId,
    questionId,
    pageId,
    member,
    ...waiting,
    decisionId: decided?.id ?? 0,
    attachmentId: file?.id ?? "",
    customerId: card?.id ?? 0,
  };
}

/** A page that calls the member. */
async function pageOf(
  ctx: Ctx,
  member: Ctx,
  { ticketId, canary }: { ticketId: number; canary: string },
): Promise<number> {
  const at = ctx.now();
  const userId = member.actor.id;
  const steps = [{ targets: [{ kind: "person" as const, id: userId }], wait: 5 }];
  const [chain] = await ctx.db
    .insert(oncallChain)
    .values({ name: "Night", steps, repeats: 0, lastResort: userId, createdAt: at })
    .returning();
  const [row] = await ctx.db
    .insert(page)
    .values({
      chainId: chain?.id ?? 0,
      cause: "handover",
      key: canary,
      urgency: "critical",
      title: `Stolen laptop ${canary}`,
      brief: [canary],
      ticketId,
      openedAt: at,
    })
    .returning();
  const pageId = row?.id ?? 0;
  await ctx.db.insert(pageCall).values({ pageId, userId, step: 0, at });
  await ctx.db.insert(pageEvent).values({ pageId, at, kind: "opened", actorName: "On-call", text: canary });
  return pageId;
}

/** An action that waits for somebody to let it go. */
async function preparedRun(ctx: Ctx, ticketId: number, canary: string): Promise<number> {
  const name = await installed(ctx, "http://127.0.0.1:1/");
  const [run] = await ctx.db.execute<{ id: number }>(sql`
    insert into action_run (ticket_id, action, version, risk, category, arguments, provenance, arguments_digest, effect, effect_digest, idempotency_key, prepared_by, prepared_at, expires_at)
    values (${ticketId}, ${name}, 1, 1, '', ${JSON.stringify({ service: canary })}, '[]', '', ${JSON.stringify({ object: { service: canary }, change: canary })}, '', ${unique("key")}, 'test', now(), now() + interval '1 hour')
    returning id::float8 as id`);
  return run?.id ?? 0;
}
