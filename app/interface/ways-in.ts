/** Where other systems deliver: messages, alerts and samples, each with what its source signs with. */
import { z } from "zod";
import { webhookBody } from "#lib/connectors/webhook";
import { ChangeInput } from "#lib/metrics/model";
import { answered, type Json, type Operation, pathParameter, refusals, schemaOf } from "./operation";

const text: Json = { schema: { type: "string" } };
const bytes: Json = { schema: { type: "string", format: "binary" } };
const problems = refusals("#/components/schemas/Problem");
/** OTLP asks for its own kind of refusal. */
const otlpRefusals = refusals("#/components/schemas/OtlpStatus", "application/json");

const Received = z.object({
  duplicate: z.boolean(),
  events: z.array(z.looseObject({ duplicate: z.boolean() })),
  refused: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

const token = [{ sourceToken: [] }, { sourcePassword: [] }];

export const waysIn: readonly Operation[] = [
  {
    path: "/api/hooks/{connector}",
    method: "post",
    about: {
      summary: "Takes messages or alerts in, in the form of the connector's kind",
      description:
        "The body and what makes it genuine are those of the system the connector is for; the schema is that of the signed webhook (Standard Webhooks). What is odd about a message is replaced or cut, and said beneath it. 200 means committed.",
      security: [{ webhookSignature: [] }],
      parameters: [
        pathParameter("connector"),
        signed("webhook-id", "Accepted once"),
        signed("webhook-timestamp", "Seconds since 1970, five minutes off at most"),
      ],
      requestBody: {
        required: true,
        content: { "application/json": { schema: { anyOf: [schemaOf(webhookBody), {}] } } },
      },
      responses: { 200: { description: "Committed", content: answered(Received) }, ...problems },
    },
  },
  {
    path: "/api/metrics/{source}/write",
    method: "post",
    about: {
      summary: "Prometheus remote write, 1.0 and 2.0",
      security: token,
      parameters: [pathParameter("source")],
      requestBody: { required: true, content: { "application/x-protobuf": bytes } },
      responses: {
        204: { description: "Committed" },
        ...problems,
        400: {
          description: "Samples that cannot be kept; the others are",
          content: {
            "text/plain": text,
            "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
          },
        },
      },
    },
  },
  {
    path: "/api/metrics/{source}/v1/metrics",
    method: "post",
    about: {
      summary: "OTLP metrics over HTTP",
      security: token,
      parameters: [pathParameter("source")],
      requestBody: {
        required: true,
        content: { "application/json": { schema: { type: "object" } }, "application/x-protobuf": bytes },
      },
      responses: {
        200: {
          description: "Committed",
          content: { "application/json": { schema: { type: "object" } }, "application/x-protobuf": bytes },
        },
        ...Object.fromEntries(
          Object.entries(otlpRefusals).map(([status, about]) => [status, withProtobuf(about)]),
        ),
      },
    },
  },
  {
    path: "/api/metrics/{source}/changes",
    method: "post",
    about: {
      summary: "Something somebody changed: a deployment, a configuration",
      security: token,
      parameters: [pathParameter("source")],
      requestBody: {
        required: true,
        content: { "application/json": { schema: schemaOf(ChangeInput, { isAsked: true }) } },
      },
      responses: {
        200: { description: "Committed", content: answered(z.object({ id: z.number() })) },
        ...problems,
      },
    },
  },
  {
    path: "/api/metrics/{source}/dependencies",
    method: "post",
    about: {
      summary: "Who depends on whom, as a service catalogue says it",
      security: token,
      parameters: [
        pathParameter("source"),
        {
          name: "complete",
          in: "query",
          description: "1: what is not told of is gone",
          schema: { enum: ["1", "0", "true", "false"] },
        },
      ],
      requestBody: {
        required: true,
        content: { "application/json": {}, "application/yaml": text, "text/csv": text },
      },
      responses: {
        200: {
          description: "Committed",
          content: answered(z.object({ services: z.number(), dependencies: z.number() })),
        },
        ...problems,
      },
    },
  },
];

function signed(name: string, description: string): Json {
  return { name, in: "header", required: true, description, schema: { type: "string" } };
}

function withProtobuf(about: unknown): Json {
  const { description, content } = z
    .object({ description: z.string(), content: z.record(z.string(), z.unknown()) })
    .parse(about);
  return { description, content: { ...content, "application/x-protobuf": bytes } };
}
