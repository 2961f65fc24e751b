/** Takes an incident apart by itself where what it holds is likelier of two causes than of one. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { componentPair, incidentAlert } from "#db/schema/incidents";
import { alert } from "#db/schema/signals";
import type { Ctx } from "#lib/platform/context";
import type { ServiceGraph } from "#lib/topology/graph";
import { serviceGraph } from "#lib/topology/queries";
import { type Following, mayBeTwo, type Sign, twoCauses } from "./causes";
import { companyOf } from "./company-use";
import { usesOf } from "./component-use";
import { followingOf, itself } from "./following";
import { componentKeys, componentOf, keyWords, ruleOf, serviceNameIn } from "./identity";
import type { JoinRule } from "./model";
import { ordered, pairKey } from "./pairs";
import { takeOut } from "./rearranging";
import { togetherWithin } from "./relation";

/** An incident that was taken apart: where the alerts went, and what either failure began with. */
export type Divided = { into: number; alertIds: number[]; first: string; second: string };

/** What people, or a source's own group, put together stays together; a storm is nobody's cause. */
const told: ReadonlySet<JoinRule> = new Set(["person", "group", "storm"]);

/**
 * Takes the alerts that fit a second cause out; null where one cause is likely enough, or where it was said that there is
 * one. The caller holds the lock and knows that it goes on.
 */
export async function divide(tx: Ctx, incidentId: number): Promise<Divided | null> {
  const { reason, joinedAt } = incidentAlert;
  const members = await tx.db
    .select({ reason, joinedAt, alert })
    .from(incidentAlert)
    .innerJoin(alert, eq(alert.id, incidentAlert.alertId))
    .where(and(eq(incidentAlert.incidentId, incidentId), isNull(incidentAlert.leftAt)))
    .orderBy(incidentAlert.id);
  if (members.some((member) => told.has(member.reason.rule))) return null;
  const signs = members.flatMap(({ alert: { id, name, labels, startsAt }, joinedAt: heardAt }): Sign[] => {
    const { kind } = componentKeys(componentOf({ labels }));
    return kind
      ? [{ id, kind, at: Math.min(startsAt.getTime(), heardAt.getTime()), rule: ruleOf({ name }) }]
      : [];
  });
  if (!mayBeTwo(signs)) return null;
  const company = await companyOf(
    tx,
    signs.map(({ rule }) => rule),
  );
  const found = twoCauses(signs, {
    following: await followingIn(tx, signs),
    originOdds: (rule) => company.originOdds(rule),
  });
  if (!found || found.ofSecond.length === members.length) return null;
  const [first, second] = [keyWords(found.first), keyWords(found.second)];
  const { into } = await takeOut(
    tx,
    { incidentId, alertIds: found.ofSecond },
    { reason: { rule: "apart", with: second, than: first }, told: { first, second }, actorName: "Vigil" },
  );
  return { into, alertIds: found.ofSecond, first, second };
}

/** How often what fails now followed each other before. */
async function followingIn(
  tx: Ctx,
  signs: readonly Sign[],
): Promise<(kind: string, origin: string) => Following> {
  const began = new Map<string, number>();
  for (const { kind, at } of signs) began.set(kind, Math.min(at, began.get(kind) ?? at));
  const kinds = [...began.keys()];
  const list = sql`${sql.param(kinds)}::text[]`;
  const rows = await tx.db
    .select()
    .from(componentPair)
    .where(and(sql`${componentPair.first} = any(${list})`, sql`${componentPair.second} = any(${list})`));
  const pairs = new Map(rows.map((row) => [pairKey(row), row]));
  const uses = await usesOf(tx, kinds);
  const graph = (await serviceGraph(tx))?.graph ?? null;
  const places = new Map(kinds.map((kind) => [kind, graph && placeOf(graph, kind)]));
  return (kind, origin) => {
    const [own, other] = [places.get(kind) ?? null, places.get(origin) ?? null];
    const pair = pairs.get(pairKey(ordered(kind, origin)));
    if (kind === origin || (own !== null && own === other) || (pair?.verdict ?? 0) > 0) return itself;
    const { together = 0, inOrder = 0 } = pair ?? {};
    const later = (began.get(kind) ?? 0) - (began.get(origin) ?? 0);
    // That they fail now was counted when the later of them began.
    const isNow = later >= 0 && later <= togetherWithin;
    const after = (pair?.first === origin ? inOrder : together - inOrder) - (isNow ? 1 : 0);
    return followingOf({
      after: Math.max(0, after),
      failures: Math.max(0, (uses.get(origin)?.failures ?? 0) - 1),
      calls: graph && own !== null && other !== null ? graph.calls(own, other) : undefined,
    });
  };
}

function placeOf(graph: ServiceGraph, kind: string): number | null {
  const service = serviceNameIn(kind);
  return (service && graph.find(service)[0]) ?? null;
}
