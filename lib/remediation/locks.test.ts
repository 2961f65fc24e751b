/** Whatever people, administrators, the outside world and crashes do, in whatever order: nothing is executed that was not let happen. */
import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { actionApproval, actionRun } from "#db/schema/remediation";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { changeAction, switchAction } from "./catalogue/commands";
import type { AddActionInput } from "./catalogue/model";
import { type ActionRun, locks, riskClass } from "./model";
import { denyRun } from "./runs/commands";
import { executeRun } from "./runs/execute";
import { expireRun } from "./runs/expire";
import { prepareRun } from "./runs/prepare";
import { runUnasked } from "./runs/unasked";
import { startAutomation, type TestAutomation } from "./testing/automation";
import { alertTicket, approve, definition, installed, proposed, workerOf } from "./testing/environment";

let automation: TestAutomation;
let elsewhere: TestAutomation;
beforeAll(async () => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  automation = await startAutomation(true);
  elsewhere = await startAutomation(true);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([automation.stop(), elsewhere.stop()]);
});

/** A worker that is gone in the middle. */
class Death extends Error {}

const often = (weight: number) => fc.nat(weight).map((drawn) => drawn > 0);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("prepare" as const), by: fc.nat(3) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("approve" as const),
      by: fc.nat(3),
      isTyped: often(5),
      isGenuine: often(8),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("execute" as const),
      meanwhile: fc.constantFrom("nothing", "nothing", "nothing", "move", "die"),
      at: fc.constantFrom("looked", "released"),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "propose" as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("deny" as const), by: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "expire" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "object" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("edit" as const), risk: fc.constantFrom(0, 1, 2, 3, 4) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("switch" as const), isEnabled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("dismiss" as const), who: fc.nat(3) }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

test("no effect without its approvals, and never two of one run", { timeout: 600_000 }, async ({ ctx }) => {
  let executed = 0;
  const history = fc.record({
    risk: fc.constantFrom(0, 1, 2, 3, 4),
    steps: fc.array(step, { minLength: 4, maxLength: 14 }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ risk, steps }) => {
      executed += await plays(ctx, riskClass(risk), steps);
    }),
    { numRuns: 60 },
  );
  // The histories are not so wild that nothing ever happens.
  expect(executed).toBeGreaterThan(5);
});

/** Plays one history and checks every effect it had; returns how many there were. */
async function plays(ctx: Ctx, risk: 0 | 1 | 2 | 3 | 4, steps: readonly Step[]): Promise<number> {
  automation.effects.length = 0;
  elsewhere.effects.length = 0;
  const action = await installed(ctx, automation.url, { risk, keepsKeys: true });
  /** Where each version of the action asks. */
  const addresses = [automation.url];
  const { ticketId } = await alertTicket(ctx);
  const people = await Promise.all([0, 1, 2, 3].map(() => person(ctx)));
  const admin = await person(ctx, "admin");
  let run: ActionRun | null = null;
  for (const one of [{ kind: "prepare" as const, by: 0 }, ...steps]) {
    try {
      run = (await act(one, run)) ?? run;
    } catch (error) {
      // Refused in words, as it should be, or a worker that died; anything else is a fault.
      if (!(error instanceof AppError || error instanceof Death)) throw error;
    }
  }
  const effects = [automation, elsewhere].flatMap((where) =>
    where.effects.map((effect) => ({ ...effect, url: where.url })),
  );
  await everyEffectWasLetHappen(ctx, effects, addresses);
  return effects.length;

  async function edit(change: Partial<AddActionInput>): Promise<void> {
    const url = change.url ?? addresses.at(-1) ?? automation.url;
    await changeAction(admin, { ...definition(url, { risk, keepsKeys: true, ...change }), name: action });
    addresses.push(url);
  }

  async function act(one: Step, current: ActionRun | null): Promise<ActionRun | null> {
    const by = people["by" in one ? one.by : 0] ?? admin;
    switch (one.kind) {
      case "prepare":
        return prepareRun(by, { ticketId, action, arguments: { service: "checkout" } });
      case "approve":
        if (!current) return null;
        return approve(
          by,
          one.isGenuine ? current : { ...current, effectDigest: "forged" },
          one.isTyped ? { service: "checkout" } : {},
        );
      case "execute": {
        const open = await ctx.db.select().from(actionRun).where(eq(actionRun.action, action));
        for (const { id } of open)
          await executeRun(workerOf(ctx), { runId: id }, async (point) => {
            if (point !== one.at || one.meanwhile === "nothing") return;
            if (one.meanwhile === "die") throw new Death();
            await edit({ url: addresses.at(-1) === automation.url ? elsewhere.url : automation.url });
          });
        return null;
      }
      case "propose":
        await runUnasked(workerOf(ctx), await proposed(ctx, action, risk));
        return null;
      case "deny":
        return current && denyRun(by, { runId: current.id });
      case "expire": {
        const late = () => new Date(Date.now() + 86_400_000);
        if (current) await expireRun(workerOf(ctx, late), { runId: current.id });
        return null;
      }
      case "object":
        automation.object = { ...automation.object, replicas: Number(automation.object.replicas) + 1 };
        return null;
      case "edit":
        await edit({ risk: riskClass(one.risk) });
        return null;
      case "switch":
        await switchAction(admin, { name: action, isEnabled: one.isEnabled });
        return null;
      case "dismiss":
        await ctx.db
          .update(user)
          .set({ disabledAt: new Date() })
          .where(eq(user.id, people[one.who]?.actor.id ?? ""));
        return null;
    }
  }
}

async function everyEffectWasLetHappen(
  ctx: Ctx,
  effects: readonly (TestAutomation["effects"][number] & { url: string })[],
  addresses: readonly string[],
): Promise<void> {
  const keys = effects.map(({ key }) => key ?? "");
  expect(new Set(keys).size).toBe(keys.length);
  if (keys.length === 0) return;
  const runs = await ctx.db.select().from(actionRun).where(inArray(actionRun.idempotencyKey, keys));
  expect(runs).toHaveLength(keys.length);
  for (const run of runs) {
    const approvals = await ctx.db.select().from(actionApproval).where(eq(actionApproval.runId, run.id));
    const bound = approvals.filter(
      (one) => one.argumentsDigest === run.argumentsDigest && one.effectDigest === run.effectDigest,
    );
    const people = new Set(bound.flatMap(({ kind, userId }) => (kind === "person" ? [userId] : [])));
    const needed = locks[riskClass(run.risk)].people;
    const isPreapproved = run.risk === 0 && bound.some(({ kind }) => kind === "standing");
    expect(run.risk).toBeLessThan(4);
    // Done where it was approved, whatever the action was made since.
    const at = effects.find(({ key }) => key === run.idempotencyKey)?.url;
    expect(at).toBe(addresses[run.version - 1]);
    expect(isPreapproved || people.size >= Math.max(1, needed), JSON.stringify({ run, approvals })).toBe(
      true,
    );
  }
}
