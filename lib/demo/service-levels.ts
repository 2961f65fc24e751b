/** What the demo's team promises: to customers on Enterprise, and to everybody else. */
import { customer } from "#db/schema/customers";
import type { Ctx } from "#lib/platform/context";
import { storeSetting } from "#lib/settings/store";
import type { SlaPolicies, Target } from "#lib/sla/model";
import { demoSource } from "./history";
import type { StoryCustomer } from "./story/model";

const hour = 60;
const target = (first: number, next: number, resolution: number, roundTheClock = false): Target => ({
  first,
  next,
  resolution,
  roundTheClock,
});

const policies: SlaPolicies["policies"] = [
  {
    key: "enterprise",
    name: "Enterprise",
    queueIds: [],
    plans: ["Enterprise"],
    targets: {
      urgent: target(15, 30, 4 * hour, true),
      high: target(30, hour, 8 * hour, true),
      normal: target(2 * hour, 4 * hour, 24 * hour),
      low: target(4 * hour, 8 * hour, 40 * hour),
    },
    hours: null,
    pauses: ["waiting", "on_hold"],
  },
  {
    key: "standard",
    name: "Standard",
    queueIds: [],
    plans: [],
    targets: {
      urgent: target(30, hour, 8 * hour, true),
      high: target(2 * hour, 2 * hour, 16 * hour),
      normal: target(8 * hour, 8 * hour, 40 * hour),
      low: target(16 * hour, 16 * hour, 80 * hour),
    },
    hours: null,
    pauses: ["waiting", "on_hold"],
  },
];

/** Sets the two policies, and says which customer is on which plan, before the first ticket. */
export async function promiseService(tx: Ctx, customers: readonly StoryCustomer[]): Promise<void> {
  await storeSetting(tx, "sla.policies", { policies });
  await tx.db
    .insert(customer)
    .values(
      customers.map(({ key, name, email, company, plan }) => ({
        source: demoSource,
        externalId: key,
        name,
        email,
        company,
        plan,
      })),
    )
    .onConflictDoNothing();
}
