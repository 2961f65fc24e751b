/** Brings alerts to their incidents: who stays where it is, who joins which for what reason, who opens one. */
import type { Ctx } from "#lib/platform/context";
import type { AlertRow } from "#lib/signals/store";
import type { AlertStep } from "#lib/signals/telling";
import { isActive } from "#lib/tickets/model";
import type { Board } from "./board";
import { type Choice, choose } from "./choice";
import { companyOf } from "./company-use";
import { learnFailures } from "./failure-learning";
import { failureRates } from "./failures";
import { componentKeys, componentOf, ruleOf } from "./identity";
import { learnLabels } from "./label-use";
import { habitsOf } from "./pause-use";
import type { Habits } from "./pauses";
import { inHand, keysOf, type Membership, membersOf, openedLately, readBoard, seekersOf } from "./reading";
import { hasBeenQuiet, resolveNow } from "./resolving";
import {
  type AlertSender,
  fallSilent,
  join,
  newIncident,
  reopenWithin,
  type Spoken,
  type Working,
  wake,
} from "./working";
import { type Leaving, type Placed, writeDown } from "./writing";

/** An alert of a batch: as it was, as it is now, and what was told of it in between. */
export type Heard = { row: AlertRow; before: AlertRow | null; steps: AlertStep[] };

/** So many incidents of one source within `stormWindow` are a storm: what comes on top joins one incident. */
const stormAt = 200;
const stormWindow = 5 * 60_000;

/**
 * Places the alerts of one batch and writes everything that follows from it; the caller holds the lock that lets one
 * batch do so at a time.
 */
export async function placeAlerts(
  tx: Ctx,
  sender: AlertSender,
  heard: Heard[],
): Promise<Map<number, Placed>> {
  const [members, habits] = await Promise.all([
    membersOf(
      tx,
      heard.map(({ row }) => row.id),
    ),
    habitsOf(tx),
  ]);
  const hand = await inHand(
    tx,
    [...members.values()].map(({ incidentId }) => incidentId),
  );
  const rates = await ratesOf(
    tx,
    heard.filter((one) => isBack(one) && members.has(one.row.id)),
  );
  const staysOver = (row: AlertRow, gap: number) => {
    const rate = rates.get(row.id);
    return gap > reopenWithin || (rate !== undefined && habits.sameOdds("return", gap, rate) < 1);
  };
  const spoken: Spoken[] = [];
  const leaving: Leaving[] = [];
  const seeking: AlertRow[] = [];
  const homes = new Map<number, Home>();
  for (const one of heard) {
    const member = members.get(one.row.id);
    const working = member && hand.get(member.incidentId);
    if (member && working && !(await isOutlived(tx, one, working, staysOver))) {
      const remain = () => {
        const start = stay(one, member, working);
        if (start) spoken.push({ alert: one.row, working, start });
      };
      // Its incident is over: where another one goes on that it fits, it belongs there.
      if (one.row.state !== "firing" || working.row.status !== "resolved") remain();
      else {
        const leave = () => leaving.push({ memberId: member.id, at: tx.now() });
        homes.set(one.row.id, { incidentId: member.incidentId, remain, leave });
        seeking.push(one.row);
      }
    } else if (one.row.state === "firing") {
      if (member) leaving.push({ memberId: member.id, at: tx.now() });
      seeking.push(one.row);
    }
  }
  const board = seeking.length > 0 ? await seek(tx, sender, { alerts: seeking, homes, habits }, hand) : null;
  await learn(tx, sender, heard);
  return writeDown(tx, sender, { working: [...hand.values()], members, spoken, leaving, board });
}

/** The incident an alert belonged to when it was resolved: it opens again unless the alert leaves it for one that goes on. */
type Home = { incidentId: number; remain: () => void; leave: () => void };

/** It fires, and began to within this batch. */
function isBack({ row, steps }: Heard): boolean {
  return row.state === "firing" && steps.includes("began");
}

/** How often the component of each alert fails, an hour; those that were not watched for a day are left out. */
async function ratesOf(tx: Ctx, heard: readonly Heard[]): Promise<Map<number, number>> {
  const components = heard.flatMap(({ row }) => {
    const { component } = componentKeys(componentOf(row));
    return component ? [{ alertId: row.id, component }] : [];
  });
  const known = await failureRates(
    tx,
    components.map(({ component }) => component),
    tx.now(),
  );
  return new Map(
    components.flatMap(({ alertId, component }): [number, number][] => {
      const rate = known.get(component);
      return rate === undefined ? [] : [[alertId, rate]];
    }),
  );
}

/**
 * True when the incident of an alert that fires anew is over for good: it ended too long ago, or so that a new failure of
 * what fails this often is likelier than that the old one came back. One whose quiet time has passed is resolved first.
 */
async function isOutlived(
  tx: Ctx,
  one: Heard,
  working: Working,
  staysOver: (row: AlertRow, gap: number) => boolean,
): Promise<boolean> {
  if (!isBack(one)) return false;
  const { row } = one;
  if (hasBeenQuiet(working.row, row.startsAt)) await resolveNow(tx, working);
  const { status, resolvedAt } = working.row;
  if (status !== "resolved") return false;
  return staysOver(row, row.startsAt.getTime() - (resolvedAt?.getTime() ?? 0));
}

/** Which firing the ticket is to hear of, of an alert that stays in its incident; null for none. */
function stay({ row, before, steps }: Heard, { toldStart }: Membership, working: Working): string | null {
  const wasFiring = before?.state === "firing";
  const isFiring = row.state === "firing";
  if (wasFiring !== isFiring) working.row.firing += isFiring ? 1 : -1;
  if (!isFiring) {
    if (working.row.firing === 0 && row.endsAt) fallSilent(working, row.endsAt);
    return null;
  }
  const isReopened = working.row.status === "resolved";
  if (!wasFiring || isReopened) wake(working, row.startsAt);
  const isFinished = working.ticket !== null && !isActive(working.ticket.status);
  if (isReopened || isFinished) return row.startsAt.toISOString();
  return steps.includes("reworded") ? toldStart : null;
}

/** Finds each alert its incident, or opens one; later ones of the batch find what earlier ones opened. */
async function seek(
  tx: Ctx,
  sender: AlertSender,
  { alerts, homes, habits }: { alerts: AlertRow[]; homes: ReadonlyMap<number, Home>; habits: Habits },
  hand: Map<number, Working>,
): Promise<Board> {
  const seekers = await seekersOf(tx, sender, alerts, habits);
  const [board, before] = await Promise.all([
    readBoard(tx, seekers, hand, [stormKey(sender.source)]),
    openedLately(tx, sender.source, stormWindow),
  ]);
  const company = await companyOf(tx, [...seekers.map(({ seeker }) => seeker.rule), ...board.rules]);
  let opened = before;
  for (const { alert, seeker } of seekers) {
    const home = homes.get(alert.id);
    const found = choose(seeker, board, company);
    if (home && (!found || found.incidentId === home.incidentId || isOver(hand.get(found.incidentId)))) {
      home.remain();
      for (const key of keysOf(seeker)) board.put(key, home.incidentId, seeker.at);
      continue;
    }
    home?.leave();
    const choice = found ?? stormChoice(sender.source, opened, board);
    const known = choice && hand.get(choice.incidentId);
    const working = known ?? newIncident(-hand.size - 1, alert, sender, tx.now());
    if (!known) {
      hand.set(working.row.id, working);
      opened += 1;
    }
    const isFinished = working.ticket !== null && !isActive(working.ticket.status);
    const speaks = working.row.status === "resolved" || isFinished;
    join(working, alert, choice && known ? choice.reason : { rule: "first" }, speaks);
    const storm = opened > stormAt ? [stormKey(sender.source)] : [];
    for (const key of [...keysOf(seeker), ...storm]) board.put(key, working.row.id, seeker.at);
  }
  return board;
}

function isOver(working: Working | undefined): boolean {
  return working?.row.status === "resolved";
}

function stormChoice(source: string, opened: number, board: Board): Choice | null {
  const place = opened > stormAt ? board.places.get(stormKey(source))?.at(-1) : undefined;
  return place ? { incidentId: place.incidentId, reason: { rule: "storm", of: opened } } : null;
}

/** Where what a source sends in a storm comes together. */
function stormKey(source: string): string {
  return `storm:${source}`;
}

async function learn(tx: Ctx, { source }: AlertSender, heard: readonly Heard[]): Promise<void> {
  const fresh = heard.filter(({ before }) => before === null).map(({ row }) => row);
  await learnLabels(tx, source, fresh);
  await learnFailures(
    tx,
    heard
      .filter(({ steps }) => steps.includes("began"))
      .map(({ row, before }) => ({
        keys: componentKeys(componentOf(row)),
        rule: ruleOf(row),
        at: row.startsAt,
        endedBefore: before?.endsAt ?? null,
      })),
  );
}
