/** What is learned from decisions about the passages a draft cites, in the same way as everything else. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { saveArticle } from "#lib/knowledge/commands";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide } from "#lib/suggestions/commands";
import { person } from "#lib/suggestions/testing/fixtures";
import { openApprentice } from "./apprentice-state";
import { arrives, runsOn, testPorts } from "./testing/environment";
import { decisionFacts } from "./training-facts";

const article = {
  kind: "article" as const,
  title: "Growing a volume that ran full",
  body: "A full volume can be grown while it is attached. Open the volume, choose Grow, enter the new size and confirm.",
};
const question = {
  subject: "Volume full",
  body: "Our volume vol-77 ran full. How can we grow the volume while it is attached?",
};

test("a taken answer speaks for the passages it cites, a wrong source against them, another reason for neither", async ({
  ctx,
}) => {
  await saveArticle(ctx, article);
  const ports = await testPorts(ctx);
  const decided: number[] = [];
  for (const verdict of [
    { verdict: "accept" as const },
    { verdict: "reject" as const, reason: "outdated" as const },
    { verdict: "reject" as const, reason: "tone" as const },
  ]) {
    const arrival = await arrives(ctx, question);
    await runsOn(ctx, arrival, ports);
    const [card] = await ctx.db
      .select({ id: suggestion.id, evidence: suggestion.evidence })
      .from(suggestion)
      .innerJoin(agentRun, eq(agentRun.id, suggestion.agentRunId))
      .where(eq(agentRun.eventId, arrival.eventId));
    expect(card?.evidence[0]?.features).toMatchObject({ case: 0 });
    const decision = await decide(await person(ctx), {
      suggestionId: card?.id ?? 0,
      mutationId: unique(),
      ...verdict,
    });
    await ports.apprentice.learn(systemCtx("learning", ctx.db), {
      ticketId: arrival.ticketId,
      decisionId: decision.id,
    });
    decided.push(decision.id);
  }
  const taught = await Promise.all(decided.map((id) => decisionFacts(ctx, id)));
  expect(
    taught.map((facts) => facts?.kind === "decision" && facts.passages?.map(({ isRight }) => isRight)),
  ).toEqual([[true], [false], undefined]);
  const { reranker } = await ports.apprentice.current();
  expect(reranker.seen).toBe(2);
  expect((await openApprentice(ctx)).position()).toBe(ports.apprentice.position());
  expect((await (await openApprentice(ctx)).current()).reranker).toEqual(reranker);
});
