/** The exact shapes trainers read, one strict schema a format: no key more, no key less. */
import { z } from "zod";
import type { DatasetFormat } from "./model";

const content = z.string();
const plain = z.strictObject({ role: z.enum(["system", "user", "assistant"]), content });
const tool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({
    name: z.string(),
    description: z.string(),
    parameters: z.record(z.string(), z.unknown()),
  }),
});

/** TRL (dataset_formats.md): `arguments` is an object and a tool's turn names the tool. */
const trlMessage = z.union([
  plain,
  z.strictObject({
    role: z.literal("assistant"),
    content,
    tool_calls: z
      .array(
        z.strictObject({
          type: z.literal("function"),
          function: z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }),
        }),
      )
      .length(1),
  }),
  z.strictObject({ role: z.literal("tool"), name: z.string(), content }),
]);
const trlPrompt = z.array(trlMessage).min(1);
const trlAnswer = z
  .array(z.strictObject({ role: z.literal("assistant"), content: content.min(1) }))
  .length(1);

/** OpenAI (fine-tuning API): `arguments` is JSON text and a tool's turn answers a call by id. */
const openaiMessage = z.union([
  plain,
  z.strictObject({
    role: z.literal("assistant"),
    content,
    tool_calls: z
      .array(
        z.strictObject({
          id: z.string(),
          type: z.literal("function"),
          function: z.strictObject({ name: z.string(), arguments: z.string() }),
        }),
      )
      .length(1),
  }),
  z.strictObject({ role: z.literal("tool"), tool_call_id: z.string(), content }),
]);
const openaiTools = { tools: z.array(tool).min(1).optional(), parallel_tool_calls: z.boolean().optional() };

export const formatSchemas = {
  "trl-sft": z.strictObject({
    prompt: trlPrompt,
    completion: trlAnswer,
    tools: z.array(tool).min(1).optional(),
  }),
  "trl-dpo": z.strictObject({
    prompt: trlPrompt,
    chosen: trlAnswer,
    rejected: trlAnswer,
    tools: z.array(tool).min(1).optional(),
  }),
  "trl-kto": z.strictObject({
    prompt: trlPrompt,
    completion: trlAnswer,
    label: z.boolean(),
    tools: z.array(tool).min(1).optional(),
  }),
  "openai-sft": z.strictObject({ messages: z.array(openaiMessage).min(2), ...openaiTools }),
  "openai-dpo": z.strictObject({
    input: z.strictObject({ messages: z.array(openaiMessage).min(1), ...openaiTools }),
    preferred_output: trlAnswer,
    non_preferred_output: trlAnswer,
  }),
} as const satisfies Record<DatasetFormat, z.ZodType>;

/** A row of one format. */
export type Row<Format extends DatasetFormat = DatasetFormat> = z.infer<(typeof formatSchemas)[Format]>;
export type TrlMessage = z.infer<typeof trlMessage>;
export type OpenaiMessage = z.infer<typeof openaiMessage>;
export type Tool = z.infer<typeof tool>;
