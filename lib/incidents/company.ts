/** What an alert of a rule says of its failure: some rules fire by themselves all the time, some where trouble begins, some where it is felt. Pure. */

/** What was counted of a rule: a component's failure in which it spoke counts once. */
export type RuleUse = {
  rule: string;
  failures: number;
  /** Of those, beside which something else failed at the same place. */
  accompanied: number;
  /** How many would have been accompanied by chance, as often as anything fails there. */
  byChance: number;
  /** How many began after something else had at the same place, and how many would have by chance. */
  followed: number;
  followedByChance: number;
};

/** The rule under which all rules are summed up. */
export const anyRule = "rule:";

/** A rule nobody knows yet is taken to be as others are, as if so many of its failures had been seen. */
const asIfSeen = 4;
/** All rules together are as they were counted; this is for when nothing was. */
const nothingSeen = { share: 0.5, seen: 0.01 };
/** Bounds of a share: nothing is always, or never, in company. */
const [seldom, mostly] = [0.01, 0.99];
/** A rule that is hardly ever alone says no more than this for one cause; no rule says more against what is known. */
const most = 3;
/** No rule says more than this for a beginning, or against it. */
const mostOrigin = 20;

/** What each rule says for one cause rather than two; 1 for those nobody knows. */
export class Company {
  private readonly uses: ReadonlyMap<string, RuleUse>;

  constructor(uses: readonly RuleUse[]) {
    this.uses = new Map(uses.map((use) => [use.rule, use]));
  }

  /**
   * How many times likelier an alert of `rule` joins an incident in which the rules `inside` spoke than any alert joins any:
   * of the incident its most sociable rule counts, which says nothing for it, but may speak against. `isKnown`: the very
   * components are known to fail together, which rules that are mostly alone say little against.
   */
  odds(rule: string, inside: readonly string[], isKnown: boolean): number {
    const there = inside.length === 0 ? 1 : Math.max(...inside.map((one) => this.oddsOf(one)));
    const odds = Math.min(most, this.oddsOf(rule)) * Math.min(1, there);
    return isKnown ? Math.max(1 / most, odds) : odds;
  }

  /** How many times likelier than any rule this one speaks where a failure begins, and not where it is felt; 1 where nobody knows. */
  originOdds(rule: string): number {
    const all = this.uses.get(anyRule);
    if (!all) return 1;
    const usual = partsOf(all);
    const share = (usual.first + nothingSeen.seen) / (usual.first + usual.after + 2 * nothingSeen.seen);
    const own = partsOf(this.uses.get(rule));
    const first = own.first + asIfSeen * share;
    const after = own.after + asIfSeen * (1 - share);
    return Math.min(mostOrigin, Math.max(1 / mostOrigin, first / after / (share / (1 - share))));
  }

  private oddsOf(rule: string): number {
    const usual = shareOf(this.uses.get(anyRule), nothingSeen);
    const own = shareOf(this.uses.get(rule), { share: usual, seen: asIfSeen });
    return own / (1 - own) / (usual / (1 - usual));
  }
}

/** Of a rule's failures in company that is not by chance, how many began before the others, and how many after one. */
function partsOf(use: RuleUse | undefined): { first: number; after: number } {
  const { accompanied = 0, byChance = 0, followed = 0, followedByChance = 0 } = use ?? {};
  const after = Math.max(0, followed - followedByChance);
  return { first: Math.max(0, accompanied - byChance - after), after };
}

/** The share of a rule's failures that have company not by chance. */
function shareOf(use: RuleUse | undefined, guess: { share: number; seen: number }): number {
  const { failures = 0, accompanied = 0, byChance = 0 } = use ?? {};
  const share = (accompanied - byChance + guess.seen * guess.share) / (failures - byChance + guess.seen);
  return Math.min(mostly, Math.max(seldom, share));
}

/** A rule that speaks in a failure, at a place where something begins to fail `rate` times an hour. */
export type Spoken = {
  rule: string;
  rate: number;
  /** How near two failures are company, in milliseconds. */
  window: number;
  /** Something else began to fail there before this one. */
  isFollowing: boolean;
};

/** A component's failure as far as company goes: the rules that spoke in it, and whether anything else failed beside it. */
export type Companionship = { component: string; rules: readonly string[]; isAccompanied: boolean };

const nothing = { failures: 0, accompanied: 0, byChance: 0, followed: 0, followedByChance: 0 };

/** Counts company while failures are learnt: one that finds company later is counted as accompanied from then on. */
export class CompanyCount {
  private readonly found = new Map<string, RuleUse>();

  speaks<T extends Companionship>(failure: T, { rule, rate, window, isFollowing }: Spoken): T {
    if (failure.rules.includes(rule) || failure.rules.length >= mostRules) return failure;
    const chanceWithin = (time: number) => 1 - Math.exp((-rate * time) / 3_600_000);
    this.add(rule, {
      failures: 1,
      accompanied: failure.isAccompanied ? 1 : 0,
      byChance: chanceWithin(2 * window),
      followed: isFollowing ? 1 : 0,
      followedByChance: chanceWithin(window),
    });
    return { ...failure, rules: [...failure.rules, rule] };
  }

  /** Something else fails beside it. */
  accompanies<T extends Companionship>(failure: T): T {
    if (failure.isAccompanied) return failure;
    for (const rule of failure.rules) this.add(rule, { ...nothing, accompanied: 1 });
    return { ...failure, isAccompanied: true };
  }

  counted(): RuleUse[] {
    return [...this.found.values()];
  }

  private add(rule: string, more: Omit<RuleUse, "rule">): void {
    for (const key of [rule, anyRule]) {
      const use = this.found.get(key) ?? { rule: key, ...nothing };
      this.found.set(key, {
        rule: key,
        failures: use.failures + more.failures,
        accompanied: use.accompanied + more.accompanied,
        byChance: use.byChance + more.byChance,
        followed: use.followed + more.followed,
        followedByChance: use.followedByChance + more.followedByChance,
      });
    }
  }
}

/** Of a failure in which everything speaks, so many rules are remembered. */
const mostRules = 30;
