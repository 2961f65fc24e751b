/** The demo lives on: somebody comes, each once, and customers react to what they are told. */
import { asc, like } from "drizzle-orm";
import { expect } from "vitest";
import { ticketEvent } from "#db/schema/tickets";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { recordEvent } from "#lib/tickets/commands";
import { arrival, arrive } from "./arrivals";
import { react } from "./reactions";
import { story } from "./story/story";

const told = story.liveSteps.length;

test("arrivals go on where they were, whenever the demo is started, and none comes twice", async ({ db }) => {
  let now = new Date("2026-03-02T10:00:00Z").getTime();
  const ctx: Ctx = { ...systemCtx("demo", db), now: () => new Date(now) };
  for (let beat = 0; beat < 60; beat++) {
    await arrive(ctx);
    now += 20_000;
  }
  const rows = await db
    .select({ externalId: ticketEvent.externalId, body: ticketEvent.body })
    .from(ticketEvent)
    .where(like(ticketEvent.externalId, "arrival/%"))
    .orderBy(asc(ticketEvent.id));
  expect(rows.length).toBeGreaterThan(told);
  const numbers = rows.map(({ externalId }) => Number(externalId?.split("/")[1]));
  expect(numbers).toEqual(numbers.map((_, place) => place));
});

test("an arrival is the same for the same number and differs from all others", () => {
  const at = new Date(0);
  const many = Array.from({ length: 400 }, (_, place) => arrival(told + place, at));
  expect(many[7]).toEqual(arrival(told + 7, at));
  const messages = many.filter(({ kind }) => kind === "customer_message");
  const texts = new Set(
    messages.map(({ body, ticket: opening, actorName }) => [actorName, opening?.subject, body].join("\n")),
  );
  expect(texts.size).toBeGreaterThan(messages.length * 0.98);
  expect(new Set(messages.map(({ actorName }) => actorName)).size).toBeGreaterThan(100);
  expect(messages.map(({ body }) => body).join()).not.toMatch(/[{}|$]|undefined/);
});

test("customers answer, thank or complain once they were answered, and alerts resolve", async ({ db }) => {
  let now = new Date("2026-03-02T10:00:00Z").getTime();
  const ctx: Ctx = { ...systemCtx("demo", db), now: () => new Date(now) };
  for (let number = told; number < told + 40; number++) {
    const event = arrival(number, ctx.now());
    await recordEvent(ctx, event);
    if (event.kind !== "customer_message") continue;
    const text = number % 2 ? "Hello, it is mended. Try again." : "Hello, please send me the id of it.";
    await recordEvent(ctx, {
      ...event,
      externalId: `reply/${number}`,
      kind: "analyst_reply",
      actorKind: "analyst",
      actorName: "Hannah Brekke",
      body: text,
      at: new Date(now + 1000),
    });
  }
  for (let beat = 0; beat < 60; beat++) {
    now += 30_000;
    await react(ctx);
  }
  const rows = await db
    .select({ externalId: ticketEvent.externalId })
    .from(ticketEvent)
    .where(like(ticketEvent.externalId, "after/%"));
  const kinds = rows.map(({ externalId }) => externalId?.split("/")[2]);
  expect(new Set(kinds).size).toBeGreaterThanOrEqual(4);
  expect(kinds).toContain("thanks");
  expect(kinds).toContain("given");
  expect(kinds).toContain("resolved");
  await react(ctx);
  expect(await db.$count(ticketEvent, like(ticketEvent.externalId, "after/%")), "each once").toBe(
    rows.length,
  );
});
