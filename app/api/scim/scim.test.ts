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

const long = "a".repeat(300);
test.for<[string, number, string, unknown]>([
  ["an address that is too long", 400, "POST", { userName: `${long}@desk.test` }],
  [
    "a name of a thousand letters",
    400,
    "POST",
    { userName: "a@desk.test", name: { formatted: "a".repeat(1_000) } },
  ],
  [
    "a word for active that is none",
    400,
    "PATCH",
    { Operations: [{ op: "replace", path: "active", value: "bogus" }] },
  ],
  ["a name that is a number", 400, "PATCH", { Operations: [{ op: "replace", value: { displayName: 5 } }] }],
  ["a name of blanks", 400, "PATCH", { Operations: [{ op: "replace", value: { displayName: "  " } }] }],
  ["half a character", 400, "POST", { userName: "a@desk.test", displayName: "\ud800" }],
  ["more than may be told at once", 413, "POST", { userName: "a@desk.test", note: "a".repeat(2_100_000) }],
])("%s is answered %i", async ([, status, method, body], { db }) => {
  expect(db).toBeDefined();
  const answer =
    method === "POST" ? await POST(asked(method, body), none) : await PATCH(asked(method, body), of("x"));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/scim+json"]);
});

test("what cannot be kept is refused in the address and the filter, and what is no JSON by its type", async ({
  db,
}) => {
  expect(db).toBeDefined();
  expect((await one(asked("GET"), of("a\0"))).status).toBe(400);
  const filter = encodeURIComponent('userName eq "\0"');
  expect((await list(asked("GET", undefined, `?filter=${filter}`), none)).status).toBe(400);
  for (const type of ["text/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    const form = new Request("http://desk.test/api/scim/v2/Users", {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": type },
      body: JSON.stringify({ userName: `${unique("noor")}@desk.test` }),
    });
    expect((await POST(form, none)).status).toBe(415);
  }
});

test("a name of blanks in its parts is no name: the address stands for it", async ({ db }) => {
  expect(db).toBeDefined();
  const userName = `${unique("noor")}@desk.test`;
  const answer = await POST(asked("POST", { userName, name: { formatted: "   ", givenName: " " } }), none);
  expect(await answer.json()).toMatchObject({ displayName: userName });
});
