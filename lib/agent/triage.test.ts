/** Each field is proposed by itself: sure ones only, never over a person's choice, never into a queue that is gone. */
import { expect } from "vitest";
import { queue } from "#db/schema/team";
import { propose } from "#lib/apprentice/engine";
import { newApprentice } from "#lib/apprentice/state";
import { learnCase } from "#lib/apprentice/training";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { setTriage } from "#lib/tickets/commands";
import { observation } from "./queries";
import { rankingOf } from "./stored";
import { arrives } from "./testing/environment";
import { triageProposal } from "./triage";

const sure = (value: string) => [
  { value, confidence: 0.9 },
  { value: "something else", confidence: 0.05 },
];
const unsure = (value: string) => [{ value, confidence: 0.3 }];

async function arrived(ctx: Ctx, given: { priority?: "low" } = {}) {
  const { ticketId, eventId } = await arrives(ctx, { body: "The volume is full.", ...given });
  const run = () => observation(ctx, { ticketId, eventId });
  return { ticketId, run };
}

async function storage(ctx: Ctx) {
  const [row] = await ctx.db
    .insert(queue)
    .values({ key: unique("queue"), name: "Storage" })
    .returning();
  return row ?? { id: 0, key: "" };
}

test("sure fields are proposed with what else they might be, unsure ones left out", async ({ ctx }) => {
  const { id, key } = await storage(ctx);
  const { run } = await arrived(ctx);
  const ranked = {
    queue: sure(key),
    category: sure("disk"),
    service: unsure("Volumes"),
    priority: sure("high"),
  };
  const proposal = await triageProposal(ctx, await run(), [], ranked);
  expect(proposal).toMatchObject({
    kind: "triage",
    text: "File under queue Storage, category disk, priority high.",
    confidence: 0.9,
    payload: {
      triage: { queueId: id, category: "disk", priority: "high" },
      triageOptions: {
        queueId: [{ value: id, confidence: 0.9 }],
        category: [{ value: "disk" }, { value: "something else" }],
      },
    },
  });
});

test("a priority the sender gave, a field a person set and a queue that is gone are left alone", async ({
  ctx,
}) => {
  const given = await arrived(ctx, { priority: "low" });
  expect(await triageProposal(ctx, await given.run(), [], { priority: sure("high") })).toBeNull();

  const { ticketId, run } = await arrived(ctx);
  await setTriage(await person(ctx), { ticketId, fields: { category: "network" } });
  await setTriage(await person(ctx), { ticketId, fields: { category: null } });
  const ranked = { category: sure("disk"), queue: sure("gone") };
  expect(await triageProposal(ctx, await run(), [], ranked)).toBeNull();
  expect(await triageProposal(ctx, { ...(await run()), isTriaged: true }, [], ranked)).toBeNull();
});

test("closed tickets filed alike are its evidence", async ({ ctx }) => {
  const { run } = await arrived(ctx);
  const past = {
    queueId: null,
    queueName: null,
    service: null,
    people: [],
    whose: "customer 1",
    said: [],
    score: 0.5,
  };
  const similar = [
    { ...past, ref: 11, category: "disk" },
    { ...past, ref: 12, category: "network" },
  ];
  const proposal = await triageProposal(ctx, await run(), similar, { category: sure("disk") });
  expect(proposal?.evidence).toMatchObject([{ kind: "ticket", ref: 11 }]);
  expect(proposal?.why).toBe("1 similar closed ticket was triaged like this.");
});

test("a value is trusted the more, the more closed tickets had it", async ({ ctx }) => {
  const { run } = await arrived(ctx);
  const seen = await run();
  const engine = newApprentice();
  const trust = () => {
    const retrieved = {
      proposal: propose(engine, seen.case),
      sources: [],
      similar: [],
      articles: [],
      goodbyes: { fit: "unsure" as const, isRash: () => false },
      barred: [],
    };
    return rankingOf([], null, { seen, retrieved, engine }).triage.category?.[0]?.confidence;
  };
  const recordExamples = () => learnCase(engine, { ...seen.case, closedAt: 1, triage: { category: "disk" } });
  expect(trust()).toBeUndefined();
  recordExamples();
  expect(trust(), "however alone it stands").toBe(0.5);
  for (let more = 0; more < 8; more++) recordExamples();
  expect(trust()).toBe(0.9);
});
