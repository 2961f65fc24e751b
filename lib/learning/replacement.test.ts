/** A rejected proposal and the analyst's own reply to the same message are a preference pair, and nothing else is. */
import { expect } from "vitest";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide, recordAgentRun } from "#lib/suggestions/commands";
import type { RejectReason } from "#lib/suggestions/model";
import {
  message,
  person,
  runInput,
  ticketWithMessage,
  ticketWithProposal,
} from "#lib/suggestions/testing/fixtures";
import { addNote } from "#lib/tickets/commands";
import { reply, withdrawReply } from "#lib/tickets/replies/commands";
import { exportDataset } from "./export";
import { type DatasetFormat, datasetFormats } from "./model";
import { datasetCounts, recentLabels } from "./queries";

const byHand = "Resize it with the console; no reboot is needed.";
const none = { "trl-sft": 0, "openai-sft": 0, "trl-dpo": 0, "openai-dpo": 0, "trl-kto": 1 };
const pair = { "trl-sft": 1, "openai-sft": 1, "trl-dpo": 1, "openai-dpo": 1, "trl-kto": 1 };

async function rowsOf(ctx: Ctx, format: DatasetFormat, from: Date) {
  const rows = [];
  for await (const { line } of await exportDataset(ctx, { format, from })) rows.push(JSON.parse(line));
  return rows;
}

/** Rows of each format, after asking that the page's counts say the same. */
async function exported(ctx: Ctx, from: Date) {
  const { formats } = await datasetCounts(ctx, { from });
  for (const format of datasetFormats)
    expect(await rowsOf(ctx, format, from), format).toHaveLength(formats[format]);
  return formats;
}

async function rejected(ctx: Ctx, reason: RejectReason = "wrong", at?: () => Date) {
  const from = new Date();
  const analyst = await person(ctx, "analyst", at);
  const proposed = await ticketWithProposal(ctx);
  const { id: suggestionId } = proposed.suggestion;
  await decide(analyst, { suggestionId, verdict: "reject", reason, mutationId: unique() });
  return { from, analyst, ...proposed };
}

test("the reply by hand is preferred to the rejected proposal and an example by itself", async ({ ctx }) => {
  const { from, analyst, ticketId, suggestion } = await rejected(ctx);
  expect(await exported(ctx, from)).toEqual(none);
  await addNote(analyst, { ticketId, text: "I answer this myself." });
  await reply(analyst, { ticketId, text: byHand });
  await reply(analyst, { ticketId, text: "And one thing more." });
  expect(await exported(ctx, from)).toEqual(pair);
  expect(await rowsOf(ctx, "trl-dpo", from)).toMatchObject([
    { chosen: [{ content: byHand }], rejected: [{ content: suggestion.text }] },
  ]);
  expect(await rowsOf(ctx, "openai-dpo", from)).toMatchObject([
    { preferred_output: [{ content: byHand }], non_preferred_output: [{ content: suggestion.text }] },
  ]);
  expect(await rowsOf(ctx, "trl-sft", from)).toMatchObject([{ completion: [{ content: byHand }] }]);
  expect((await recentLabels(ctx, 1))[0]).toMatchObject({ isReplaced: true, finalText: null });
});

test("a rejection that trains the gate makes no pair", async ({ ctx }) => {
  const { from, analyst, ticketId } = await rejected(ctx, "unsafe");
  await reply(analyst, { ticketId, text: byHand });
  expect(await exported(ctx, from)).toEqual({ ...none, "trl-kto": 0 });
});

test("a reply to another message makes no pair", async ({ ctx }) => {
  const { from, analyst, ticketId, externalId } = await rejected(ctx);
  await message(ctx, externalId, "Never mind the volume, how do I pay?");
  await reply(analyst, { ticketId, text: byHand });
  expect(await exported(ctx, from)).toEqual(none);
});

test("neither does one after a message the proposal had not seen when it was rejected", async ({ ctx }) => {
  const from = new Date();
  const analyst = await person(ctx);
  const { ticketId, externalId, suggestion } = await ticketWithProposal(ctx);
  await message(ctx, externalId, "It is the other volume.");
  const input = { suggestionId: suggestion.id, verdict: "reject", reason: "wrong" } as const;
  await decide(analyst, { ...input, mutationId: unique() });
  await reply(analyst, { ticketId, text: byHand });
  expect(await exported(ctx, from)).toEqual(none);
});

test("a withdrawn reply makes no pair, the one sent in its place does", async ({ ctx }) => {
  const { from, analyst, ticketId } = await rejected(ctx);
  const { eventId } = await reply(analyst, { ticketId, text: "Wait." });
  await withdrawReply(analyst, { eventId });
  expect(await exported(ctx, from)).toEqual(none);
  await reply(analyst, { ticketId, text: byHand });
  expect(await rowsOf(ctx, "trl-dpo", from)).toMatchObject([{ chosen: [{ content: byHand }] }]);
});

test("a colleague's reply, the same words and a reply a day later make no pair", async ({ ctx }) => {
  const colleague = await rejected(ctx);
  await reply(await person(ctx), { ticketId: colleague.ticketId, text: byHand });
  expect(await exported(ctx, colleague.from)).toEqual(none);
  const same = await rejected(ctx);
  await reply(same.analyst, { ticketId: same.ticketId, text: `${same.suggestion.text}\n` });
  expect(await exported(ctx, same.from)).toEqual(none);
  const late = await rejected(ctx);
  const nextDay = new Date(Date.now() + 24 * 3_600_000 + 1000);
  await reply({ ...late.analyst, now: () => nextDay }, { ticketId: late.ticketId, text: byHand });
  expect(await exported(ctx, late.from)).toEqual(none);
});

test("a newer proposal that was sent is the answer, not what follows it", async ({ ctx }) => {
  const { from, analyst, ticketId, eventId } = await rejected(ctx);
  const agent: Ctx = { ...ctx, actor: { kind: "agent", id: "agent", name: "Vigil" } };
  const note = await addNote(analyst, { ticketId, text: "Say it shorter." });
  const again = await recordAgentRun(agent, {
    ...runInput(ticketId, note.eventId, { text: "Grow the volume." }),
    upToEventId: Math.max(eventId, note.eventId),
  });
  const input = { suggestionId: again.suggestion?.id ?? 0, verdict: "accept" } as const;
  await decide(analyst, { ...input, mutationId: unique() });
  await reply(analyst, { ticketId, text: byHand });
  expect(await exported(ctx, from)).toMatchObject({ "trl-sft": 1, "trl-dpo": 0, "trl-kto": 2 });
});

test("what the reply says of people is hidden under the tokens of the conversation", async ({ ctx }) => {
  const from = new Date();
  const analyst = await person(ctx);
  const customer = "Zebulon Quartermaine";
  const [mail, key] = ["zq.private@contoso.example", "AKIAIOSFODNN7EXAMPLE"];
  const { ticketId, eventId } = await ticketWithMessage(ctx, `I am ${customer}, ${mail}.`, customer);
  const agent: Ctx = { ...ctx, actor: { kind: "agent", id: "agent", name: "Vigil" } };
  const { suggestion } = await recordAgentRun(agent, runInput(ticketId, eventId));
  const input = { suggestionId: suggestion?.id ?? 0, verdict: "reject", reason: "tone" } as const;
  await decide(analyst, { ...input, mutationId: unique() });
  await reply(analyst, { ticketId, text: `${customer}, ${mail}: delete ${key}. ${analyst.actor.name}` });
  expect(await exported(ctx, from)).toMatchObject({ "trl-dpo": 1 });
  for (const format of datasetFormats) {
    const everything = JSON.stringify(await rowsOf(ctx, format, from));
    for (const secret of [customer, "Quartermaine", mail, key, analyst.actor.name])
      expect(everything).not.toContain(secret);
  }
  const [row] = await rowsOf(ctx, "trl-dpo", from);
  const said: string = row.prompt.at(-1).content;
  const [name, address] = said.match(/\[\w+\]/g) ?? [];
  expect(row.chosen[0].content).toContain(`${name}, ${address}: delete [`);
});
