/** Messages made to cost are considered like others: what a run costs grows with the text, and stops growing where nobody writes on. */
import { expect } from "vitest";
import { saveArticle } from "#lib/knowledge/commands";
import { detectMajor } from "#lib/major/detecting";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { processorTime } from "#lib/platform/testing/processor-time";
import { bounded } from "#lib/tickets/message/bounded";
import { readCitations } from "./citations";
import { addressed } from "./forms-of-address";
import type { AgentPorts } from "./loop";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";
import { hostileBody, hostileKinds, ordinaryBody } from "./testing/hostile";

/** Characters of a message, those of the bench. */
const length = 64_000;

test("no kind of message costs more than an ordinary one of its length does, nor more where nobody reads on", {
  timeout: 900_000,
}, async ({ ctx }) => {
  const ports = await experienced(ctx);
  const ordinary: number[] = [];
  const asUsual = async () => ordinary.push(await costOf(ctx, ports, ordinaryBody(length)));
  await costOf(ctx, ports, "Where do I renew a certificate?");
  await asUsual();
  const costs: { kind: string; cost: number; endless: number }[] = [];
  for (const [place, kind] of hostileKinds.entries()) {
    const cost = await costOf(ctx, ports, hostileBody(kind, length));
    costs.push({ kind, cost, endless: await costOf(ctx, ports, hostileBody(kind, 400_000)) });
    if (place % 10 === 0) await asUsual();
  }
  // The more messages there are the more is compared, so that an ordinary one costs more in the end.
  const usual = Math.max(...ordinary);
  expect(costs.filter(({ cost }) => cost > 4 * usual + 250)).toEqual([]);
  expect(costs.filter(({ cost, endless }) => endless > 8 * cost + 1_000)).toEqual([]);
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

/** Processor time of taking a message in, looking at it, and holding it against what others wrote, in milliseconds. */
async function costOf(ctx: Ctx, ports: AgentPorts, body: string): Promise<number> {
  const before = process.cpuUsage();
  await runsOn(ctx, await arrives(ctx, { body }), ports);
  await detectMajor(ctx);
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1_000);
}
