/** Signing in as a browser does it, for tests: an auth of their own environment, people with a password, requests and cookies. */
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { processWide } from "#db/process-wide";
import { audit } from "#db/schema/platform";
import { account } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { signedInActor } from "../../auth";
import type { Ctx } from "../../context";
import { clientHeader } from "../../edge/client";
import type { Role } from "../../rules";
import { unique } from "../../testing/unique";
import { answerAuth } from "../answer";
import { hashPassword } from "../passwords";

export const origin = "http://desk.test";
export const password = "correct horse battery";

/** Gives each test of a file an auth made anew, in an environment of its own. */
export function authForEach(environment: () => Record<string, string> = () => ({})): void {
  beforeEach(() => {
    const usual = { VIGIL_SECRET: "a secret of the tests, long enough", LOG_LEVEL: "silent" };
    for (const [name, value] of Object.entries({ ...usual, ...environment() })) vi.stubEnv(name, value);
    remakeAuth();
  });
  afterEach(() => vi.unstubAllEnvs());
}

/** The next request finds an auth made in the environment as it is then. */
export function remakeAuth(): void {
  processWide("auth").value = undefined;
}

type Asked = {
  method?: "GET" | "POST";
  /** Sent as JSON, or as the form it is. */
  body?: unknown;
  cookie?: string;
  /** Where it comes from; attempts are counted by it. */
  ip?: string;
  headers?: Record<string, string>;
};

/** What the sign-in answers to a browser. */
export function askAuth(
  path: string,
  { method = "POST", body, cookie, ip = "203.0.113.77", headers = {} }: Asked = {},
): Promise<Response> {
  const isForm = body instanceof URLSearchParams;
  return answerAuth(
    new Request(`${origin}/api/auth/${path}`, {
      method,
      headers: {
        ...(!isForm && { "content-type": "application/json" }),
        host: new URL(origin).host,
        origin,
        [clientHeader]: ip,
        ...(cookie && { cookie }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    }),
  );
}

/** The cookies a browser keeps of an answer. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .filter((cookie) => !/max-age=0/i.test(cookie))
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** Who a browser with these cookies is signed in as; null when nobody. */
export const actorOf = (cookie: string) => signedInActor(new Headers({ cookie }));

/** Noor came from the identity provider for the first time, as one of its leads: an account, its role, and both audited. */
export async function expectNewLead({ db }: Ctx, cookie: string): Promise<void> {
  const actor = await actorOf(cookie);
  expect(actor).toMatchObject({ role: "lead", name: "Noor" });
  const rows = await db
    .select()
    .from(audit)
    .where(eq(audit.entityId, actor?.id ?? ""));
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["person.create", "session.create"]),
  );
}

/** Somebody new who signs in with `password`. */
export async function personWithPassword({ db }: Ctx, role: Role = "analyst") {
  const id = unique("user");
  const person = { id, name: "Mira", email: `${id}@desk.test`, role };
  await db.insert(user).values(person);
  const hashed = await hashPassword(password);
  await db
    .insert(account)
    .values({ id: unique("account"), accountId: id, providerId: "credential", userId: id, password: hashed });
  return person;
}
