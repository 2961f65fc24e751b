/** What an export would become here: schedules and chains with this team's people, and what cannot come along. */
import type { Foreign, ForeignChain, ForeignSchedule, Left } from "./foreign";
import { isGrafana, readGrafana } from "./grafana";
import { isOpsgenie, readOpsgenie } from "./opsgenie";
import { isPagerDuty, readPagerDuty } from "./pagerduty";

export type Staff = { id: string; name: string; email: string };
export type Plan = {
  system: string;
  /** Null: nobody here has the address or the name. */
  people: { name: string; email: string | null; userId: string | null }[];
  schedules: ForeignSchedule[];
  /** A target names a person's account, or a schedule by its ref. */
  chains: ForeignChain[];
  left: Left[];
};

/** Reads an export; null when it is of no system known here. */
export function planOf(text: string, staff: readonly Staff[], taken: readonly string[]): Plan | null {
  const foreign = foreignOf(text);
  if (!foreign) return null;
  const left = [...foreign.left];
  const accounts = new Map(
    [...foreign.people].map(([ref, person]) => [ref, accountOf(person, staff)?.id ?? null]),
  );
  const account = (ref: string) => accounts.get(ref) ?? null;
  for (const [ref, { name }] of foreign.people)
    if (account(ref) === null)
      left.push({ what: name, why: "Nobody here has this address or name: their turns are left to nobody." });
  const isNew = ({ name }: { name: string }) => {
    if (!taken.includes(name)) return true;
    left.push({ what: name, why: "There is one of this name already." });
    return false;
  };
  const schedules = foreign.schedules.filter(isNew).map((schedule) => ({
    ...schedule,
    layers: schedule.layers.map((layer) => ({
      ...layer,
      turns: layer.turns.map((turn) => turn.flatMap((ref) => account(ref) ?? [])),
    })),
    overrides: schedule.overrides.flatMap(({ person, ...times }) => {
      const userId = account(person);
      return userId ? [{ ...times, person: userId }] : [];
    }),
  }));
  const known = new Set(schedules.map(({ ref }) => ref));
  const chains = foreign.chains.filter(isNew).flatMap((chain) => {
    const steps = chain.steps.flatMap(({ wait, targets }) => {
      const kept = targets.flatMap((target) => {
        const ref =
          target.kind === "person" ? account(target.ref) : known.has(target.ref) ? target.ref : null;
        if (ref !== null) return [{ ...target, ref }];
        left.push({
          what: `${chain.name}, ${target.name}`,
          why: "It has no counterpart here and is not called.",
        });
        return [];
      });
      return kept.length > 0 ? [{ wait, targets: kept }] : [];
    });
    if (steps.length > 0) return [{ ...chain, steps: steps.slice(0, 20) }];
    left.push({ what: chain.name, why: "None of its levels calls anybody who is here." });
    return [];
  });
  const people = [...foreign.people].map(([ref, person]) => ({ ...person, userId: account(ref) }));
  return { system: foreign.system, people, schedules, chains, left: distinct(left) };
}

function foreignOf(text: string): Foreign | null {
  const data = jsonOf(text);
  if (!data) return null;
  if (isGrafana(data)) return readGrafana(data);
  if (isPagerDuty(data)) return readPagerDuty(data);
  return isOpsgenie(data) ? readOpsgenie(data) : null;
}

function jsonOf(text: string): Record<string, unknown> | null {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === "object" && data !== null && !Array.isArray(data) ? { ...data } : null;
  } catch {
    return null;
  }
}

/** By address; by name only where one person alone has it. */
function accountOf(
  { name, email }: { name: string; email: string | null },
  staff: readonly Staff[],
): Staff | null {
  const byAddress = email && staff.find((one) => one.email.toLowerCase() === email.trim().toLowerCase());
  if (byAddress) return byAddress;
  const named = staff.filter((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  return named.length === 1 ? (named[0] ?? null) : null;
}

function distinct(left: readonly Left[]): Left[] {
  return [...new Map(left.map((one) => [`${one.what} ${one.why}`, one])).values()];
}
