/** Refusals are in the trail, once a minute each, and a failing trail stops nobody. */
import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { actorCtx, type Ctx } from "./context";
import { AppError } from "./errors";
import { auditForbidden, auditLimit } from "./refusals";
import { test } from "./testing/database";
import { unique } from "./testing/unique";

test("a refused role is told with its permission, once a minute; other failures are not", async ({ db }) => {
  const id = unique("user");
  const start = Date.now();
  const at = (seconds: number): Ctx => ({
    ...actorCtx({ kind: "user", id, name: "Ken", role: "viewer" }, db),
    now: () => new Date(start + seconds * 1000),
  });
  const refusal = new AppError("forbidden", "No.", { permission: "people.manage" });
  await auditForbidden(at(0), refusal);
  await auditForbidden(at(30), refusal);
  await auditForbidden(at(30), new AppError("invalid", "Not like this."));
  await auditForbidden(at(30), new Error("anything"));
  await auditForbidden(at(61), refusal);
  const rows = await db.select().from(audit).where(eq(audit.actorId, id));
  expect(rows.map(({ action, entityId }) => `${action} ${entityId}`)).toEqual(
    Array(2).fill("access.refuse people.manage"),
  );
});

test("a reached limit is told with the address", async ({ ctx, db }) => {
  const limit = unique("limit");
  await auditLimit(ctx, limit, "203.0.113.9");
  const [row] = await db
    .select()
    .from(audit)
    .where(and(eq(audit.action, "limit.reach"), eq(audit.entityId, limit)));
  expect(row?.after).toEqual({ ipAddress: "203.0.113.9" });
});
