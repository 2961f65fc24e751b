/** Nothing of the future, no label and no name of a kind ever reaches the agent: planted canaries would show. */
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type FakeEndpoint, startFakeEndpoint } from "#lib/models/testing/fake-endpoint";
import type { Ctx } from "#lib/platform/context";
import type { LabelledDialogue } from "./star";
import { syntheticDialogues } from "./synthetic-dialogues";
import { onEmptyDatabase, replayed } from "./testing/replayed";

const seen = vi.hoisted(() => [] as string[]);

vi.mock("#lib/apprentice/engine", async (original) => {
  const engine = await original<typeof import("#lib/apprentice/engine")>();
  return {
    ...engine,
    propose: (...args: Parameters<typeof engine.propose>) => {
      seen.push(JSON.stringify(args[1]));
      return engine.propose(...args);
    },
    proposeTriage: (...args: Parameters<typeof engine.proposeTriage>) => {
      seen.push(JSON.stringify(args[1]));
      return engine.proposeTriage(...args);
    },
  };
});

let fake: FakeEndpoint;
beforeEach(async () => {
  seen.length = 0;
  fake = await startFakeEndpoint();
});
afterEach(() => fake.close());

const future = "zanzibar";
const label = "kookaburra";
const kind = "quokka";

/** Every second ticket ends, after all others are closed, with a call and a reply that name the canary. */
function planted(): LabelledDialogue[] {
  const dialogues = syntheticDialogues(26);
  const end = Math.max(...dialogues.map(({ dialogue }) => dialogue.closedAt));
  return dialogues.map(({ dialogue, truth }, index) => {
    const labels = truth.labels.map((one) => one && `${one}_${label}`);
    const isPlanted = index % 2 === 1;
    const later = [
      { kind: "tool_call" as const, at: end + 1_000, tool: "find_order", arguments: { Order: future } },
      { kind: "analyst_reply" as const, at: end + 2_000, body: `The word is ${future}.` },
    ];
    return {
      truth: {
        ...truth,
        kind: `${truth.kind}_${kind}`,
        labels: isPlanted ? [...labels, null, label] : labels,
      },
      dialogue: isPlanted
        ? { ...dialogue, events: [...dialogue.events, ...later], closedAt: end + 3_000 + index }
        : dialogue,
    };
  });
}

async function stored(ctx: Ctx, tables: string[]): Promise<string> {
  const texts = await Promise.all(
    tables.map((table) =>
      ctx.db.execute<{ text: string | null }>(
        sql.raw(`select string_agg(t::text, '') as text from ${table} t`),
      ),
    ),
  );
  return texts.map(([row]) => row?.text ?? "").join("\n");
}

const written = ["agent_run", "suggestion", "decision", "label"];
const everything = [...written, "ticket", "ticket_event", "training_example", "passage", "audit", "change"];

test("the apprentice sees neither the future nor a label", { timeout: 900_000 }, async () => {
  await onEmptyDatabase(async (ctx) => {
    const report = await replayed(ctx, planted());
    expect(report.all.match).toBeGreaterThan(0);
    const inputs = seen.join("\n");
    expect(inputs).toContain("charged twice");
    for (const canary of [future, label, kind]) expect(inputs).not.toContain(canary);
    expect(await stored(ctx, written)).not.toContain(future);
    const all = await stored(ctx, everything);
    expect(all).toContain(future);
    for (const canary of [label, kind]) expect(all).not.toContain(canary);
  });
});

test("nor does a configured model", { timeout: 900_000 }, async () => {
  await onEmptyDatabase(async (ctx) => {
    const endpoint = { baseUrl: fake.url, apiKey: null, model: "fake-1", api: "chat" as const };
    const report = await replayed(ctx, planted().slice(0, 12), { endpoint, model: "llm" });
    expect(report.drafted_by).toBe("fake-1");
    expect(report.notes.join(" ")).toContain("nearest past reply");
    const asked = JSON.stringify(fake.requests.map(({ body }) => body));
    expect(asked).toContain("charged twice");
    for (const canary of [future, label, kind]) expect(asked).not.toContain(canary);
    expect(await stored(ctx, written)).not.toContain(future);
  });
});
