/** Each format gets exactly the rows its trainer reads, and nothing from decisions that say nothing about it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContextTurn } from "#lib/suggestions/context-turn";
import { rejectReasonKeys, suggestionKinds, verdicts } from "#lib/suggestions/model";
import { feeds, rowOf, usesOf } from "./dataset";
import { formatSchemas } from "./formats";
import { datasetFormats, type Label } from "./model";

const context: ContextTurn[] = [
  { role: "system", content: "Subject: Disk full" },
  { role: "user", content: "It is full." },
  { role: "user", content: "Hello?" },
  {
    role: "assistant",
    content: "",
    call: { id: "7", name: "volume_usage", arguments: { volume: "vol-1", deep: true } },
  },
  { role: "tool", name: "volume_usage", callId: "7", content: '{"used":1}' },
];

const labelOf = (over: Partial<Label> = {}): Label => ({
  id: 1,
  decisionId: 2,
  ticketId: 3,
  kind: "reply",
  verdict: "edit",
  reason: null,
  similarity: 0.8,
  isSubstantive: true,
  isReplaced: false,
  context,
  proposalText: "Reboot it.",
  finalText: "Resize it.",
  diff: [],
  editDistance: 2,
  timeToDecideMs: 1000,
  confidence: 0.5,
  propensity: 1,
  pipelineVersion: "1",
  engine: "apprentice",
  model: "m",
  gate: null,
  analystId: "a",
  createdAt: new Date(0),
  ...over,
});

test("TRL rows: explicit prompt, arguments as an object, the tool named, neighbours merged", () => {
  const prompt = [
    { role: "system", content: "Subject: Disk full" },
    { role: "user", content: "It is full.\n\nHello?" },
    {
      role: "assistant",
      content: "",
      tool_calls: [
        { type: "function", function: { name: "volume_usage", arguments: { volume: "vol-1", deep: true } } },
      ],
    },
    { role: "tool", name: "volume_usage", content: '{"used":1}' },
  ];
  expect(rowOf("trl-dpo", labelOf())).toMatchObject({
    prompt,
    chosen: [{ role: "assistant", content: "Resize it." }],
    rejected: [{ role: "assistant", content: "Reboot it." }],
  });
  expect(rowOf("trl-sft", labelOf())).toMatchObject({
    prompt,
    completion: [{ role: "assistant", content: "Resize it." }],
  });
  expect(rowOf("trl-kto", labelOf({ similarity: 0.3 }))).toMatchObject({
    prompt,
    completion: [{ role: "assistant", content: "Reboot it." }],
    label: false,
  });
});

test("OpenAI rows: arguments as text, calls answered by id, tools declared", () => {
  expect(rowOf("openai-dpo", labelOf())).toMatchObject({
    input: {
      messages: [
        { role: "system" },
        { role: "user" },
        {
          role: "assistant",
          tool_calls: [
            { id: "7", function: { name: "volume_usage", arguments: '{"volume":"vol-1","deep":true}' } },
          ],
        },
        { role: "tool", tool_call_id: "7" },
      ],
      tools: [
        {
          function: {
            name: "volume_usage",
            parameters: {
              type: "object",
              properties: { volume: { type: "string" }, deep: { type: "boolean" } },
            },
          },
        },
      ],
    },
    preferred_output: [{ role: "assistant", content: "Resize it." }],
    non_preferred_output: [{ role: "assistant", content: "Reboot it." }],
  });
  expect(rowOf("openai-sft", labelOf())).toMatchObject({
    messages: expect.arrayContaining([{ role: "assistant", content: "Resize it." }]),
  });
});

test("the mapping of decisions", () => {
  const uses = (over: Partial<Label>) => usesOf(labelOf(over));
  const accepted = { verdict: "accept", similarity: 1, isSubstantive: false } as const;
  expect(uses(accepted)).toEqual({ sft: true, dpo: false, kto: true });
  expect(uses({ similarity: 0.985 })).toEqual({ sft: true, dpo: false, kto: null });
  expect(uses({ similarity: 0.9, isSubstantive: false })).toEqual({ sft: true, dpo: false, kto: null });
  expect(uses({ similarity: 0.9 })).toEqual({ sft: true, dpo: true, kto: null });
  expect(uses({ similarity: 0.4 })).toEqual({ sft: true, dpo: true, kto: false });
  const rejected = { verdict: "reject", finalText: null, similarity: null, isSubstantive: false } as const;
  expect(uses({ ...rejected, reason: "wrong" })).toEqual({ sft: false, dpo: false, kto: false });
  expect(uses({ ...rejected, reason: "not_needed" })).toEqual({ sft: false, dpo: false, kto: null });
  const replaced = { ...rejected, isReplaced: true } as const;
  expect(uses({ ...replaced, reason: "wrong" })).toEqual({ sft: true, dpo: true, kto: false });
  for (const reason of ["tone", "private", "other", "wrong_ticket"] as const)
    expect(uses({ ...replaced, reason })).toEqual({ sft: true, dpo: true, kto: null });
  for (const reason of ["not_needed", "unsafe", null] as const)
    expect(uses({ ...replaced, reason })).toEqual({ sft: false, dpo: false, kto: null });
  expect(uses({ ...replaced, reason: "wrong", kind: "diagnostic" })).toMatchObject({
    sft: false,
    dpo: false,
  });
  expect(uses({ ...rejected, verdict: "hand_over" })).toEqual({ sft: false, dpo: false, kto: null });
  expect(uses({ ...accepted, kind: "triage" })).toEqual({ sft: false, dpo: false, kto: null });
});

test("whatever the label, a row is valid in its format, and there is one exactly when the counts say so", () => {
  const content = fc.string({ unit: "grapheme", minLength: 1 });
  const turns = fc.array(
    fc.oneof(
      fc
        .record({ role: fc.constantFrom("system", "user", "assistant"), content })
        .map((turn): ContextTurn[] => [turn]),
      fc.tuple(content, fc.dictionary(fc.string(), fc.jsonValue())).map(([name, given]): ContextTurn[] => [
        { role: "assistant", content: "", call: { id: name, name, arguments: given } },
        { role: "tool", name, callId: name, content: "null" },
      ]),
    ),
    { minLength: 1 },
  );
  const label = fc
    .record({
      context: turns.map((some) => some.flat()),
      kind: fc.constantFrom(...suggestionKinds),
      verdict: fc.constantFrom(...verdicts),
      reason: fc.option(fc.constantFrom(...rejectReasonKeys)),
      similarity: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      isSubstantive: fc.boolean(),
      isReplaced: fc.boolean(),
      proposalText: content,
      finalText: content,
    })
    .map((over) => labelOf(over));
  fc.assert(
    fc.property(label, fc.constantFrom(...datasetFormats), (one, format) => {
      const row = rowOf(format, one);
      expect(row !== null).toBe(feeds(format, one));
      if (row) formatSchemas[format].parse(JSON.parse(JSON.stringify(row)));
    }),
  );
});
