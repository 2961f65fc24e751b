/** The gate for inspection: threshold and feature weights of each queue, from the training log. */

import { policy } from "#lib/agent/policy";
import { gateOf } from "#lib/agent/trained-gate";
import { currentJudgements } from "#lib/agent/training-log";
import { authorise, type Ctx } from "#lib/platform/context";
import { type Gate, type GateSettings, thresholdOf } from "#lib/policy/gate/gate";
import type { Queue } from "#lib/team/model";
import { queues } from "#lib/team/queries";
import type { GateState, GateWeight, QueueGate } from "./model";

/** The gate as it is now, learned from its judgements alone; the overall gate first, then the queues. */
export async function gateState(ctx: Ctx): Promise<GateState> {
  authorise(ctx, "desk.read");
  const [judgements, { gate: settings }, all] = await Promise.all([
    currentJudgements(ctx, Number.MAX_SAFE_INTEGER),
    policy(ctx),
    queues(ctx),
  ]);
  const gate = gateOf(judgements);
  const { alpha, delta, costOfBad, gainOfGood, exploration } = settings;
  return {
    alpha,
    delta,
    costOfBad,
    gainOfGood,
    exploration,
    gates: [queueGate(gate, null, settings), ...all.map((queue) => queueGate(gate, queue, settings))],
    weights: weightsOf(
      gate,
      judgements.map(({ features }) => features ?? {}),
      all,
    ),
  };
}

function queueGate(gate: Gate, queue: Queue | null, settings: GateSettings): QueueGate {
  return {
    queueId: queue?.id ?? null,
    name: queue?.name ?? "All queues",
    own: queue ? (gate.queues[queue.key]?.judged.length ?? 0) : gate.judged.length,
    ...thresholdOf(gate, queue?.key ?? null, settings),
  };
}

function weightsOf(gate: Gate, seen: Record<string, number>[], queues: Queue[]): GateWeight[] {
  const names = new Set([...Object.keys(gate.global.weights), ...seen.flatMap((one) => Object.keys(one))]);
  const weights = [...names].map((name): GateWeight => {
    const values = seen.flatMap((one) => one[name] ?? []);
    return {
      name,
      mean: values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length,
      weight: gate.global.weights[name] ?? 0,
      queues: Object.fromEntries(
        queues.flatMap((queue) => {
          const offset = gate.queues[queue.key]?.offset.weights[name];
          return offset === undefined ? [] : [[queue.name, offset]];
        }),
      ),
    };
  });
  return weights.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1));
}
