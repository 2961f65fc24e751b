/** One group for an identity provider: told of, renamed, its members changed, removed. */
import { parseInput } from "#lib/platform/parse";
import { changeGroup, removeGroup } from "#lib/team/scim/groups/commands";
import { GroupPatch, groupAsScim, ScimGroup, stepsOf } from "#lib/team/scim/groups/model";
import { toldGroup } from "#lib/team/scim/groups/queries";
import { scim, told, wantsMembers } from "../../../answer";

type Params = { id: string };

export const GET = scim<Params>(async (ctx, request, { id }) =>
  groupAsScim(await toldGroup(ctx, id, wantsMembers(request))),
);

export const PUT = scim<Params>(async (ctx, request, { id }) => {
  const { displayName, externalId, members } = parseInput(ScimGroup, await told(request));
  const steps = [
    { name: displayName },
    ...(externalId === undefined ? [] : [{ externalId }]),
    { how: "replace" as const, members },
  ];
  await changeGroup(ctx, { id, steps });
  return groupAsScim(await toldGroup(ctx, id));
});

export const PATCH = scim<Params>(async (ctx, request, { id }) => {
  await changeGroup(ctx, { id, steps: stepsOf(parseInput(GroupPatch, await told(request))) });
  return groupAsScim(await toldGroup(ctx, id, wantsMembers(request)));
});

export const DELETE = scim<Params>(async (ctx, _, { id }) => {
  await removeGroup(ctx, { id });
  return null;
});
