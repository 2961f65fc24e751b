/** Who is on call: layers over each other, overrides over all of them, and gaps where nobody is. Pure. */
import type { Layer, Override, ScheduleRules, Shift } from "./model";
import { cutTo, joined, openTimes, type Span, type Turn, turnsOf, without } from "./rotation";

/** Who can be called at all; somebody whose account is disabled leaves a gap that a lower layer fills. */
export type IsReachable = (userId: string) => boolean;
const everybody: IsReachable = () => true;

/**
 * The shifts from one instant to another: in order, one after the other without a hole, nobody in a gap. Neighbours with
 * the same people are one.
 */
export function shiftsOf(schedule: ScheduleRules, from: Date, to: Date, isReachable = everybody): Shift[] {
  const within = { from: from.getTime(), to: to.getTime() };
  if (within.to <= within.from) return [];
  const layers = schedule.layers.map((layer) => layerTurns(layer, schedule, within, isReachable));
  const overrides = schedule.overrides
    .filter(({ userId }) => isReachable(userId))
    .map((override) => ({ override, ...spanOf(override) }));
  const edges = [...layers.flat(), ...overrides].flatMap((span) => [span.from, span.to]);
  const cuts = [within.from, ...edges.filter((at) => at > within.from && at < within.to), within.to];
  const instants = [...new Set(cuts)].sort((a, b) => a - b);
  const topmost = topmostOf(layers);
  const shifts: Shift[] = [];
  for (const [index, at] of instants.slice(0, -1).entries()) {
    const active = overrides.filter((one) => one.from <= at && at < one.to).map(({ override }) => override);
    const who = withOverrides(topmost(at), active);
    const last = shifts.at(-1);
    const endsAt = new Date(instants[index + 1] ?? within.to);
    if (last && isSame(last, who)) last.endsAt = endsAt;
    else shifts.push({ startsAt: new Date(at), endsAt, ...who });
  }
  return shifts;
}

/** The shifts of each layer alone, as the schedule's page draws them; gaps left out. */
export function layerShifts(
  schedule: ScheduleRules,
  from: Date,
  to: Date,
  isReachable = everybody,
): Shift[][] {
  const within = { from: from.getTime(), to: to.getTime() };
  return schedule.layers.map((layer, place) =>
    layerTurns(layer, schedule, within, isReachable).map((turn) => ({
      startsAt: new Date(turn.from),
      endsAt: new Date(turn.to),
      userIds: [...turn.userIds],
      from: place,
    })),
  );
}

/** Who is on call at an instant, until when, and who follows; `next` is null when nobody does within a year. */
export function onCallAt(
  schedule: ScheduleRules,
  at: Date,
  isReachable = everybody,
): { now: Shift; next: Shift | null } {
  let now = gap(at, at);
  // Most rotations change within a week or two; a yearly one need not be drawn up for everybody who asks.
  for (const days of [15, 60, 370]) {
    const shifts = shiftsOf(schedule, at, new Date(at.getTime() + days * 86_400_000), isReachable);
    now = shifts[0] ?? now;
    const next = shifts.slice(1).find(({ userIds }) => userIds.length > 0);
    if (next) return { now, next };
  }
  return { now, next: null };
}

function gap(startsAt: Date, endsAt: Date): Shift {
  return { startsAt, endsAt, userIds: [], from: null };
}

function layerTurns(layer: Layer, schedule: ScheduleRules, within: Span, isReachable: IsReachable): Turn[] {
  const { timeZone, holidays } = schedule;
  const resting = layer.restsOnHolidays ? joined(cutTo(holidays.map(spanOf), within)) : [];
  const open = without(openTimes(layer.windows, timeZone, within), resting);
  return turnsOf(layer, timeZone, within).flatMap((turn) => {
    const userIds = turn.userIds.filter(isReachable);
    return userIds.length === 0 ? [] : cutTo(open, turn).map((span) => ({ ...span, userIds }));
  });
}

/**
 * The highest layer that has somebody counts; one that has nobody at the time hides none below it. To be asked of one
 * instant after the other.
 */
function topmostOf(layers: readonly Turn[][]): (at: number) => Pick<Shift, "userIds" | "from"> {
  const seekers = layers.map((turns) => {
    let place = 0;
    return (at: number) => {
      while ((turns[place]?.to ?? Number.POSITIVE_INFINITY) <= at) place++;
      const turn = turns[place];
      return turn && turn.from <= at ? turn : null;
    };
  });
  return (at) => {
    const turns = seekers.map((seek) => seek(at));
    const from = turns.findLastIndex((turn) => turn !== null);
    const turn = turns[from];
    return turn ? { userIds: [...turn.userIds], from } : { userIds: [], from: null };
  };
}

/** In the order they were made: who takes everything takes it from earlier ones too. */
function withOverrides(
  who: Pick<Shift, "userIds" | "from">,
  active: readonly Override[],
): Pick<Shift, "userIds" | "from"> {
  return active.reduce((before, { userId, replaces }) => {
    if (replaces === null) return { userIds: [userId], from: "override" as const };
    if (!before.userIds.includes(replaces)) return before;
    const others = before.userIds.filter((one) => one !== replaces && one !== userId);
    return { userIds: [...others, userId], from: "override" as const };
  }, who);
}

function spanOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Span {
  return { from: startsAt.getTime(), to: endsAt.getTime() };
}

function isSame(a: Pick<Shift, "userIds" | "from">, b: Pick<Shift, "userIds" | "from">): boolean {
  return (
    a.from === b.from &&
    a.userIds.length === b.userIds.length &&
    a.userIds.every((id, n) => id === b.userIds[n])
  );
}
