/** Groups as an identity provider tells of them: RFC 7643, 4.2, and the patches Okta and Entra send. */
import { z } from "zod";
import { AppError } from "#lib/platform/errors";
import { parseInput } from "#lib/platform/parse";

export const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";

const Name = z.string().trim().min(1).max(300);
const Member = z.looseObject({ value: z.string().min(1).max(100) }).transform(({ value }) => value);
/** Entra sends a list also where there is one, others send one where there might be a list. */
const Members = z
  .union([z.array(Member), Member.transform((one) => [one])])
  .pipe(z.array(z.string()).max(20_000));

/** A group to be made, or told of as a whole. */
export const ScimGroup = z.looseObject({
  displayName: Name,
  externalId: z.string().max(300).optional(),
  members: Members.default([]),
});

/** The same in our own words. */
export const NewGroup = z.object({
  name: Name,
  externalId: z.string().max(300).optional(),
  members: z.array(z.string()),
});

export const GroupPatch = z.looseObject({
  Operations: z
    .array(
      z.looseObject({
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(["add", "remove", "replace"])),
        path: z.string().max(300).optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(1_000),
});

/** One step of a change: a name, or members that come, go, or are from now on all there are. */
export const GroupStep = z.union([
  z.object({ name: Name }),
  z.object({ externalId: z.string().max(300) }),
  z.object({ how: z.enum(["add", "remove", "replace"]), members: z.array(z.string()) }),
]);
export type GroupStep = z.infer<typeof GroupStep>;

/** The steps of a patch in their order; what is not kept here is let be, a way to members that is not understood is refused. */
export function stepsOf({ Operations }: z.infer<typeof GroupPatch>): GroupStep[] {
  return Operations.flatMap(({ op, path, value }): GroupStep[] => {
    if (path !== undefined) return stepAt(op, path, value);
    // Without a path the value names what is changed; some send the group's id along.
    return Object.entries(Object(value)).flatMap(([name, one]) => stepAt(op, name, one));
  });
}

function stepAt(op: "add" | "remove" | "replace", path: string, value: unknown): GroupStep[] {
  const [name = "", inside] = path.replace(`${groupSchema}:`, "").split("[", 2);
  if (name.toLowerCase() === "displayname") return [{ name: parseInput(Name, plain(value)) }];
  if (name.toLowerCase() === "externalid" && op !== "remove")
    return [{ externalId: parseInput(z.string().max(300), plain(value)) }];
  if (name.toLowerCase() !== "members") return [];
  if (inside !== undefined) {
    const [, id] = /^value eq "([^"\\]{1,100})"\]$/i.exec(inside) ?? [];
    if (id === undefined || op !== "remove")
      throw new AppError("invalid", 'Members are named as members[value eq "…"], to be removed.');
    return [{ how: "remove", members: [id] }];
  }
  if (op === "remove" && (value === undefined || value === null)) return [{ how: "replace", members: [] }];
  return [{ how: op, members: parseInput(Members, value) }];
}

/** Entra may wrap one value in a list of objects. */
function plain(value: unknown): unknown {
  const [one] = Array.isArray(value) ? value : [value];
  return typeof one === "object" && one !== null && "value" in one ? one.value : one;
}

/** A group as it is told of; members left out where they were not asked for. */
export type ToldGroup = {
  id: string;
  name: string;
  externalId: string | null;
  members?: { id: string; name: string }[];
};

/** A group as RFC 7643 §4.2 writes it. */
export function groupAsScim({ id, name, externalId, members }: ToldGroup): Record<string, unknown> {
  return {
    schemas: [groupSchema],
    id,
    displayName: name,
    ...(externalId !== null && { externalId }),
    ...(members && {
      members: members.map((one) => ({
        value: one.id,
        display: one.name,
        $ref: `/api/scim/v2/Users/${one.id}`,
      })),
    }),
    meta: { resourceType: "Group", location: `/api/scim/v2/Groups/${id}` },
  };
}
