/**
 * Groups by SCIM as Okta and Entra send them: the requests have the form their documentations print, with our ids put in.
 * Whoever is in a group has the role it stands for, with the next request.
 */
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { audit } from "#db/schema/platform";
import { user } from "#db/schema/team";
import { signedInActor } from "#lib/platform/auth";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createPerson } from "#lib/team/commands";
import { sessionFor } from "#lib/team/testing/session-for";
import { DELETE, GET as one, PATCH, PUT } from "../../../../app/api/scim/v2/Groups/[id]/route";
import { GET as list, POST } from "../../../../app/api/scim/v2/Groups/route";
import { DELETE as shutOut } from "../../../../app/api/scim/v2/Users/[id]/route";
import { GET as listPeople, POST as makePerson } from "../../../../app/api/scim/v2/Users/route";

const token = "a-token-of-the-tests-that-is-long-enough";
const entraId = "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159";
/** Group names of this test's own, by what they stand for. */
let names: Record<"analysts" | "leads" | "admins" | "others", string>;

beforeEach(() => {
  const mark = unique("group");
  names = {
    analysts: `Analysts ${mark}`,
    leads: `Leads ${mark}`,
    admins: `Admins ${mark}`,
    others: `Others ${mark}`,
  };
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("VIGIL_SCIM_TOKEN", token);
  const roles = {
    [names.analysts]: "analyst",
    [names.leads]: "lead",
    [names.admins]: "admin",
    [entraId]: "lead",
  };
  vi.stubEnv("VIGIL_OIDC_ROLES", JSON.stringify(roles));
});
afterEach(() => vi.unstubAllEnvs());

function asked(method: string, body?: unknown, query = "", given = token): Request {
  return new Request(`http://desk.test/api/scim/v2/Groups${query}`, {
    method,
    headers: { authorization: `Bearer ${given}`, "content-type": "application/scim+json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
const none = { params: Promise.resolve({}) };
const of = (id: string) => ({ params: Promise.resolve({ id }) });

type Told = {
  id: string;
  displayName: string;
  externalId?: string;
  members?: { value: string; display: string }[];
};
const told = async (answer: Response) => (await answer.json()) as Told;
const members = async (id: string) =>
  (await told(await one(asked("GET"), of(id)))).members?.map(({ value }) => value);

async function person(): Promise<string> {
  const answer = await makePerson(
    asked("POST", { userName: `${unique("Noor")}@desk.test`, displayName: "Noor" }),
    none,
  );
  return (await told(answer)).id;
}

async function group(displayName: string, ids: string[] = []): Promise<string> {
  const answer = await POST(asked("POST", { displayName, members: ids.map((value) => ({ value })) }), none);
  expect(answer.status).toBe(201);
  return (await told(answer)).id;
}

async function roleOf({ db }: Pick<Ctx, "db">, id: string) {
  return (await db.select({ role: user.role }).from(user).where(eq(user.id, id)))[0]?.role;
}

const patchSchema = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
const patch = (id: string, ...Operations: unknown[]) =>
  PATCH(asked("PATCH", { schemas: patchSchema, Operations }), of(id));

test("Okta pushes a group: looked for, made with its members, joined, left, renamed and taken away", async ({
  db,
}) => {
  const [noor, omar] = [await person(), await person()];
  const looked = encodeURIComponent(`displayName eq "${names.analysts}"`);
  const before = await list(asked("GET", undefined, `?filter=${looked}&startIndex=1&count=100`), none);
  expect(await before.json()).toMatchObject({ totalResults: 0, Resources: [] });
  const made = await POST(
    asked("POST", {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
      displayName: names.analysts,
      members: [{ value: noor, display: "noor@desk.test" }],
    }),
    none,
  );
  expect(made.status).toBe(201);
  const { id } = await told(made);
  expect(await roleOf({ db }, noor)).toBe("analyst");
  expect(
    (await patch(id, { op: "add", path: "members", value: [{ value: omar, display: "omar@desk.test" }] }))
      .status,
  ).toBe(200);
  expect(await members(id)).toEqual([noor, omar].sort());
  expect(await roleOf({ db }, omar)).toBe("analyst");
  await patch(id, { op: "remove", path: `members[value eq "${noor}"]` });
  expect([await roleOf({ db }, noor), await roleOf({ db }, omar)]).toEqual(["viewer", "analyst"]);
  await patch(id, { op: "replace", value: { id, displayName: names.leads } });
  expect(await roleOf({ db }, omar)).toBe("lead");
  await patch(id, { op: "replace", path: "members", value: [{ value: noor }] });
  expect([await roleOf({ db }, noor), await roleOf({ db }, omar)]).toEqual(["lead", "viewer"]);
  const whole = await PUT(asked("PUT", { id, displayName: names.leads, members: [{ value: omar }] }), of(id));
  expect((await told(whole)).members).toMatchObject([{ value: omar, display: "Noor" }]);
  expect((await DELETE(asked("DELETE"), of(id))).status).toBe(204);
  expect(await roleOf({ db }, omar)).toBe("viewer");
  expect((await one(asked("GET"), of(id))).status).toBe(404);
});

test("Entra provisions a group: without members, by its own id, in its own capitals", async ({ db }) => {
  const [noor, omar] = [await person(), await person()];
  const looked = encodeURIComponent(`externalId eq "${entraId}"`);
  const before = await list(asked("GET", undefined, `?excludedAttributes=members&filter=${looked}`), none);
  expect(await before.json()).toMatchObject({ totalResults: 0 });
  const made = await POST(
    asked("POST", {
      schemas: [
        "urn:ietf:params:scim:schemas:core:2.0:Group",
        "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group",
      ],
      externalId: entraId,
      displayName: names.others,
      meta: { resourceType: "Group" },
    }),
    none,
  );
  const { id, externalId } = await told(made);
  expect(externalId).toBe(entraId);
  const lean = await told(await one(asked("GET", undefined, `/${id}?excludedAttributes=members`), of(id)));
  expect(lean).not.toHaveProperty("members");
  await patch(id, { op: "Add", path: "members", value: [{ $ref: null, value: noor }] });
  await patch(id, { op: "Add", path: "members", value: [{ $ref: null, value: omar }] });
  expect([await roleOf({ db }, noor), await roleOf({ db }, omar)]).toEqual(["lead", "lead"]);
  const isIn = encodeURIComponent(`id eq "${id}" and members eq "${noor}"`);
  expect(await (await list(asked("GET", undefined, `?filter=${isIn}`), none)).json()).toMatchObject({
    totalResults: 1,
  });
  await patch(id, { op: "Remove", path: "members", value: [{ $ref: null, value: noor }] });
  expect(await (await list(asked("GET", undefined, `?filter=${isIn}`), none)).json()).toMatchObject({
    totalResults: 0,
  });
  expect(await roleOf({ db }, noor)).toBe("viewer");
  await patch(id, { op: "Replace", path: "displayName", value: `${names.others} renamed` });
  expect(await told(await one(asked("GET"), of(id)))).toMatchObject({
    displayName: `${names.others} renamed`,
  });
  await DELETE(asked("DELETE"), of(id));
});

test("the highest role of all groups holds, with the next request of a session that was open", async ({
  ctx,
}) => {
  const noor = await person();
  const [analysts, leads] = [await group(names.analysts, [noor]), await group(names.leads, [noor])];
  expect(await roleOf(ctx, noor)).toBe("lead");
  const headers = await sessionFor(ctx, noor);
  expect(await signedInActor(headers)).toMatchObject({ role: "lead" });
  await patch(leads, { op: "remove", path: `members[value eq "${noor}"]` });
  expect(await signedInActor(headers)).toBeNull();
  expect(await signedInActor(await sessionFor(ctx, noor))).toMatchObject({ role: "analyst" });
  await patch(analysts, { op: "remove", path: "members" });
  expect(await members(analysts)).toEqual([]);
  expect(await roleOf(ctx, noor)).toBe("viewer");
  const changes = and(eq(audit.entityId, noor), eq(audit.action, "person.change_role"));
  expect(await ctx.db.$count(audit, changes)).toBe(4);
});

test("who was shut out stays out, whatever group they join", async ({ ctx }) => {
  const noor = await person();
  const leads = await group(names.leads);
  const headers = await sessionFor(ctx, noor);
  await shutOut(asked("DELETE"), of(noor));
  expect(await signedInActor(headers)).toBeNull();
  await patch(leads, { op: "add", path: "members", value: [{ value: noor }] });
  expect(await signedInActor(await sessionFor(ctx, noor))).toBeNull();
});

test("accounts with a password keep the role the desk gave them, and the group is told of all the same", async ({
  ctx,
}) => {
  const local = await createPerson(ctx, { name: "Ingrid", email: `${unique()}@desk.test`, role: "viewer" });
  const admins = await group(names.admins, [local.id]);
  expect(await members(admins)).toEqual([local.id]);
  expect(await roleOf(ctx, local.id)).toBe("viewer");
});

test("where no group is given a role, groups change none", async ({ ctx }) => {
  vi.stubEnv("VIGIL_OIDC_ROLES", "");
  const noor = await person();
  await ctx.db.update(user).set({ role: "lead" }).where(eq(user.id, noor));
  const leads = await group(names.leads, [noor]);
  await DELETE(asked("DELETE"), of(leads));
  expect(await roleOf(ctx, noor)).toBe("lead");
});

test("what cannot be is refused as SCIM says, and nothing of it is kept", async ({ ctx }) => {
  const noor = await person();
  const leads = await group(names.leads, [noor]);
  const again = await POST(asked("POST", { displayName: names.leads.toUpperCase() }), none);
  expect([again.status, await again.json()]).toMatchObject([409, { status: "409", scimType: "uniqueness" }]);
  const stranger = await patch(
    leads,
    { op: "remove", path: "members" },
    { op: "add", path: "members", value: [{ value: "nobody" }] },
  );
  expect(stranger.status).toBe(400);
  expect(await members(leads)).toEqual([noor]);
  expect((await patch(leads, { op: "remove", path: 'members[display eq "Noor"]' })).status).toBe(400);
  expect((await patch(leads, { op: "move", path: "members" })).status).toBe(400);
  expect(
    (await list(asked("GET", undefined, `?filter=${encodeURIComponent('displayName sw "L"')}`), none)).status,
  ).toBe(400);
  const people = await listPeople(
    asked("GET", undefined, `?filter=${encodeURIComponent('emails co "desk"')}`),
    none,
  );
  expect(people.status).toBe(400);
  expect(
    (await list(asked("GET", undefined, "", "another-token-of-the-same-length-........."), none)).status,
  ).toBe(401);
  expect((await patch("nothing", { op: "remove", path: "members" })).status).toBe(404);
  expect(await roleOf(ctx, noor)).toBe("lead");
});

test("a list is read page by page", async () => {
  await group(names.leads);
  await group(names.admins);
  const page = await list(asked("GET", undefined, "?startIndex=2&count=1"), none);
  expect(await page.json()).toMatchObject({
    startIndex: 2,
    itemsPerPage: 1,
    totalResults: expect.any(Number),
  });
  const counted = await list(asked("GET", undefined, "?count=0"), none);
  expect(await counted.json()).toMatchObject({ itemsPerPage: 0, Resources: [] });
});
