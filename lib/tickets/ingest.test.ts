/** Webhook requests that share a transaction: each gets its own answer, and a bad one fails alone. */
import { expect } from "vitest";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import type { InboundEventInput } from "./inbound-event";
import { ingest } from "./ingest";

const message = (source: string, id: number, more: Partial<InboundEventInput> = {}): InboundEventInput => ({
  source,
  externalId: String(id),
  ticketExternalId: String(id % 5),
  kind: "customer_message",
  at: new Date(),
  actorKind: "customer",
  actorName: "Ann",
  ...more,
});

test("a hundred senders at once are all answered, the bad one with its error", async ({ db }) => {
  const ctx = systemCtx(unique("connector"), db);
  const source = unique("source");
  const bad = message(source, 1000, { actorName: "too long ".repeat(40) });
  const sent = Array.from({ length: 100 }, (_, index) => ingest(ctx, [message(source, index % 80)]));
  const refused = ingest(ctx, [message(source, 2000), bad]);
  const answers = (await Promise.all(sent)).map(([recorded]) => recorded);
  await expect(refused).rejects.toMatchObject({ code: "invalid" });
  expect(answers.filter((recorded) => recorded?.isDuplicate)).toHaveLength(20);
  expect(new Set(answers.map((recorded) => recorded?.eventId)).size).toBe(80);
  expect(new Set(answers.map((recorded) => recorded?.ticketId)).size).toBe(5);
  const [again] = await ingest(ctx, [message(source, 2000)]);
  expect(again?.isDuplicate).toBe(false);
});
