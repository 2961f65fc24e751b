/** What leaves as training data: every label that was not undone and no other, valid line by line, and nothing private in it. */
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Ctx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide, recordAgentRun, undoDecision } from "#lib/suggestions/commands";
import {
  message,
  person,
  runInput,
  ticketWithMessage,
  ticketWithProposal,
} from "#lib/suggestions/testing/fixtures";
import { reply } from "#lib/tickets/replies/commands";
import { exportDataset } from "./export";
import { exportToFile } from "./export-file";
import { formatSchemas } from "./formats";
import { type DatasetFormat, datasetFormats, ManifestLine } from "./model";
import { datasetCounts } from "./queries";

async function linesOf(ctx: Ctx, format: DatasetFormat, range: { from?: Date; to?: Date } = {}) {
  const rows = [];
  for await (const row of await exportDataset(ctx, { format, ...range })) rows.push(row);
  return rows;
}

async function decideAll(ctx: Ctx): Promise<{ from: Date }> {
  const from = new Date();
  const analyst = await person(ctx);
  const make = async (
    input: Omit<Parameters<typeof decide>[1], "suggestionId" | "mutationId">,
    kind?: "triage",
  ) => {
    const { suggestion } = await ticketWithProposal(
      ctx,
      kind ? { kind, payload: { triage: { priority: "high" } } } : {},
    );
    return decide(analyst, { ...input, suggestionId: suggestion.id, mutationId: unique() });
  };
  await make({ verdict: "accept" });
  await make({
    verdict: "edit",
    finalText: "Please grow the volume with the resize command, then do not reboot.",
  });
  await make({
    verdict: "edit",
    finalText: "Hi Mira,\n\nPlease grow the volume with the resize command, then reboot.",
  });
  await make({ verdict: "edit", finalText: "No." });
  await make({ verdict: "reject", reason: "wrong" });
  await make({ verdict: "reject", reason: "not_needed" });
  const { ticketId } = await make({ verdict: "reject", reason: "tone" });
  await reply(analyst, { ticketId, text: "Please resize the volume; no reboot is needed." });
  await make({ verdict: "hand_over" });
  await make({ verdict: "accept" }, "triage");
  await undoDecision(analyst, { decisionId: (await make({ verdict: "accept" })).id });
  return { from };
}

test("rows validate, reconcile with the ledger, and leave out what was undone", async ({ ctx }) => {
  const { from } = await decideAll(ctx);
  const counts = await datasetCounts(ctx, { from });
  expect(counts).toEqual({
    decisions: 9,
    retracted: 1,
    verdicts: { accept: 2, edit: 3, reject: 3, hand_over: 1 },
    formats: { "trl-sft": 5, "openai-sft": 5, "trl-dpo": 3, "openai-dpo": 3, "trl-kto": 3 },
  });
  for (const format of datasetFormats) {
    const rows = await linesOf(ctx, format, { from });
    expect(rows).toHaveLength(counts.formats[format]);
    for (const { line, manifest } of rows) {
      formatSchemas[format].parse(JSON.parse(line));
      ManifestLine.parse(manifest);
      expect(manifest.sha256).toBe(createHash("sha256").update(line).digest("hex"));
    }
    const ids = rows.map(({ manifest }) => manifest.decision_id);
    const active = await ctx.db.execute<{ id: number }>(
      sql`select id::int from decision where undone_at is null`,
    );
    expect(active.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test("nothing private leaves: neither in the rows nor in the manifest", async ({ ctx }) => {
  const from = new Date();
  const analyst = await person(ctx);
  const customer = "Zebulon Quartermaine";
  const canaries = ["zq.private@contoso.example", "AKIAIOSFODNN7EXAMPLE", "4111 1111 1111 1111"];
  const body = `I am ${customer}. Mail ${canaries[0]}, key ${canaries[1]}, card ${canaries[2]}.`;
  const { ticketId, externalId } = await ticketWithMessage(ctx, body, customer);
  const eventId = await message(ctx, externalId, `Again: ${canaries[0]}`, customer);
  const agent: Ctx = { ...ctx, actor: { kind: "agent", id: "agent", name: "Vigil" } };
  const text = `Dear ${customer}, we saw ${canaries[1]}.`;
  const evidence = [
    { kind: "event" as const, ref: eventId, title: `Mail of ${customer}`, excerpt: body, score: 1 },
  ];
  const { suggestion } = await recordAgentRun(agent, runInput(ticketId, eventId, { text, evidence }));
  await decide(analyst, {
    suggestionId: suggestion?.id ?? 0,
    verdict: "edit",
    finalText: `${customer}, delete ${canaries[1]} and card ${canaries[2]} at once. ${analyst.actor.name}`,
    mutationId: unique(),
  });
  for (const format of datasetFormats) {
    const everything = JSON.stringify(await linesOf(ctx, format, { from }));
    for (const secret of [...canaries, customer, "Quartermaine", analyst.actor.name, analyst.actor.id])
      expect(everything).not.toContain(secret);
  }
  const rows = await linesOf(ctx, "trl-sft", { from });
  expect(rows).toHaveLength(1);
});

test("leads and up export; the range is half open; a wrong format is refused before the first line", async ({
  db,
  ctx,
}) => {
  const { from } = await decideAll(ctx);
  await expect(exportDataset(ctxAs(db, "analyst"), { format: "trl-sft" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(exportDataset(ctx, { format: "csv" as never })).rejects.toMatchObject({ code: "invalid" });
  expect(await linesOf(ctx, "trl-sft", { from, to: from })).toHaveLength(0);
  const audited = await ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from audit where action = 'dataset.export' and entity_id = 'trl-sft'`,
  );
  expect(audited[0]?.n).toBeGreaterThan(0);
});

test("a file has its manifest beside it and no half file is left", async ({ ctx }) => {
  const { from } = await decideAll(ctx);
  const folder = await mkdtemp(join(tmpdir(), "vigil-export-"));
  const out = join(folder, "rows.jsonl");
  const count = await exportToFile(ctx, { format: "trl-kto", from }, out);
  const [data, manifest] = [await readFile(out, "utf8"), await readFile(`${out}.manifest.jsonl`, "utf8")];
  expect(data.split("\n")).toHaveLength(count + 1);
  expect(manifest.split("\n")).toHaveLength(count + 1);
  expect((await readdir(folder)).sort()).toEqual(["rows.jsonl", "rows.jsonl.manifest.jsonl"]);
});

test("no customer stands in training and in test, and validation is newer than training", async ({ ctx }) => {
  const from = new Date();
  const analyst = await person(ctx);
  const [first] = [await ticketWithProposal(ctx)];
  await decide(analyst, { suggestionId: first.suggestion.id, verdict: "accept", mutationId: unique() });
  // Copies of one label for tickets of forty customers, a day apart, so that the splits fill up.
  await ctx.db.execute(sql`
    with people as (
      insert into customer (source, external_id, name)
      select 'split', ${unique()} || n, 'P' from generate_series(1, 40) n returning id
    ), numbered as (select id, row_number() over () as n from people),
    tickets as (
      insert into ticket (source, external_id, subject, customer_id, opened_at, last_event_at)
      select 'split', ${unique()} || n || '-' || m, 'S', id, now(), now() from numbered, generate_series(1, 3) m
      returning id, customer_id
    ), decided as (
      insert into decision (suggestion_id, ticket_id, verdict, mutation_id, decided_by, decided_at, undone_at)
      select suggestion_id, t.id, d.verdict, gen_random_uuid()::text, d.decided_by, now(), now()
      from decision d, tickets t where d.suggestion_id = ${first.suggestion.id} returning id, ticket_id
    )
    insert into label (decision_id, suggestion_id, ticket_id, kind, verdict, context, proposal_text, final_text, diff,
      edit_distance, similarity, time_to_decide_ms, evidence, confidence, propensity, pipeline_version, engine, model, analyst_id, created_at)
    select d.id, l.suggestion_id, d.ticket_id, l.kind, l.verdict, l.context, l.proposal_text, l.final_text, l.diff,
      l.edit_distance, l.similarity, l.time_to_decide_ms, l.evidence, l.confidence, l.propensity, l.pipeline_version, l.engine, l.model,
      l.analyst_id, now() + d.id * interval '1 hour'
    from label l, decided d where l.suggestion_id = ${first.suggestion.id}`);
  const rows = await linesOf(ctx, "trl-sft", { from });
  expect(rows).toHaveLength(121);
  const of = (split: string) =>
    rows.filter(({ manifest }) => manifest.split === split).map(({ manifest }) => manifest);
  expect(of("train").length).toBeGreaterThan(60);
  expect(of("val").length).toBeGreaterThan(3);
  const newestTrained =
    of("train")
      .map((line) => line.decided_at)
      .sort()
      .at(-1) ?? "";
  expect(of("val").every((line) => line.decided_at > newestTrained)).toBe(true);
  const customerOf = new Map(
    (
      await ctx.db.execute<{ decision: number; customer: number }>(
        sql`select d.id::int as decision, t.customer_id::int as customer from decision d join ticket t on t.id = d.ticket_id`,
      )
    ).map(({ decision, customer }) => [decision, customer]),
  );
  const customers = (split: string) => new Set(of(split).map((line) => customerOf.get(line.decision_id)));
  expect(
    [...customers("test")].filter((id) => customers("train").has(id) || customers("val").has(id)),
  ).toEqual([]);
});
