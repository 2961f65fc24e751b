/** People for an identity provider: found by address, listed, made. */
import { parseInput } from "#lib/platform/parse";
import { provisionPerson } from "#lib/team/scim/commands";
import { asScim, listSchema, ScimUser } from "#lib/team/scim/model";
import { provisioned } from "#lib/team/scim/queries";
import { scim, told } from "../../answer";

export const GET = scim(async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const [, userName] = /^userName eq "([^"]*)"$/i.exec(searchParams.get("filter") ?? "") ?? [];
  const start = Number(searchParams.get("startIndex") ?? 1) || 1;
  const { people, total } = await provisioned(ctx, { userName, start });
  return {
    schemas: [listSchema],
    totalResults: total,
    startIndex: start,
    itemsPerPage: people.length,
    Resources: people.map(asScim),
  };
});

export const POST = scim(
  async (ctx, request) => asScim(await provisionPerson(ctx, parseInput(ScimUser, await told(request)))),
  201,
);
