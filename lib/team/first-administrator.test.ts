/** An empty installation belongs to whoever runs it: attacked as a stranger would who finds it first. */
import { eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { session } from "#db/schema/sign-in";
import { apiKey, user } from "#db/schema/team";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { setupCode } from "#lib/platform/sign-in/setup-code";
import { test as withDatabase } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createFirstAdministrator, createPerson } from "./commands";

const test = withDatabase.extend<{ empty: Ctx }>({
  empty: async ({ db }, use) => {
    await db.delete(session);
    await db.delete(apiKey);
    await db.delete(user);
    await use(systemCtx("setup", db));
  },
});

const attempt = (ctx: Ctx, code: string, email = `${unique("mail")}@desk.test`) =>
  createFirstAdministrator(ctx, { code, name: "Ada", email, password: "long enough" });

test("a stranger without the code becomes nobody, whatever is given for it", async ({ empty }) => {
  const right = setupCode();
  const nearly = `${right.slice(0, -1)}${right.endsWith("a") ? "b" : "a"}`;
  vi.stubEnv("VIGIL_SECRET", "another installation's secret, long enough");
  const foreign = setupCode();
  vi.unstubAllEnvs();
  for (const code of ["x", nearly, `${right}a`, right.slice(0, 11), foreign, "ａ".repeat(20)])
    await expect(attempt(empty, code), code).rejects.toMatchObject({ code: "invalid" });
  await expect(attempt(empty, "  ")).rejects.toMatchObject({ code: "invalid" });
  expect(await empty.db.select().from(user)).toEqual([]);
});

test("the code is one word that reads well and counts however it is typed", async ({ empty }) => {
  expect(setupCode()).toMatch(/^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/);
  const made = await attempt(empty, ` ${setupCode().toUpperCase().replaceAll("-", " ")} `);
  expect(await empty.db.select({ role: user.role }).from(user).where(eq(user.id, made.id))).toEqual([
    { role: "admin" },
  ]);
});

test("of visitors at once one becomes the administrator, and the code opens nothing any more", async ({
  empty,
}) => {
  const results = await Promise.allSettled([1, 2, 3].map(() => attempt(empty, setupCode())));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({ code: "conflict" });
  await expect(attempt(empty, setupCode())).rejects.toMatchObject({ code: "conflict" });
});

test("who an identity provider sent first neither administers the desk nor keeps others from it", async ({
  empty,
}) => {
  const email = `${unique("mail")}@desk.test`;
  await createPerson(empty, { name: "Mira", email, role: "viewer" });
  await expect(attempt(empty, "wrong")).rejects.toMatchObject({ code: "invalid" });
  await expect(attempt(empty, setupCode(), email)).rejects.toMatchObject({ code: "conflict" });
  await attempt(empty, setupCode());
  expect((await empty.db.select({ role: user.role }).from(user)).map(({ role }) => role).sort()).toEqual([
    "admin",
    "viewer",
  ]);
});
