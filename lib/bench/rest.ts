/** What an installation costs while nothing happens: memory and processor time of each of its parts. */
import { setTimeout as sleep } from "node:timers/promises";
import { signIn } from "./browser";
import { bencher } from "./demo-messages";
import type { Figure } from "./figures";
import type { Installation } from "./installation";
import { type Consumption, consumption, type Part } from "./processes";

const settleMs = 20_000;
const watchMs = 20_000;

/** Opens the desk once as a person does, lets everything settle, and watches. Empty where Linux is not. */
export async function atRest(installation: Installation): Promise<Figure[]> {
  const cookie = await signIn(installation, bencher);
  for (const path of ["/inbox", "/api/inbox", "/api/counters", "/analytics"])
    await (await fetch(installation.address + path, { headers: { cookie } })).arrayBuffer();
  await sleep(settleMs);
  const before = consumption(installation);
  await sleep(watchMs);
  const after = consumption(installation);
  if (!before || !after) return [];
  const parts = Object.keys(after) as Part[];
  const product = parts.filter((part) => part !== "launcher");
  const memory = (of: Part[]) => of.reduce((sum, part) => sum + after[part].memoryMb, 0);
  const busy = (of: Part[]) => of.reduce((sum, part) => sum + share(before[part], after[part]), 0);
  return [
    ...parts.map((part): Figure => ({ measure: `idle memory, ${part}`, value: memory([part]), unit: "MB" })),
    {
      measure: "idle memory, web + worker + Postgres",
      value: memory(product),
      unit: "MB",
      goal: { atMost: 450 },
    },
    ...parts.map(
      (part): Figure => ({ measure: `idle processor, ${part}, of one core`, value: busy([part]), unit: "%" }),
    ),
  ];
}

function share(before: Consumption, after: Consumption): number {
  return ((after.cpuSeconds - before.cpuSeconds) / (watchMs / 1000)) * 100;
}
