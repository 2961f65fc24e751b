/** An identity provider makes accounts and shuts people out: with its token alone, at once, and never those that have a password. */
import { afterEach, beforeEach, expect, vi } from "vitest";
import { signedInActor } from "#lib/platform/auth";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createPerson } from "#lib/team/commands";
import { sessionFor } from "#lib/team/testing/session-for";
import { DELETE, GET as one, PATCH, PUT } from "./v2/Users/[id]/route";
import { GET as list, POST } from "./v2/Users/route";

const token = "a-token-of-the-tests-that-is-long-enough";
beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("VIGIL_SCIM_TOKEN", token);
});
afterEach(() => vi.unstubAllEnvs());

function asked(method: string, body?: unknown, query = "", given = token): Request {
  return new Request(`http://desk.test/api/scim/v2/Users${query}`, {
    method,
    headers: { authorization: `Bearer ${given}`, "content-type": "application/scim+json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
const none = { params: Promise.resolve({}) };
const of = (id: string) => ({ params: Promise.resolve({ id }) });

async function made() {
  const userName = `${unique("Noor")}@desk.test`;
  const answer = await POST(
    asked("POST", { userName, name: { givenName: "Noor", familyName: "Haddad" } }),
    none,
  );
  expect(answer.status).toBe(201);
  return (await answer.json()) as { id: string; userName: string; displayName: string; active: boolean };
}

test("who is made is found by address, told of, and made once", async ({ db }) => {
  expect(db).toBeDefined();
  const person = await made();
  expect(person).toMatchObject({ displayName: "Noor Haddad", active: true });
  const found = await list(
    asked("GET", undefined, `?filter=${encodeURIComponent(`userName eq "${person.userName}"`)}`),
    none,
  );
  expect(await found.json()).toMatchObject({ totalResults: 1, Resources: [{ id: person.id }] });
  expect(await (await one(asked("GET"), of(person.id))).json()).toMatchObject({ userName: person.userName });
  expect((await POST(asked("POST", { userName: person.userName }), none)).status).toBe(409);
});

test.for([
  ["a patch with a path", () => PATCH, { Operations: [{ op: "Replace", path: "active", value: "False" }] }],
  ["a patch without one", () => PATCH, { Operations: [{ op: "replace", value: { active: false } }] }],
  ["a deletion", () => DELETE, undefined],
] as const)(
  "%s ends every session with the next request, and lets nobody in",
  async ([, how, body], { ctx }) => {
    const person = await made();
    const headers = await sessionFor(ctx, person.id);
    expect(await signedInActor(headers)).toMatchObject({ id: person.id });
    const answer = await how()(asked(body ? "PATCH" : "DELETE", body), of(person.id));
    expect([200, 204]).toContain(answer.status);
    expect(await signedInActor(headers)).toBeNull();
    const again = await PUT(asked("PUT", { userName: person.userName, active: true }), of(person.id));
    expect(await again.json()).toMatchObject({ active: true });
  },
);

test("a patch that takes away what is not kept here is no mistake", async ({ db }) => {
  expect(db).toBeDefined();
  const person = await made();
  const answer = await PATCH(
    asked("PATCH", {
      Operations: [
        { op: "Remove", path: "title" },
        { op: "Add", path: "nickName", value: "N" },
      ],
    }),
    of(person.id),
  );
  expect(await answer.json()).toMatchObject({ displayName: "Noor Haddad", active: true });
});

test("an account with a password is never changed from there", async ({ ctx }) => {
  const local = await createPerson(ctx, { name: "Ingrid", email: `${unique()}@desk.test`, role: "admin" });
  expect((await DELETE(asked("DELETE"), of(local.id))).status).toBe(403);
  expect(
    (await PATCH(asked("PATCH", { Operations: [{ op: "replace", value: { active: false } }] }), of(local.id)))
      .status,
  ).toBe(403);
});

test("without its token nothing is told or done, nor where none is set", async ({ db }) => {
  expect(db).toBeDefined();
  expect(
    (await list(asked("GET", undefined, "", "another-token-of-the-same-length-........."), none)).status,
  ).toBe(401);
  vi.stubEnv("VIGIL_SCIM_TOKEN", "");
  expect((await list(asked("GET", undefined, "", ""), none)).status).toBe(401);
  expect((await POST(asked("POST", { userName: "x@desk.test" }), none)).status).toBe(401);
});
