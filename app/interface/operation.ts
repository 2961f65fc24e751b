/** What the description of the interface says of one operation, in the words of OpenAPI 3.1. */
import { z } from "zod";
import { errorCodes } from "#lib/platform/errors";
import type { Permission } from "#lib/platform/rules";
import type { Endpoint } from "../endpoint";

export type Json = Record<string, unknown>;
export type Method = "get" | "post" | "put" | "patch" | "delete";

/** `path` as OpenAPI writes it, parameters in braces. */
export type Operation = { path: string; method: Method; about: Json };

/** What is answered: JSON of a schema, or a text of a media type. */
type Answer = z.ZodType | string;
/** How an operation is asked by a key, and what it then answers. */
export type KeyOperation = Operation & { handler: Endpoint; answer: Answer };

/** An operation for people and keys: what it is given is what its route parses. */
export function operation(
  method: Method,
  path: string,
  { handler, says, answer }: { handler: Endpoint; says: string; answer: Answer },
): KeyOperation {
  const { permission, input, takesFile } = handler;
  const { properties, required } = fieldsOf(schemaOf(input, { isAsked: true }));
  const inPath = namesIn(path);
  const isInQuery = method === "get" || method === "delete" || takesFile;
  const outside = Object.keys(properties).filter((name) => !inPath.includes(name));
  const parameters = [
    ...inPath.map((name) => pathParameter(name, properties[name])),
    ...(isInQuery ? outside : []).map((name) => ({
      name,
      in: "query",
      required: required.includes(name),
      schema: properties[name],
    })),
  ];
  const inBody = {
    type: "object",
    properties: Object.fromEntries(outside.map((name) => [name, properties[name]])),
    required: required.filter((name) => outside.includes(name)),
  };
  const content: Json = takesFile
    ? { "application/octet-stream": { schema: { type: "string", format: "binary" } } }
    : { "application/json": { schema: inBody } };
  return {
    path,
    method,
    handler,
    answer,
    about: {
      ...described(says, permission),
      parameters,
      ...(!(method === "get" || method === "delete") && {
        requestBody: { required: takesFile || inBody.required.length > 0, content },
      }),
      responses: {
        200: { description: "Done", content: answered(answer) },
        ...refusals("#/components/schemas/Problem"),
      },
    },
  };
}

function described(says: string, permission: Permission): Json {
  return { summary: says, description: `Asks for \`${permission}\`.`, security: [{ key: [permission] }] };
}

/** The content of an answer. */
export function answered(answer: Answer): Json {
  return typeof answer === "string"
    ? // YAML is read before it is compared, and may be anything.
      { [answer]: { schema: answer.endsWith("yaml") ? {} : { type: "string" } } }
    : { "application/json": { schema: schemaOf(answer) } };
}

/** All ways a request can be refused, told in documents of one schema and media type. */
export function refusals(schema: string, type = "application/problem+json"): Json {
  const statuses = [...new Set<number>([...Object.values(errorCodes), 500])].sort();
  const content = { [type]: { schema: { $ref: schema } } };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: "Refused, with a sentence that says why", content }]),
  );
}

/** A parameter in the path, a text where nothing else is said of it. */
export function pathParameter(name: string, schema: unknown = { type: "string" }): Json {
  return { name, in: "path", required: true, schema };
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}

/** No text with a NUL character can be kept, whoever sends it. */
const storable = { pattern: "^[^\\u0000]*$" };

/** As JSON Schema: what is sent, by whoever asks (`isAsked`) or by us, before anything is read from it. An instant is written as a text. */
export function schemaOf(schema: z.ZodType, { isAsked = false } = {}): Json {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const { type, pattern, format } = jsonSchema;
      if (isAsked && type === "string" && !pattern && !format) Object.assign(jsonSchema, storable);
      if (zodSchema._zod.def.type === "date")
        Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  });
  return made;
}

const Fields = z.looseObject({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
  allOf: z.array(z.unknown()).default([]),
});

/** The fields of an object, of all its parts where it is put together from several. */
function fieldsOf(schema: unknown): { properties: Json; required: string[] } {
  const { properties, required, allOf } = Fields.parse(schema);
  const parts = allOf.map(fieldsOf);
  return {
    properties: Object.assign({}, ...parts.map((part) => part.properties), properties),
    required: [...parts.flatMap((part) => part.required), ...required],
  };
}
