/** What counts as usual when customers write: those who name what alerts fire for, and what a desk knew before the watch began. */
import { eq, inArray } from "drizzle-orm";
import { expect } from "vitest";
import { incidentTicket } from "#db/schema/incidents";
import { customerReport } from "#db/schema/major";
import { recordAlerts } from "#lib/incidents/record-alerts";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { detectMajor } from "./detecting";
import { liveIncidents } from "./live-incidents";
import { pastReader } from "./report-intake";
import { day, environmentOf, newMessage, newWord } from "./testing/environment";

test("others who met the same error code before do not hide customers who name what alerts fire for", async ({
  db,
}) => {
  const { machine, write, later, now } = environmentOf(db);
  const down = `zq${newWord()}`;
  const background = unique();
  for (const what of ["portal", "shop", "console", "import", "backup", "gateway"])
    await write(background, `HTTP 502 from our own ${what}${newWord()}`);
  later(6);
  for (let n = 0; n < 30; n++) await write(background, newMessage());
  await detectMajor(machine);
  const placed = await fail(machine, down, now());
  later(1);
  for (let n = 0; n < 3; n++)
    await write(unique("company"), `${down} does not answer, we get HTTP 502 from ${down}`);
  expect(await detectMajor(machine)).toMatchObject([{ incidentId: placed, service: down }]);
});

test("who names a service that fails belongs to its incident, whatever common words point to and however alike others are", async ({
  db,
}) => {
  const { machine, write, later, now } = environmentOf(db);
  const [one, other] = [`zq${newWord()}`, `zv${newWord()}`];
  // Every such message of the last weeks was filed under the other service: its words point there.
  for (let n = 0; n < 12; n++)
    await write(unique(), `cannot reach it, every request ends with a gateway error ${newWord()}`, {
      service: other,
      at: now() - (n + 1) * day,
    });
  for (let n = 0; n < 40; n++) await write(unique(), newMessage(), { at: now() - (n + 8) * 7 * 60 * 60_000 });
  await pastReader()(machine);
  const incidents = [await fail(machine, one, now()), await fail(machine, other, now())];
  later(1);
  const wrote: number[][] = [[], []];
  for (let n = 0; n < 4; n++)
    for (const [place, service] of [one, other].entries()) {
      const text = `cannot reach ${service}, every request ends with a gateway error`;
      wrote[place]?.push(await write(unique("company"), text));
      await detectMajor(machine);
    }
  const placed = await db.select().from(incidentTicket).where(inArray(incidentTicket.ticketId, wrote.flat()));
  for (const [place, incidentId] of incidents.entries())
    expect(
      placed
        .filter((row) => row.incidentId === incidentId)
        .map(({ ticketId }) => ticketId)
        .sort((a, b) => a - b),
      `incident ${place}`,
    ).toEqual(wrote[place]);
});

test("what came in before the watch began counts as usual: in a busy hour three customers of a large service are no burst", async ({
  db,
}) => {
  const { machine, write, now } = environmentOf(db);
  const service = unique("compute");
  const history: number[] = [];
  for (let n = 0; n < 60; n++)
    history.push(
      await write(unique(), newMessage(), {
        service,
        at: now() - (1 + (n % 20)) * day - n * 11 * 60_000,
      }),
    );

  await pastReader()(machine);
  const [kept] = await db
    .select()
    .from(customerReport)
    .where(eq(customerReport.ticketId, history[0] ?? 0));
  expect(kept?.terms.length).toBeGreaterThan(0);
  for (let n = 0; n < 15; n++) await write(unique(), newMessage());
  for (const what of ["quota of graphics cards", "server hangs since noon", "image list empty"])
    await write(unique("company"), `${what} ${newWord()}`, { service });
  expect(await detectMajor(machine)).toEqual([]);
});

test("of the services that fail with one, the words that say what kind of thing they are name nothing", async ({
  db,
}) => {
  const { machine, now } = environmentOf(db);
  const [one, other, kind] = [newWord(), newWord(), newWord()];
  const group = unique("group");
  const alerts = [one, `${other}-${kind}`].map((service) => ({
    fingerprint: service,
    state: "firing" as const,
    name: "HighErrorRate",
    severity: "critical" as const,
    startsAt: new Date(now()),
    endsAt: null,
    labels: { alertname: "HighErrorRate", service },
    annotations: { summary: `${service} answers with errors` },
    generatorUrl: null,
    groupKey: group,
  }));
  const [placed] = await recordAlerts(machine, { source: "prometheus", alerts });
  const incident = (await liveIncidents(machine)).find(({ id }) => id === placed?.incidentId);
  expect(incident?.names).toEqual([one, other].map((word) => word.slice(0, 6)));
});

/** Three alerts of a service fire; returns their incident. */
async function fail(ctx: Ctx, service: string, at: number): Promise<number> {
  const alerts = Array.from({ length: 3 }, (_, n) => ({
    fingerprint: `${service}-${n}`,
    state: "firing" as const,
    name: "HighErrorRate",
    severity: "critical" as const,
    startsAt: new Date(at),
    endsAt: null,
    labels: { alertname: "HighErrorRate", service, cluster: service, pod: `${service}-${n}` },
    annotations: { summary: `${service} answers with errors` },
    generatorUrl: null,
  }));
  const [placed] = await recordAlerts(ctx, { source: "prometheus", alerts });
  return placed?.incidentId ?? 0;
}
