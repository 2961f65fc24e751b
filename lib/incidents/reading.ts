/** What placing alerts has to know: who is in which incident, what each alert is about, which incidents may gain it. */
import { and, count, eq, gt, gte, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { incident, incidentAlert, incidentKey } from "#db/schema/incidents";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { gravity } from "#lib/signals/model";
import type { AlertRow } from "#lib/signals/store";
import { Board } from "./board";
import type { PlacedPartner, Seeker } from "./choice";
import { failingKinds, failureRates, partnersOf } from "./failures";
import {
  type ComponentKeys,
  componentKeys,
  componentOf,
  keyOf,
  placed,
  ruleOf,
  seriesOf,
  serviceKeys,
  serviceNameOf,
} from "./identity";
import { changingLabels } from "./label-use";
import { mapViews } from "./map-view";
import type { Habits } from "./pauses";
import { reopenWithin, type Working } from "./working";

/** An alert's place in an incident. */
export type Membership = { id: number; incidentId: number; toldStart: string | null };

/** The incidents alerts are in now, by alert. */
export async function membersOf(tx: Ctx, alertIds: number[]): Promise<Map<number, Membership>> {
  if (alertIds.length === 0) return new Map();
  const rows = await tx.db
    .select({
      id: incidentAlert.id,
      alertId: incidentAlert.alertId,
      incidentId: incidentAlert.incidentId,
      toldStart: incidentAlert.toldStart,
    })
    .from(incidentAlert)
    .where(and(inArray(incidentAlert.alertId, alertIds), isNull(incidentAlert.leftAt)));
  return new Map(rows.map(({ alertId, ...place }) => [alertId, place]));
}

/** Incidents in hand, by id, with the tickets that carry them. */
export async function inHand(tx: Ctx, ids: number[]): Promise<Map<number, Working>> {
  if (ids.length === 0) return new Map();
  const { id, source, externalId, status, priority } = ticket;
  const rows = await tx.db
    .select({ incident, ticket: { id, source, externalId, status, priority } })
    .from(incident)
    .leftJoin(ticket, eq(ticket.id, incident.ticketId))
    .where(inArray(incident.id, [...new Set(ids)]));
  return new Map(
    rows.map(({ incident: row, ticket: carrying }) => [
      row.id,
      { row, loaded: { ...row }, ticket: carrying, joined: [], notes: [] },
    ]),
  );
}

/** An alert that looks for its incident. */
export type Seeking = { alert: AlertRow; seeker: Seeker };

/** What each alert is about; the gravest come first, then in the order in which they began. */
export async function seekersOf(
  tx: Ctx,
  { source, sourceName }: { source: string; sourceName: string },
  alerts: AlertRow[],
  habits: Habits,
): Promise<Seeking[]> {
  const told = alerts.map((alert) => {
    const component = componentOf(alert);
    return { alert, component: { ...component, keys: componentKeys(component) } };
  });
  const keysAt = (place: keyof ComponentKeys) => told.flatMap(({ component }) => component.keys[place] ?? []);
  const scopes = [...new Set(keysAt("scope"))];
  // None of these waits for another: they are asked together.
  const [changing, beside, rates, views] = await Promise.all([
    changingLabels(
      tx,
      source,
      alerts.map(({ name }) => name),
    ),
    failingKinds(tx, { scopes, own: keysAt("kind"), at: tx.now() }),
    failureRates(tx, [...scopes, ...keysAt("component")], tx.now()),
    mapViews(tx),
  ]);
  const about = told.map(({ alert, component }) => {
    const series = seriesOf(alert, changing.get(alert.name) ?? new Set());
    return {
      alert,
      component,
      series: { ...series, key: keyOf("series", series.shared) },
    };
  });
  const keys = new Set(
    about.flatMap(({ component, series }) => [series.key, component.keys.kind ?? series.key]),
  );
  const partners = await partnersOf(tx, { keys: [...keys], beside, at: tx.now() });
  const partnersAt = ({ keys: { kind, scope } }: { keys: ComponentKeys }): PlacedPartner[] =>
    (partners.get(kind ?? "") ?? []).map((one) => ({ ...one, place: placed(one.key, scope) }));
  const partnersInSeries = (key: string): PlacedPartner[] =>
    (partners.get(key) ?? []).map((one) => ({ ...one, place: one.key }));
  const againOf = (component: string | null) => {
    const rate = rates.get(component ?? "");
    return rate === undefined ? null : (gap: number) => habits.sameOdds("again", gap, rate);
  };
  return about
    .map(({ alert, component, series }) => ({
      alert,
      seeker: {
        at: alert.startsAt,
        group: alert.groupKey
          ? {
              key: keyOf("group", { source, group: alert.groupKey }),
              name: `${sourceName} ${alert.groupKey}`,
            }
          : null,
        component: {
          ...component,
          again: againOf(component.keys.component),
        },
        series,
        partners: [...partnersAt(component), ...partnersInSeries(series.key)],
        rule: ruleOf(alert),
        rate: rates.get(component.keys.scope ?? "") ?? null,
        map: views?.(serviceNameOf(component.what)) ?? null,
      },
    }))
    .sort(
      (a, b) =>
        gravity(b.alert.severity) - gravity(a.alert.severity) ||
        a.alert.startsAt.getTime() - b.alert.startsAt.getTime(),
    );
}

/** The keys by which later alerts find the incident of this one. */
export function keysOf({ group, component, series, rule }: Seeker): string[] {
  const service = serviceNameOf(component.what);
  return [
    series.key,
    rule,
    group?.key ?? null,
    component.keys.component,
    component.keys.scope,
    ...(service ? serviceKeys(service) : []),
  ].filter((key) => key !== null);
}

/** The incidents that may gain one of `seekers`; they are put into `hand`. */
export async function readBoard(
  tx: Ctx,
  seekers: readonly Seeking[],
  hand: Map<number, Working>,
  more: readonly string[],
): Promise<Board> {
  const keys = new Set(more);
  for (const { seeker } of seekers) {
    // The rule says something of an incident that is found, and finds none.
    for (const key of keysOf(seeker)) if (key !== seeker.rule) keys.add(key);
    for (const { place } of seeker.partners) keys.add(place);
    for (const key of seeker.map?.connected ?? []) keys.add(key);
  }
  // A place has had thousands of incidents: those that are over for good are left where they are.
  const since = new Date(tx.now().getTime() - reopenWithin);
  const near = await tx.db
    .select({
      key: incidentKey.key,
      incidentId: incidentKey.incidentId,
      lastAt: incidentKey.lastAt,
    })
    .from(incidentKey)
    .innerJoin(incident, eq(incident.id, incidentKey.incidentId))
    .where(
      and(
        sql`${incidentKey.key} = any(${sql.param([...keys])}::text[])`,
        ne(incident.status, "merged"),
        or(isNull(incident.resolvedAt), gt(incident.resolvedAt, since)),
      ),
    );
  const missing = near.map(({ incidentId }) => incidentId).filter((id) => !hand.has(id));
  for (const [id, working] of await inHand(tx, missing)) hand.set(id, working);
  return new Board([...near, ...(await aboutIncidents(tx, near))]);
}

/** What those incidents are about and where, which the map of services is asked with, and the rules that spoke in them. */
async function aboutIncidents(tx: Ctx, near: readonly { key: string; incidentId: number }[]) {
  const ids = [...new Set(near.map(({ incidentId }) => incidentId))];
  if (ids.length === 0) return [];
  const { key, incidentId, lastAt } = incidentKey;
  const rows = await tx.db
    .select({ key, incidentId, lastAt })
    .from(incidentKey)
    .where(
      and(
        inArray(incidentId, ids),
        sql`(${key} like 'service:%' or ${key} like 'scope:%' or ${key} like 'rule:%')`,
      ),
    );
  const read = new Set(near.map((one) => `${one.incidentId} ${one.key}`));
  return rows.filter((one) => !read.has(`${one.incidentId} ${one.key}`));
}

/** How many incidents alerts of `source` opened within `window` milliseconds. */
export async function openedLately(tx: Ctx, source: string, window: number): Promise<number> {
  const since = new Date(tx.now().getTime() - window);
  const [row] = await tx.db
    .select({ opened: count() })
    .from(incident)
    .where(and(eq(incident.source, source), gte(incident.openedAt, since)));
  return row?.opened ?? 0;
}
