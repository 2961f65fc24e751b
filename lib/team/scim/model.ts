/** People as an identity provider tells of them: the part of SCIM 2.0 (RFC 7643, 7644) that is spoken here, which is users. */
import { z } from "zod";
import { parseInput } from "#lib/platform/parse";

export const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
export const listSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const errorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";

/** Providers send `active` as a word, too. */
const Active = z.union([z.boolean(), z.stringbool()]);
const address = z.string().trim().toLowerCase().max(254).pipe(z.email());
const part = z.string().trim().max(300).optional();

/** Somebody to be made, or told of anew. */
export const ScimUser = z.looseObject({
  userName: address,
  displayName: z.string().trim().min(1).max(120).optional(),
  name: z
    .looseObject({
      formatted: part,
      givenName: part,
      familyName: part,
    })
    .optional(),
  active: Active.default(true),
});
export type ScimUser = z.infer<typeof ScimUser>;

const values = z.looseObject({
  active: Active.optional(),
  displayName: z.string().trim().min(1).max(120).optional(),
});
/** Of the operations there are those that replace; a path names one value, without one the value names several. */
export const ScimPatch = z.looseObject({
  Operations: z
    .array(
      z.looseObject({
        op: z.string().toLowerCase(),
        path: z.string().optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(100),
});

/** What a patch changes here; what we do not keep is let be. */
export function changesOf({ Operations }: z.infer<typeof ScimPatch>): z.infer<typeof values> {
  const told = Operations.filter(({ op }) => op !== "remove").map(({ path, value }) =>
    path ? { [path]: value } : Object(value),
  );
  return parseInput(values, Object.assign({}, ...told));
}

/** The name to show: the one displayed, the whole one, its parts, the address. */
export function nameOf({ displayName, name, userName }: ScimUser): string {
  const parts = [name?.givenName, name?.familyName].filter(Boolean).join(" ");
  return (displayName || name?.formatted || parts || userName).slice(0, 120);
}

/** Somebody as they are told of. */
export type Provisioned = { id: string; name: string; email: string; disabledAt: Date | null };

/** A person as RFC 7643 §4.1 writes it. */
export function asScim({ id, name, email, disabledAt }: Provisioned): Record<string, unknown> {
  return {
    schemas: [userSchema],
    id,
    userName: email,
    displayName: name,
    active: disabledAt === null,
    emails: [{ value: email, primary: true }],
    meta: { resourceType: "User", location: `/api/scim/v2/Users/${id}` },
  };
}
