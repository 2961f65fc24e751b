/** One person for an identity provider: told of, changed, shut out. Nobody is deleted: what they did stays theirs. */
import { parseInput } from "#lib/platform/parse";
import { changeProvisioned } from "#lib/team/scim/commands";
import { asScim, changesOf, nameOf, ScimPatch, ScimUser } from "#lib/team/scim/model";
import { provisionedById } from "#lib/team/scim/queries";
import { scim, told } from "../../../answer";

type Params = { id: string };

export const GET = scim<Params>(async (ctx, _, { id }) => asScim(await provisionedById(ctx, id)));

export const PUT = scim<Params>(async (ctx, request, { id }) => {
  const person = parseInput(ScimUser, await told(request));
  return asScim(await changeProvisioned(ctx, { id, active: person.active, displayName: nameOf(person) }));
});

export const PATCH = scim<Params>(async (ctx, request, { id }) => {
  const { active, displayName } = changesOf(parseInput(ScimPatch, await told(request)));
  return asScim(await changeProvisioned(ctx, { id, active, displayName }));
});

export const DELETE = scim<Params>(async (ctx, _, { id }) => {
  await changeProvisioned(ctx, { id, active: false });
  return null;
});
