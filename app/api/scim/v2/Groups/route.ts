/** Groups for an identity provider: found by name, listed, made. */
import { parseInput } from "#lib/platform/parse";
import { readFilter, readPage } from "#lib/team/scim/filter";
import { provisionGroup } from "#lib/team/scim/groups/commands";
import { groupAsScim, ScimGroup } from "#lib/team/scim/groups/model";
import { groupFilters, toldGroup, toldGroups } from "#lib/team/scim/groups/queries";
import { listed, scim, told, wantsMembers } from "../../answer";

export const GET = scim(async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const page = readPage(searchParams);
  const asked = readFilter(searchParams.get("filter"), groupFilters);
  const { groups, total } = await toldGroups(ctx, asked, { ...page, hasMembers: wantsMembers(request) });
  return listed(groups.map(groupAsScim), { total, start: page.start });
});

export const POST = scim(async (ctx, request) => {
  const { displayName: name, ...given } = parseInput(ScimGroup, await told(request));
  const { id } = await provisionGroup(ctx, { ...given, name });
  return groupAsScim(await toldGroup(ctx, id));
}, 201);
