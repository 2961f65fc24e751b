/** Reading the trail: pages meet without gap or overlap, filters narrow. */

import { expect } from "vitest";
import { recordAudit } from "#lib/platform/audit";
import type { AuditAction, AuditEntity } from "#lib/platform/model";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { auditActions, auditPage } from "./queries";

test("pages follow each other without gap or overlap", async ({ ctx }) => {
  const entity = unique("entity") as AuditEntity;
  for (let index = 0; index < 25; index++)
    await recordAudit(ctx, { action: "ticket.note", entity, entityId: index });
  const seen: string[] = [];
  let before: number | undefined;
  for (;;) {
    const { entries, next } = await auditPage(ctx, { entity, before }, 10);
    seen.push(...entries.map(({ entityId }) => entityId));
    if (next === null) break;
    before = next;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => String(24 - index)));
});

test("each filter narrows, and the actions are listed once", async ({ ctx }) => {
  const actor = { kind: "user", id: unique("user"), name: "Mira", role: "lead" } as const;
  // Another version may have written what this one has no words for.
  const action = unique("test") as AuditAction;
  const entity = unique("entity") as AuditEntity;
  await recordAudit({ ...ctx, actor }, { action, entity, entityId: 7 });
  await recordAudit(ctx, { action, entity, entityId: 8 });
  const ids = async (filter: Parameters<typeof auditPage>[1]) =>
    (await auditPage(ctx, filter)).entries.map(({ entityId }) => entityId);
  expect(await ids({ entity })).toEqual(["8", "7"]);
  expect(await ids({ actor: actor.id })).toEqual(["7"]);
  expect(await ids({ entity, entityId: "8", action })).toEqual(["8"]);
  expect(await ids({ actor: actor.id, entityId: "8" })).toEqual([]);
  const actions = await auditActions(ctx);
  expect(actions).toContain(action);
  expect(new Set(actions).size).toBe(actions.length);
});
