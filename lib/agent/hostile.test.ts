/** Messages made to cost are considered like others: what a run costs grows with the text, and stops growing where nobody writes on. */
import { expect } from "vitest";
import { saveArticle } from "#lib/knowledge/commands";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { processorTime } from "#lib/platform/testing/processor-time";
import { bounded } from "#lib/tickets/message/bounded";
import { readCitations } from "./citations";
import { addressed } from "./forms-of-address";
import type { AgentPorts } from "./loop";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";
import { hostileBody, hostileKinds } from "./testing/hostile";

test("no kind of message costs out of proportion to its length", { timeout: 600_000 }, async ({ ctx }) => {
  const ports = await experienced(ctx);
  await costOf(ctx, ports, "Where do I renew a certificate?");
  const dear: string[] = [];
  for (const kind of hostileKinds) {
    const small = await costOf(ctx, ports, hostileBody(kind, 4_000));
    const large = await costOf(ctx, ports, hostileBody(kind, 16_000));
    const endless = await costOf(ctx, ports, hostileBody(kind, 400_000));
    // Four times the text in a loop within a loop costs sixteen times as much; the rest is what a busy machine adds.
    if (large > 8 * small + 250) dear.push(`${kind}: ${small} ms for 4 kB, ${large} ms for 16 kB`);
    if (endless > 8 * large + 1_000) dear.push(`${kind}: ${large} ms for 16 kB, ${endless} ms for 400 kB`);
  }
  expect(dear).toEqual([]);
});

test("an answer of a model is read in proportion to its length, whatever is in it", () => {
  for (const kind of hostileKinds)
    for (const read of [(text: string) => readCitations(text, []), addressed]) {
      const [small, large] = [20_000, 80_000].map((size) => {
        const text = hostileBody(kind, size);
        return processorTime(() => read(text));
      });
      expect(large, kind).toBeLessThan(8 * (small ?? 0) + 250);
    }
});

test("what people write is read as it stands; what nobody writes is cut, and half an address is left out", () => {
  const log = `2026-11-28 10:00:01 ERROR pool exhausted\n    at connect (db.ts:12)\n`.repeat(100);
  for (const text of [
    "Hello,\n\n  see https://desk.example/a?b=c.",
    log,
    "お世話になっております。接続できません。",
  ])
    expect(bounded(text)).toBe(text);
  expect(bounded("a".repeat(1_000))).toBe([400, 400, 200].map((length) => "a".repeat(length)).join(" "));
  expect(bounded(`see https://x.example/${"a".repeat(1_000)} please`)).toBe("see … please");
  expect(bounded(`a${" ".repeat(5_000)}b`)).toBe(`a${" ".repeat(40)}b`);
  const long = bounded(`${"first words ".repeat(5_000)}${"last words ".repeat(5_000)}`);
  expect(long.length).toBeLessThan(17_000);
  expect(long).toMatch(/^first words .*…\n.*last words $/s);
});

/** A desk that has learnt a little, so that a run goes all the way. */
async function experienced(ctx: Ctx): Promise<AgentPorts> {
  const ports = await testPorts(ctx);
  for (let number = 1; number <= 6; number++) {
    const badge = `BDG-${4_000 + number}`;
    const found = { tool: "badge_register", callId: badge };
    const ticketId = await closedTicket(ctx, {
      subject: "Badge does not open the door",
      turns: [
        { body: `My badge ${badge} no longer opens the door of the laboratory.` },
        { body: "", kind: "tool_call", data: { ...found, arguments: { badge } } },
        { body: "", kind: "tool_result", data: { ...found, result: { state: "expired" } } },
        { body: "Your badge has expired. It works again in an hour.", kind: "analyst_reply" },
      ],
    });
    await ports.apprentice.learn(systemCtx("learning", ctx.db), { ticketId });
  }
  await saveArticle(ctx, {
    kind: "article",
    title: "Renewing an expired certificate",
    body: "A certificate is renewed in the console: open Certificates and press Renew.",
    tags: ["certificate"],
  });
  return ports;
}

/** Processor time of taking a message in and looking at it, in milliseconds. */
async function costOf(ctx: Ctx, ports: AgentPorts, body: string): Promise<number> {
  const before = process.cpuUsage();
  await runsOn(ctx, await arrives(ctx, { body }), ports);
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1_000);
}
