/** People for an identity provider: found by address, listed, made. */
import { parseInput } from "#lib/platform/parse";
import { provisionPerson } from "#lib/team/scim/commands";
import { readFilter, readPage } from "#lib/team/scim/filter";
import { asScim, ScimUser } from "#lib/team/scim/model";
import { provisioned } from "#lib/team/scim/queries";
import { listed, scim, told } from "../../answer";

export const GET = scim(async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const page = readPage(searchParams);
  const { username, id } = readFilter(searchParams.get("filter"), ["username", "id"]);
  const { people, total } = await provisioned(ctx, { userName: username, id }, page);
  return listed(people.map(asScim), { total, start: page.start });
});

export const POST = scim(
  async (ctx, request) => asScim(await provisionPerson(ctx, parseInput(ScimUser, await told(request)))),
  201,
);
