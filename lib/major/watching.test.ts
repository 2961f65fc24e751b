/** What counts as usual when customers write: those who name what alerts fire for, and what a desk knew before the watch began. */
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { symptom } from "#db/schema/major";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvents } from "#lib/tickets/commands";
import { readPast } from "./symptoms";
import { watchForMajor } from "./watching";

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
  const everyday = unique();
  for (const what of ["portal", "shop", "console", "import", "backup", "gateway"])
    await write(everyday, `HTTP 502 from our own ${what}${word()}`);
  pass(6);
  for (let n = 0; n < 30; n++) await write(everyday, unlike());
  await watchForMajor(machine);
  const alerts = Array.from({ length: 3 }, (_, n) => ({
    fingerprint: `${down}-${n}`,
    state: "firing" as const,
    name: "HighErrorRate",
    severity: "critical" as const,
    startsAt: new Date(now()),
    endsAt: null,
    labels: { alertname: "HighErrorRate", service: down, pod: `${down}-${n}` },
    annotations: { summary: `${down} answers with errors` },
    generatorUrl: null,
  }));
  const [placed] = await recordAlerts(machine, { source: "prometheus", alerts });
  pass(1);
  for (let n = 0; n < 3; n++)
    await write(unique("company"), `${down} does not answer, we get HTTP 502 from ${down}`);
  expect(await watchForMajor(machine)).toMatchObject([{ incidentId: placed?.incidentId, service: down }]);
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
    .from(symptom)
    .where(eq(symptom.ticketId, history[0] ?? 0));
  expect(kept?.terms.length).toBeGreaterThan(0);
  for (let n = 0; n < 15; n++) await write(unique(), unlike());
  for (const what of ["quota of graphics cards", "server hangs since noon", "image list empty"])
    await write(unique("company"), `${what} ${word()}`, { service });
  expect(await watchForMajor(machine)).toEqual([]);
});
