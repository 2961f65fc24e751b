/** How often one kind of component fails after another one: by what was counted, and until then by the map of services. Pure. */
import type { Following } from "./causes";

/** What was counted before the failure that is looked at. */
export type Followed = {
  /** How often the one began to fail after the other, and how often the other failed at all. */
  after: number;
  failures: number;
  /** Calls from the one to the other by the map; null where it does not connect them so, undefined where it does not know one. */
  calls: number | null | undefined;
};

/** By calls: the share of failures that are felt by who calls. */
const felt = [0.9, 0.6, 0.4, 0.25];
const [unknown, unconnected] = [0.1, 0.02];
/** The map is believed as if so many failures had been seen; where it connects nothing, as if many more. */
const asIfSeen = 6;
const asIfSeenApart = 60;
/** Where nobody knows how many calls are between two. */
const usualCalls = 2;

export function followingOf({ after, failures, calls }: Followed): Following {
  const guess =
    calls === undefined ? unknown : calls === null ? unconnected : (felt[calls] ?? felt.at(-1) ?? unknown);
  const seen = calls === null ? asIfSeenApart : asIfSeen;
  const share = (after + seen * guess) / (failures + seen);
  return { share: Math.max(unconnected, Math.min(1, share)), calls: calls ?? usualCalls };
}

/** What fails itself. */
export const itself: Following = { share: felt[0] ?? 1, calls: 0 };
