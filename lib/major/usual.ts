/** Remembers which groups of messages were held to be chance, so that not each message of a large one is worked out anew. */
import type { Database } from "#db/client";
import { type Ctx, poolOf } from "#lib/platform/context";
import { alike, type PairMatch } from "./clustering";
import type { LiveIncident } from "./live-incidents";
import type { CustomerReport } from "./pair-match";

/** A group is worked out again once it has grown by this share, or other incidents go on. */
const growth = 0.1;

type Group = { size: number; joined: number; incidents: string };

export type UsualGroups = {
  /** True where a message is nearest to one of a group that was chance and has hardly grown since; it is counted to it. */
  holds: (message: CustomerReport, neighbours: Iterable<CustomerReport>) => boolean;
  /** Keeps a group that may be chance. */
  keep: (group: readonly CustomerReport[]) => void;
};

const kept = new WeakMap<Database, Map<number, Group>>();

/** What is known of the messages at hand and the incidents that go on; others are forgotten. */
export function usualGroups(
  ctx: Ctx,
  current: readonly CustomerReport[],
  live: readonly LiveIncident[],
  matchOf: PairMatch,
): UsualGroups {
  const before = kept.get(poolOf(ctx));
  const groups = new Map<number, Group>();
  for (const { id } of current) {
    const group = before?.get(id);
    if (group) groups.set(id, group);
  }
  kept.set(poolOf(ctx), groups);
  const incidents = live.map(({ id, names }) => `${id} ${names}`).join();
  return {
    holds: (message, neighbours) => {
      let nearest = { match: alike, group: undefined as Group | undefined };
      for (const one of neighbours) {
        const match = one.ticketId === message.ticketId ? 0 : matchOf(message, one);
        if (match > nearest.match) nearest = { match, group: groups.get(one.id) };
      }
      const { group } = nearest;
      if (group?.incidents !== incidents || group.joined + 1 > growth * group.size) return false;
      group.joined++;
      groups.set(message.id, group);
      return true;
    },
    keep: (messages) => {
      const group: Group = { size: messages.length, joined: 0, incidents };
      for (const { id } of messages) groups.set(id, group);
    },
  };
}
