/** Plays made-up customers' tickets and alerts through the production path on a clock of its own, with a person who confirms and closes, and compares. */
import { eq, ne } from "drizzle-orm";
import { incident, incidentTicket } from "#db/schema/incidents";
import { ticket } from "#db/schema/tickets";
import { resolveQuietIncident } from "#lib/incidents/commands";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { chanceOf } from "#lib/incidents/simulation/chance";
import { agreement } from "#lib/incidents/simulation/measures";
import { actorCtx, type Ctx } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { recordEvents } from "#lib/tickets/commands";
import { closeMajor, confirmMajor, dismissMajor } from "../commands";
import { detectMajor } from "../detecting";
import { alertsOf } from "./alerts";
import { judge, type MajorSimulation, type Proposal } from "./judging";
import { type Letter, type LetterPlan, makeLetters, makeWriters, type Outage } from "./writing";

const start = Date.UTC(2026, 0, 5);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Plays `plan` from its seed through the product, on a clock of its own, and counts after `warmUp` days what was found, and how soon. */
export async function simulateMajor(
  ctx: Ctx,
  { seed, plan, warmUp }: { seed: number; plan: LetterPlan; warmUp: number },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<MajorSimulation> {
  const chance = chanceOf(seed);
  const { letters, outages } = makeLetters(chance, plan, makeWriters(chance, 160), start);
  let clock = start;
  const queue = virtualQueue(() => new Date(clock));
  const now = () => new Date(clock);
  const run: Ctx = { ...ctx, now, unattended: queue };
  const lead: Ctx = {
    ...actorCtx({ kind: "user", id: "sim", name: "Lead", role: "lead" }, ctx.db),
    now,
    unattended: queue,
  };
  const truthOf = new Map<number, Letter>();
  const proposals: Proposal[] = [];
  const spent: number[] = [];
  const person = personWho(lead);
  const alerts = alertsOf(chance, outages);
  /** An analyst files tickets by and by. */
  const toTriage: { at: number; ticketId: number; service: string }[] = [];
  let next = 0;
  let done = 0;
  const until = async (at: number) => {
    for (let due = queue.next(new Date(at)); due; due = queue.next(new Date(at))) {
      clock = Math.max(clock, due.at.getTime());
      if (due.job.name === "incidents.settle") await resolveQuietIncident(run, due.job.input);
    }
    for (let told = alerts[next]; told && told.at <= at; told = alerts[++next]) {
      clock = Math.max(clock, told.at);
      await recordAlerts(run, { source: "prometheus", alerts: [told.alert] });
    }
    toTriage.sort((a, b) => a.at - b.at);
    while ((toTriage[0]?.at ?? at + 1) <= at) {
      const { ticketId, service } = toTriage.shift() ?? { ticketId: 0, service: null };
      await run.db.update(ticket).set({ service }).where(eq(ticket.id, ticketId));
    }
    await person.act(at, (time) => {
      clock = Math.max(clock, time);
    });
    clock = Math.max(clock, at);
  };
  for (const letter of letters) {
    await until(letter.at);
    const externalId = `letter-${done++}`;
    const { writer, subject, body, service } = letter;
    const [recorded] = await recordEvents(run, {
      events: [
        {
          source: "webhook",
          externalId,
          ticketExternalId: externalId,
          kind: "customer_message",
          at: new Date(letter.at),
          actorKind: "customer",
          actorName: writer.name,
          body,
          ticket: { kind: "request", subject, service },
          customer: { externalId: writer.id, name: writer.name, company: writer.company },
        },
      ],
    });
    truthOf.set(recorded?.ticketId ?? 0, letter);
    if (letter.filed)
      toTriage.push({
        at: letter.at + chance.wait(2 * hour),
        ticketId: recorded?.ticketId ?? 0,
        service: letter.filed,
      });
    // The worker looks once a second.
    clock += 1_000;
    const before = performance.now();
    const raised = await detectMajor(run);
    spent.push(performance.now() - before);
    for (const { incidentId } of raised) {
      const truth = await majorityOf(run, incidentId, truthOf);
      proposals.push({ incidentId, at: clock, truth });
      person.hear(incidentId, clock, outages.find((one) => one.truth === truth) ?? null);
    }
    onProgress(done, letters.length);
  }
  const placed = await placesOf(run, [...truthOf.keys()]);
  const warm = start + warmUp * day;
  return {
    seed,
    plan,
    warmUp,
    letters: letters.length,
    ...judge(letters, outages, proposals, warm, (letter) => {
      const id = [...truthOf].find(([, own]) => own === letter)?.[0] ?? 0;
      return placed.get(id) ?? "alone";
    }),
    tickets: agreement(
      [...truthOf]
        .filter(([, { at }]) => at >= warm)
        .map(([ticketId, { truth }]) => ({
          truth,
          found: placed.get(ticketId) ?? `alone ${ticketId}`,
          rule: "alike",
        })),
      (truth) => truth.startsWith("outage"),
    ),
    watching: { median: share(spent, 0.5), p95: share(spent, 0.95) },
    mistakes: await mistakesOf(run, proposals, truthOf, warm),
  };
}

/** A lead who looks ten minutes after a proposal, confirms what is one, dismisses what is none, and closes half an hour after the end. */
function personWho(lead: Ctx) {
  const plans: { at: number; act: () => Promise<unknown> }[] = [];
  return {
    hear: (incidentId: number, at: number, outage: Outage | null) => {
      const decidedAt = at + 10 * minute;
      if (!outage) return void plans.push({ at: decidedAt, act: () => dismissMajor(lead, { incidentId }) });
      plans.push({ at: decidedAt, act: () => confirmMajor(lead, { incidentId }) });
      plans.push({
        at: Math.max(decidedAt + minute, outage.end + 30 * minute),
        act: () => closeMajor(lead, { incidentId }),
      });
    },
    act: async (until: number, setClock: (at: number) => void) => {
      plans.sort((a, b) => a.at - b.at);
      while ((plans[0]?.at ?? Number.POSITIVE_INFINITY) <= until) {
        const plan = plans.shift();
        if (!plan) break;
        setClock(plan.at);
        // One that its alerts ended before the person came is over already.
        await plan.act().catch(() => {});
      }
    },
  };
}

async function ticketsOf(ctx: Ctx, incidentId: number): Promise<number[]> {
  const rows = await ctx.db
    .select({ ticketId: incidentTicket.ticketId })
    .from(incidentTicket)
    .where(eq(incidentTicket.incidentId, incidentId));
  return rows.map(({ ticketId }) => ticketId);
}

async function majorityOf(
  ctx: Ctx,
  incidentId: number,
  truthOf: ReadonlyMap<number, Letter>,
): Promise<string> {
  const counts = new Map<string, number>();
  for (const id of await ticketsOf(ctx, incidentId)) {
    const truth = truthOf.get(id)?.truth ?? "";
    counts.set(truth, (counts.get(truth) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

async function mistakesOf(
  ctx: Ctx,
  proposals: readonly Proposal[],
  truthOf: ReadonlyMap<number, Letter>,
  warm: number,
) {
  const wrong = proposals.filter(
    ({ truth, at }, place) =>
      at >= warm &&
      (!truth.startsWith("outage") || proposals.findIndex((one) => one.truth === truth) !== place),
  );
  return Promise.all(
    wrong.slice(0, 40).map(async ({ incidentId, truth, at }) => ({
      truth,
      at: new Date(at).toISOString(),
      tickets: (await ticketsOf(ctx, incidentId)).map((id) => {
        const letter = truthOf.get(id);
        return `${letter?.truth} | ${letter?.writer.company} | ${letter?.body.replace(/\s+/g, " ").slice(0, 110)}`;
      }),
    })),
  );
}

/** The incident each ticket was put to, if a major one; that of alerts alone is no place of a ticket. */
async function placesOf(ctx: Ctx, ticketIds: number[]): Promise<Map<number, string>> {
  const rows = await ctx.db
    .select({
      ticketId: incidentTicket.ticketId,
      incidentId: incidentTicket.incidentId,
      major: incident.major,
    })
    .from(incidentTicket)
    .innerJoin(incident, eq(incident.id, incidentTicket.incidentId))
    .where(ne(incidentTicket.state, "declined"));
  const known = new Set(ticketIds);
  return new Map(
    rows.filter(({ ticketId }) => known.has(ticketId)).map((row) => [row.ticketId, String(row.incidentId)]),
  );
}

function share(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
}
