/** People and groups as an identity provider tells of them (SCIM 2.0). */
import { z } from "zod";
import { GroupPatch, ScimGroup } from "#lib/team/scim/groups/model";
import { listSchema, ScimPatch, ScimUser } from "#lib/team/scim/model";
import { type Json, type Method, type Operation, pathParameter, refusals, schemaOf } from "./operation";

const mediaType = "application/scim+json";
const Told = z.looseObject({ schemas: z.array(z.string()), id: z.string() });
const List = z.object({
  schemas: z.array(z.literal(listSchema)),
  totalResults: z.number(),
  startIndex: z.number(),
  itemsPerPage: z.number(),
  Resources: z.array(Told),
});
const page: Json[] = [
  {
    name: "filter",
    in: "query",
    description: 'Names that equal values: `userName eq "a@example.com"`',
    schema: { type: "string" },
  },
  { name: "startIndex", in: "query", schema: { type: "integer" } },
  { name: "count", in: "query", schema: { type: "integer" } },
];

export const scimOperations: readonly Operation[] = [
  ...operationsOf("Users", "person", { made: ScimUser, patched: ScimPatch }),
  ...operationsOf("Groups", "group", { made: ScimGroup, patched: GroupPatch }),
];

function operationsOf(
  name: string,
  noun: string,
  { made, patched }: { made: z.ZodType; patched: z.ZodType },
): Operation[] {
  const all = `/api/scim/v2/${name}`;
  const one = `${all}/{id}`;
  const id = [pathParameter("id")];
  return [
    told("get", all, `Lists each ${noun}`, { parameters: page, answer: List }),
    told("post", all, `Makes a ${noun}`, { body: made, answer: Told, status: 201 }),
    told("get", one, `Reads a ${noun}`, { parameters: id, answer: Told }),
    told("put", one, `Tells of a ${noun} anew`, { parameters: id, body: made, answer: Told }),
    told("patch", one, `Changes a ${noun}`, { parameters: id, body: patched, answer: Told }),
    told("delete", one, `Shuts out or removes a ${noun}`, { parameters: id, status: 204 }),
  ];
}

function told(
  method: Method,
  path: string,
  summary: string,
  {
    parameters = [],
    body,
    answer,
    status = 200,
  }: { parameters?: Json[]; body?: z.ZodType; answer?: z.ZodType; status?: number },
): Operation {
  const content = (schema: z.ZodType, isAsked = false): Json => ({
    [mediaType]: { schema: schemaOf(schema, { isAsked }) },
  });
  const about = {
    summary,
    security: [{ provisioning: [] }],
    parameters,
    ...(body && { requestBody: { required: true, content: content(body, true) } }),
    responses: {
      [status]: { description: "Done", ...(answer && { content: content(answer) }) },
      ...refusals("#/components/schemas/ScimError", mediaType),
    },
  };
  return { path, method, about };
}
