/** The pretend systems of the demo's automation: what each is, and what each action makes of it. Pure. */

export type State = Record<string, unknown>;

/** One action of the sample automation on one kind of system. */
export type SampleAction = {
  /** The argument that names the system. */
  target: string;
  /** A system nobody has looked at before. */
  fresh: () => State;
  /** What would change, in a sentence. */
  change: (state: State, given: Record<string, unknown>) => string;
  apply: (state: State, given: Record<string, unknown>) => State;
};

const service = () => ({ health: "degraded", replicas: 2, restarts: 0 });

export const sampleActions: Record<string, SampleAction> = {
  restart_service: {
    target: "service",
    fresh: service,
    change: ({ replicas }) => `Restarts ${replicas} replicas, one after the other.`,
    apply: (state) => ({ ...state, restarts: Number(state.restarts) + 1 }),
  },
  scale_service: {
    target: "service",
    fresh: service,
    change: ({ replicas }, given) => `Replicas ${replicas} → ${given.replicas}.`,
    apply: (state, given) => ({ ...state, replicas: given.replicas }),
  },
  rotate_key: {
    target: "key",
    fresh: () => ({ health: "degraded", generation: 1 }),
    change: ({ generation }) => `Generation ${generation} is revoked, ${Number(generation) + 1} is issued.`,
    apply: (state) => ({ ...state, generation: Number(state.generation) + 1 }),
  },
  drain_node: {
    target: "node",
    fresh: () => ({ health: "degraded", schedulable: true, pods: 14 }),
    change: ({ pods }) => `Takes no new pods, and moves ${pods} to other nodes.`,
    apply: (state) => ({ ...state, schedulable: false, pods: 0 }),
  },
  raise_quota: {
    target: "project",
    fresh: () => ({ health: "degraded", instances: 20 }),
    change: ({ instances }, given) => `Instances ${instances} → ${given.instances}.`,
    apply: (state, given) => ({ ...state, instances: given.instances }),
  },
  clear_status_cache: {
    target: "service",
    fresh: service,
    change: () => "Drops what is cached of its status.",
    apply: (state) => state,
  },
};

/**
 * The nature of a system: what cures it, and what it refuses. Most are cured by whatever is done to them; a few of the
 * demo's are there to show the rest.
 */
export const natures: Record<string, { cure?: string; refuses?: string }> = {
  "ledger-worker": { cure: "restart_service" },
  "invoice-worker": { cure: "restart_service" },
  "media-encoder": { cure: "scale_service" },
  "node-7": { refuses: "A disruption budget does not allow to evict ledger-worker." },
};

/** The system after an action that was carried out. */
export function after(name: string, action: string, state: State, given: Record<string, unknown>): State {
  const changed = sampleActions[action]?.apply(state, given) ?? state;
  const { cure = action } = natures[name] ?? {};
  return cure === action ? { ...changed, health: "healthy" } : changed;
}
