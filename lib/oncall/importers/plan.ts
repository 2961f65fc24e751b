/** What an export would become here: schedules and chains with this team's people, and what cannot come along. */
import type { z } from "zod";
import { SaveChainInput, SaveScheduleInput } from "../inputs";
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
  const fits = (name: string, { error }: z.ZodSafeParseResult<unknown>) => {
    if (error) left.push({ what: name, why: error.issues[0]?.message ?? "It is not valid." });
    return !error;
  };
  const withAccounts = foreign.schedules.filter(isNew).map((schedule) => ({
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
  const schedules = withAccounts.filter((one) => fits(one.name, SaveScheduleInput.safeParse(asNew(one))));
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
      return kept.length > 0 ? [{ wait: Math.min(24 * 60, Math.max(1, wait)), targets: kept }] : [];
    });
    const planned = { ...chain, steps };
    if (steps.length === 0)
      left.push({ what: chain.name, why: "None of its levels calls anybody who is here." });
    else if (fits(chain.name, SaveChainInput.safeParse(newChain(planned, "", () => 1)))) return [planned];
    return [];
  });
  const people = [...foreign.people].map(([ref, person]) => ({ ...person, userId: account(ref) }));
  return { system: foreign.system, people, schedules, chains, left: distinct(left) };
}

/** A schedule of a plan as the command takes it. */
export function asNew({ name, description, timeZone, layers }: ForeignSchedule) {
  return { id: null, version: null, name, description, timeZone, layers };
}

/** A chain of a plan as the command takes it; a schedule that is not there is not called. */
export function newChain(
  { name, repeats, steps }: ForeignChain,
  lastResort: string,
  idOf: (scheduleRef: string) => number | undefined,
) {
  const made = steps.map(({ wait, targets }) => ({
    wait,
    targets: targets.flatMap(({ kind, ref }): { kind: "person" | "schedule"; id: string }[] => {
      if (kind === "person") return [{ kind, id: ref }];
      const id = idOf(ref);
      return id === undefined ? [] : [{ kind: "schedule", id: String(id) }];
    }),
  }));
  return { id: null, version: null, name, repeats, lastResort, steps: made };
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
