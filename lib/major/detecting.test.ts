/** What counts as usual when customers write: those who name what alerts fire for, and what a desk knew before the watch began. */
import { randomBytes } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { expect } from "vitest";
import { incidentTicket } from "#db/schema/incidents";
import { customerReport } from "#db/schema/major";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvents } from "#lib/tickets/commands";
import { detectMajor } from "./detecting";
import { readPast } from "./reports";

const minute = 60_000;
const day = 24 * 60 * minute;
let tests = 0;

const word = () => Array.from(randomBytes(8), (byte) => String.fromCharCode(97 + (byte % 26))).join("");
/** A message that says what no other says. */
const unlike = () => `${word()} ${word()} ${word()}`;

/** Years from the other tests of this database: what one of them writes is nothing to another. */
function machineOf(db: Ctx["db"]) {
  let now = Date.parse("2031-03-03T10:00:00Z") + tests++ * 400 * day;
  const machine: Ctx = { ...systemCtx("major", db), now: () => new Date(now) };
  const write = async (company: string, body: string, { service = null as string | null, at = now } = {}) => {
    const id = unique();
    const [recorded] = await recordEvents(machine, {
      events: [
        {
          source: "webhook",
          externalId: id,
          ticketExternalId: id,
          kind: "customer_message",
          at: new Date(at),
          actorKind: "customer",
          actorName: "Nora Wells",
          body,
          ticket: { kind: "request", subject: body.slice(0, 60), service },
          customer: { externalId: company, name: "Nora Wells", company },
        },
      ],
    });
    return recorded?.ticketId ?? 0;
  };
  const pass = (minutes: number) => {
    now += minutes * minute;
  };
  return { machine, write, pass, now: () => now };
}

test("others who met the same error code before do not hide customers who name what alerts fire for", async ({
  db,
}) => {
  const { machine, write, pass, now } = machineOf(db);
  const down = `zq${word()}`;
  const background = unique();
  for (const what of ["portal", "shop", "console", "import", "backup", "gateway"])
    await write(background, `HTTP 502 from our own ${what}${word()}`);
  pass(6);
  for (let n = 0; n < 30; n++) await write(background, unlike());
  await detectMajor(machine);
  const placed = await fail(machine, down, now());
  pass(1);
  for (let n = 0; n < 3; n++)
    await write(unique("company"), `${down} does not answer, we get HTTP 502 from ${down}`);
  expect(await detectMajor(machine)).toMatchObject([{ incidentId: placed, service: down }]);
});

test("who names a service that fails belongs to its incident, whatever common words point to and however alike others are", async ({
  db,
}) => {
  const { machine, write, pass, now } = machineOf(db);
  const [one, other] = [`zq${word()}`, `zv${word()}`];
  // Every such message of the last weeks was filed under the other service: its words point there.
  for (let n = 0; n < 12; n++)
    await write(unique(), `cannot reach it, every request ends with a gateway error ${word()}`, {
      service: other,
      at: now() - (n + 1) * day,
    });
  for (let n = 0; n < 40; n++) await write(unique(), unlike(), { at: now() - (n + 8) * 7 * 60 * minute });
  await readPast(machine);
  const incidents = [await fail(machine, one, now()), await fail(machine, other, now())];
  pass(1);
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
  const { machine, write, now } = machineOf(db);
  const service = unique("compute");
  const history: number[] = [];
  for (let n = 0; n < 60; n++)
    history.push(
      await write(unique(), unlike(), {
        service,
        at: now() - (1 + (n % 20)) * day - n * 11 * minute,
      }),
    );

  await readPast(machine);
  const [kept] = await db
    .select()
    .from(customerReport)
    .where(eq(customerReport.ticketId, history[0] ?? 0));
  expect(kept?.terms.length).toBeGreaterThan(0);
  for (let n = 0; n < 15; n++) await write(unique(), unlike());
  for (const what of ["quota of graphics cards", "server hangs since noon", "image list empty"])
    await write(unique("company"), `${what} ${word()}`, { service });
  expect(await detectMajor(machine)).toEqual([]);
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
